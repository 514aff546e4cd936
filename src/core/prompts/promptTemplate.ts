import type { GenerationOptions } from "../settings/settings";

/**
 * Where the answer goes: in place of the text, as a paragraph of its own below it, or straight on after its
 * last word.
 */
export type TemplateTarget = "replace" | "insertAfter" | "append";

/** What the writer is asked for before the template runs. */
export interface TemplateVariable {
  readonly name: string;
  /** A language is chosen from a list and remembered; a text is typed. */
  readonly type: "text" | "language";
  readonly label: string;
  readonly placeholder?: string;
  /** Offered first, and used where nobody is asked. */
  readonly default?: string;
}

/** A text, and what a good answer to it is: base models learn from it what is wanted. */
export interface TemplateExample {
  readonly selection: string;
  readonly output: string;
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
  readonly target: TemplateTarget;
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
