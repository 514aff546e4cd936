import type { ChatPrompt } from "../models/prompt";
import type { PromptTemplate, TemplateExample, TemplateVariable } from "./promptTemplate";
import { type Filled, fillText } from "./templateFilling";

/** What a template may name: `{{selection}}` and the rest. */
export interface TemplateContext {
  /** What the template works on: the selection or what its scope says, for instance the document's whole text. */
  readonly selection: string;
  /** The whole paragraph around the selection. */
  readonly paragraph: string;
  /** Some of the document's other prose, to show its voice; may be empty. */
  readonly sample: string;
  /** The document up to the end of the selection, cut to what the model can take. */
  readonly before: string;
  /** The editor's name for the document's language, for instance "markdown". */
  readonly languageId: string;
  readonly fileName: string;
  /** The whole document, or as much of its beginning as the model can take. */
  readonly document?: string;
  /** The document's title. */
  readonly title?: string;
  /** The document's headings, as a list. */
  readonly outline?: string;
  /** The language that the document is written in, in English; a variable of that name comes first. */
  readonly language?: string;
  /** Today, as 2026-11-28. */
  readonly date?: string;
  readonly clipboard?: string;
  /** The names and words that the writer keeps to. */
  readonly glossary?: string;
  /** The writer's answers to the template's own variables: of a choice its value, or what was typed instead. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * The template's messages with everything filled in. Mustache is logic-less: a template can neither run code
 * nor read anything that is not in the context, and text with `{{…}}` in it is not looked at again.
 *
 * @param filled told of each text that is put into the system prompt and the message, not into the examples
 */
export function renderTemplate(
  template: PromptTemplate,
  context: TemplateContext,
  filled?: Filled,
): ChatPrompt {
  const { system, user } = template;
  const examples = template.examples.map((example) => ({
    input: fill(user, template, exampleContext(example, context)),
    output: example.output,
  }));
  return {
    kind: "chat",
    ...(system !== undefined && { system: fill(system, template, context, filled) }),
    messages: [{ role: "user", content: fill(user, template, context, filled) }],
    ...(examples.length > 0 && { examples }),
  };
}

/** An example's own surroundings, and none of the writer's: only the answers and what kind of document it is. */
function exampleContext(
  { output: _, variables, ...shown }: TemplateExample,
  { languageId, fileName, language, date, variables: answers }: TemplateContext,
): TemplateContext {
  return {
    languageId,
    fileName,
    ...(language !== undefined && { language }),
    ...(date !== undefined && { date }),
    before: shown.selection,
    paragraph: shown.selection,
    sample: "",
    ...shown,
    variables: { ...answers, ...variables },
  };
}

function fill(
  source: string,
  template: PromptTemplate,
  { variables, language = "", ...own }: TemplateContext,
  filled?: Filled,
): string {
  const defaults = Object.fromEntries(template.variables.map(({ name, default: text = "" }) => [name, text]));
  const given: Readonly<Record<string, string>> = { ...defaults, ...variables };
  const answers = {
    ...given,
    language: given.language === undefined || given.language === "" ? language : given.language,
  };
  const surroundings = { ...own, fileStem: own.fileName.replace(/(.)\.[^.]*$/, "$1") };
  const chosen: Record<string, string> = {};
  for (const variable of template.variables) {
    const text = chosenText(variable, given[variable.name]);
    if (text !== undefined) chosen[variable.name] = fillText(text, { ...answers, ...surroundings });
  }
  return fillText(source, { ...answers, ...chosen, ...surroundings }, filled);
}

/** What stands in the prompt for a choice; undefined where the answer itself does. */
function chosenText(variable: TemplateVariable, answer: string | undefined): string | undefined {
  if (variable.type !== "choice") return undefined;
  return variable.choices.find(({ value }) => value === answer)?.text;
}
