import Mustache from "mustache";
import type { ChatPrompt } from "../models/prompt";
import type { PromptTemplate, TemplateVariable } from "./promptTemplate";

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
  /** The writer's answers to the template's own variables: of a choice its value, or what was typed instead. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * The template's messages with everything filled in. Mustache is logic-less: a template can neither run code
 * nor read anything that is not in the context, and text with `{{…}}` in it is not looked at again.
 */
export function renderTemplate(template: PromptTemplate, context: TemplateContext): ChatPrompt {
  const messages = [{ role: "user" as const, content: fill(template.user, template, context) }];
  const examples = template.examples.map(({ selection, paragraph, sample, variables, output }) => ({
    input: fill(template.user, template, {
      ...context,
      selection,
      paragraph: paragraph ?? selection,
      sample: sample ?? "",
      variables: { ...context.variables, ...variables },
    }),
    output,
  }));
  return {
    kind: "chat",
    ...(template.system !== undefined && { system: fill(template.system, template, context) }),
    messages,
    ...(examples.length > 0 && { examples }),
  };
}

function fill(source: string, template: PromptTemplate, { variables, ...own }: TemplateContext): string {
  const defaults = Object.fromEntries(template.variables.map(({ name, default: text = "" }) => [name, text]));
  const answers: Readonly<Record<string, string>> = { ...defaults, ...variables };
  const chosen: Record<string, string> = {};
  for (const variable of template.variables) {
    const text = chosenText(variable, answers[variable.name]);
    if (text !== undefined) chosen[variable.name] = render(text, { ...answers, ...own });
  }
  return render(source, { ...answers, ...chosen, ...own });
}

/** What stands in the prompt for a choice; undefined where the answer itself does. */
function chosenText(variable: TemplateVariable, answer: string | undefined): string | undefined {
  if (variable.type !== "choice") return undefined;
  return variable.choices.find(({ value }) => value === answer)?.text;
}

function render(source: string, known: object): string {
  // Without a prototype there is nothing to name but what is known.
  const view = Object.assign(Object.create(null) as object, known);
  return Mustache.render(source, view, undefined, { escape: String }).trim();
}
