import type { ModelInfo } from "../models/languageModel";
import { lastTokens } from "../text/tokenEstimate";
import type { PromptTemplate } from "./promptTemplate";
import type { TemplateContext } from "./renderTemplate";

/** What a template works on: read from the editor once, before the model is asked. */
export interface TemplateInput extends Omit<TemplateContext, "selection"> {
  /** The selected text or the paragraph at the cursor; empty on a blank line. */
  readonly text: string;
}

/** How much of the document before the cursor is quoted when the model's own context is not known. */
const DEFAULT_BEFORE_TOKENS = 2000;

/** Whether there is anything to work on: a continuation needs text before it, every other template its own. */
export function hasMaterial(
  { style }: Pick<PromptTemplate, "style">,
  { text, before }: Pick<TemplateInput, "text" | "before">,
): boolean {
  return (style === "continuation" ? before : text).trim() !== "";
}

/** What the template may name, the text before the cursor cut to half of what the model can take. */
export function templateContext(
  { text, ...input }: TemplateInput,
  { contextTokens }: Pick<ModelInfo, "contextTokens">,
): TemplateContext {
  const budget = contextTokens === undefined ? DEFAULT_BEFORE_TOKENS : Math.floor(contextTokens / 2);
  return { ...input, selection: text, before: lastTokens(input.before, budget) };
}
