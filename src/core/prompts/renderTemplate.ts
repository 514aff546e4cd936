import Mustache from "mustache";
import type { ChatPrompt } from "../models/prompt";
import type { PromptTemplate } from "./promptTemplate";

/** What a template may name: `{{selection}}` and the rest. */
export interface TemplateContext {
  /** The selected text, or the paragraph at the cursor. */
  readonly selection: string;
  /** The document up to the end of the selection, cut to what the model can take. */
  readonly before: string;
  /** The editor's name for the document's language, for instance "markdown". */
  readonly languageId: string;
  readonly fileName: string;
  /** The writer's answers to the template's own variables. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * The template's messages with everything filled in. Mustache is logic-less: a template can neither run code
 * nor read anything that is not in the context, and text with `{{…}}` in it is not looked at again.
 */
export function renderTemplate(template: PromptTemplate, context: TemplateContext): ChatPrompt {
  const messages = [{ role: "user" as const, content: fill(template.user, template, context) }];
  const examples = template.examples.map(({ selection, variables, output }) => ({
    input: fill(template.user, template, {
      ...context,
      selection,
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
  // Without a prototype there is nothing to name but what stands here.
  const view = Object.assign(Object.create(null) as object, defaults, variables, own);
  return Mustache.render(source, view, undefined, { escape: String }).trim();
}
