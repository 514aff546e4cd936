import type { ModelInfo } from "../models/languageModel";
import { firstTokens, lastTokens } from "../text/tokenEstimate";
import type { PromptTemplate } from "./promptTemplate";
import type { TemplateContext } from "./renderTemplate";

/** What a template works on: read from the editor once, before the model is asked. */
export interface TemplateInput extends Omit<TemplateContext, "selection"> {
  /** The text at the template's scope, for instance the selection; empty on a blank line. */
  readonly text: string;
}

/** What a model is taken to read at once where that is not known. */
const DEFAULT_CONTEXT_TOKENS = 4000;
/** Enough to hear a voice: three or four paragraphs. A small model gets a quarter of its context. */
const SAMPLE_TOKENS = 400;
const SAMPLE_SHARE = 0.25;

/** Whether there is anything to work on: a continuation needs text before it, every other template its own. */
export function hasMaterial(
  { style }: Pick<PromptTemplate, "style">,
  { text, before }: Pick<TemplateInput, "text" | "before">,
): boolean {
  return (style === "continuation" ? before : text).trim() !== "";
}

/**
 * What the template may name, the text before the cursor cut to half of what the model can take, and the sample to
 * what shows a voice.
 */
export function templateContext(
  { text, ...input }: TemplateInput,
  { contextTokens = DEFAULT_CONTEXT_TOKENS }: Pick<ModelInfo, "contextTokens">,
): TemplateContext {
  return {
    ...input,
    selection: text,
    before: lastTokens(input.before, Math.floor(contextTokens / 2)),
    sample: firstTokens(input.sample, Math.min(SAMPLE_TOKENS, contextTokens * SAMPLE_SHARE)).trimEnd(),
  };
}
