import type { ChatMessage, Example } from "../models/prompt";
import { estimateTokens } from "../text/tokenEstimate";
import type { PromptTemplate } from "./promptTemplate";
import { renderTemplate, type TemplateContext } from "./renderTemplate";

/** How much of a prompt comes from where. */
export interface PromptPart {
  /**
   * What the template may name ("selection", "document"), one of its own variables, "examples", or "template" for its
   * own words.
   */
  readonly name: string;
  /** Estimated; see `estimateTokens`. */
  readonly tokens: number;
}

/** A prompt as it will be sent. */
export interface PromptPreview {
  readonly system?: string;
  readonly messages: readonly ChatMessage[];
  /** Only where they are sent: to base models. */
  readonly examples?: readonly Example[];
  /** The sum of the parts. */
  readonly tokens: number;
  /** The template's own words first, then what was filled in, in the order in which it stands there; none is 0. */
  readonly parts: readonly PromptPart[];
}

/** The prompt with its tokens, without asking a model. `withExamples` is for base models, which are shown them. */
export function previewPrompt(
  template: PromptTemplate,
  context: TemplateContext,
  { withExamples = false }: { readonly withExamples?: boolean } = {},
): PromptPreview {
  const filled = new Map<string, string>();
  const {
    system,
    messages,
    examples = [],
  } = renderTemplate(template, context, (name, text) => {
    filled.set(name, (filled.get(name) ?? "") + text);
  });
  const named = [...filled].map(([name, text]) => ({ name, tokens: estimateTokens(text) }));
  const whole = [system ?? "", ...messages.map(({ content }) => content)].join("");
  const own = estimateTokens(whole) - sum(named);
  const shown = withExamples ? examples : [];
  const examplesText = shown.map(({ input, output }) => input + output).join("");
  const parts = [
    { name: "template", tokens: own },
    ...named,
    { name: "examples", tokens: estimateTokens(examplesText) },
  ].filter(({ tokens }) => tokens > 0);
  return {
    ...(system !== undefined && { system }),
    messages,
    ...(shown.length > 0 && { examples: shown }),
    tokens: sum(parts),
    parts,
  };
}

function sum(parts: readonly PromptPart[]): number {
  return parts.reduce((all, { tokens }) => all + tokens, 0);
}
