import type { ModelInfo } from "../models/languageModel";
import { firstTokens, lastTokens } from "../text/tokenEstimate";
import type { PromptTemplate } from "./promptTemplate";
import type { TemplateContext } from "./renderTemplate";
import { templateNeeds } from "./templateNeeds";

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
/** How much of what the model takes the text before the cursor, the document and the clipboard may be, each. */
const LARGE_SHARE = 0.5;
/** How much an outline or a glossary may be. */
const SMALL_SHARE = 0.125;

/** As much of a template as tells what it works on; the prompt may be left out where it works on the text. */
export type Working = Pick<PromptTemplate, "style"> &
  Partial<Pick<PromptTemplate, "system" | "user" | "variables">>;

/** Names of what stands in a document. */
const TEXTS = ["selection", "paragraph", "before", "document"] as const;

/**
 * Whether it cannot do without a text. What it only names where there is any (`{{#selection}}…{{/selection}}`) it can
 * do without, and so can one that asks for everything in variables.
 */
export function worksOnText({ style, system, user, variables = [] }: Working): boolean {
  if (style === "continuation" || user === undefined) return true;
  const needs = templateNeeds({ user, variables, ...(system !== undefined && { system }) }, "always");
  return TEXTS.some((name) => needs.has(name));
}

/** Whether there is anything to work on: a continuation needs text before it, every other template what it names. */
export function hasMaterial(
  { style, system, user, variables = [] }: Working,
  input: Pick<TemplateInput, "text" | "before"> & Partial<Pick<TemplateInput, "document" | "clipboard">>,
): boolean {
  const has = (text = "") => text.trim() !== "";
  if (style === "continuation") return has(input.before);
  if (user === undefined) return has(input.text);
  const needs = templateNeeds({ user, variables, ...(system !== undefined && { system }) }, "always");
  if (needs.has("selection") || needs.has("paragraph")) return has(input.text);
  const others = ["before", "document", "clipboard"] as const;
  return others.every((name) => !needs.has(name) || has(input[name]));
}

/**
 * What the template may name, each text cut to its share of what the model can take: of the text before the cursor the
 * end stays, of all others the beginning, and of the sample what shows a voice. The selection is never cut.
 */
export function templateContext(
  { text, ...input }: TemplateInput,
  { contextTokens = DEFAULT_CONTEXT_TOKENS }: Pick<ModelInfo, "contextTokens">,
): TemplateContext {
  const large = Math.floor(contextTokens * LARGE_SHARE);
  const small = Math.floor(contextTokens * SMALL_SHARE);
  const { document, clipboard, outline, glossary } = input;
  return {
    ...input,
    selection: text,
    before: lastTokens(input.before, large),
    sample: firstTokens(input.sample, Math.min(SAMPLE_TOKENS, contextTokens * SAMPLE_SHARE)).trimEnd(),
    ...(document !== undefined && { document: firstTokens(document, large) }),
    ...(clipboard !== undefined && { clipboard: firstTokens(clipboard, large) }),
    ...(outline !== undefined && { outline: firstTokens(outline, small) }),
    ...(glossary !== undefined && { glossary: firstTokens(glossary, small) }),
  };
}
