import type { GenerationOptions } from "../settings/settings";

/**
 * Where an answer goes that becomes an edit: in place of the text, as a paragraph of its own below it, or straight
 * on after its last word.
 */
export type EditTarget = "replace" | "insertAfter" | "append";

/**
 * Where an answer goes that leaves the text as it is: into a document beside it ("beside"), to the places in the
 * text that it is about ("remarks"), into a list of which the writer takes one in place of the text ("pick"), into
 * the box for the commit message ("commitMessage"), into a document of its own that is the writer's to keep
 * ("newDocument"), or into the chat ("panel").
 */
export type TemplateTarget =
  EditTarget | "beside" | "remarks" | "pick" | "commitMessage" | "newDocument" | "panel";

/** What the gallery groups templates by. */
export type TemplateCategory = "edit" | "write" | "transform" | "understand" | "work" | "code";

/** What a template works on where nothing is selected, or whatever is selected. */
export type TemplateScope =
  /** The selection, or the paragraph at the cursor. */
  | "selection"
  /** The selection, or the word at the cursor. */
  | "word"
  /** The reference to an image at the cursor, or the nearest one in the selection or the paragraph. */
  | "image"
  /** The whole document, also where something is selected. */
  | "document"
  /** What is staged for the next commit, as a diff. */
  | "stagedChanges";

/** One answer to a variable of type "choice". */
export interface TemplateChoice {
  /** Names the choice where it is given without asking, for instance in a key binding. */
  readonly value: string;
  /** What the writer chooses by. */
  readonly label: string;
  /** What stands in the prompt; may name what the template may name. */
  readonly text: string;
}

interface AskedVariable {
  readonly name: string;
  readonly label: string;
  readonly placeholder?: string;
  /** Offered first, and used where nobody is asked. Of a choice it is one of the values. */
  readonly default?: string;
}

/** A number is typed; its answer and its default are text, as those of the others are. */
export interface NumberVariable extends AskedVariable {
  readonly type: "number";
  /** The least and the most that may be answered, both included; any number where left out. */
  readonly min?: number;
  readonly max?: number;
}

/** A language is chosen from a list and remembered; a text is typed. */
export interface TypedVariable extends AskedVariable {
  readonly type: "text" | "language";
  /** Whether the answer may be empty; of a language never. */
  readonly optional?: boolean;
}

/** One of a few: the answer is its `value`, in the prompt stands its `text`. */
export interface ChoiceVariable extends AskedVariable {
  readonly type: "choice";
  /** At least one; each value once. */
  readonly choices: readonly TemplateChoice[];
  /** Whether the writer may type an instruction instead, which then stands in the prompt as it is. */
  readonly allowOther: boolean;
}

/** What the writer is asked for before the template runs. */
export type TemplateVariable = TypedVariable | NumberVariable | ChoiceVariable;

/** A text, and what a good answer to it is: base models learn from it what is wanted. */
export interface TemplateExample {
  readonly selection: string;
  readonly output: string;
  /** The paragraph around it; the selection itself where left out. */
  readonly paragraph?: string;
  /** Other prose of the same document; none where left out. */
  readonly sample?: string;
  /** What the document around it is like; of the writer's document nothing gets into an example. */
  readonly document?: string;
  readonly title?: string;
  readonly outline?: string;
  readonly clipboard?: string;
  readonly glossary?: string;
  /** The example's language, in English; that of the writer's document where left out. */
  readonly language?: string;
  /** The template's own variables; their defaults where left out. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** One `*.prompt.md` file. */
export interface PromptTemplate {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** A codicon's name. */
  readonly icon: string;
  readonly category: TemplateCategory;
  /** VS Code's language ids; only in documents of these the template is offered, everywhere where left out. */
  readonly languages?: readonly string[];
  /** The kind of model that it is written for; any where left out. */
  readonly modelKind?: "instruct" | "base";
  readonly target: TemplateTarget;
  /** Where the answer may go instead, where the command is told so. */
  readonly otherTargets: readonly TemplateTarget[];
  readonly scope: TemplateScope;
  /**
   * "continuation" sends the bare text before the cursor to models that go on with plain text, where base
   * models are at their best; "chat" always sends the rendered messages.
   */
  readonly style: "chat" | "continuation";
  readonly variables: readonly TemplateVariable[];
  readonly maxTokens: number;
  readonly temperature?: number;
  /** The same and more under the names of the Hugging Face pipeline; comes before the two above. */
  readonly generation?: GenerationOptions;
  readonly examples: readonly TemplateExample[];
  readonly system?: string;
  readonly user: string;
}
