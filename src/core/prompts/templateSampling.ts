import { generationSampling } from "../models/generation";
import type { Sampling } from "../models/languageModel";
import { estimateTokens } from "../text/tokenEstimate";
import type { PromptTemplate } from "./promptTemplate";

/** An edited text may become longer than the text was. */
const ROOM_FOR_EDIT = 1.5;
/** Languages differ in tokens for the same words: Hindi or Thai take about three times what English takes. */
const ROOM_FOR_TRANSLATION = 3;

/** What bounds the length of an answer besides the template. */
export interface AnswerSize {
  /** The text that the answer stands in for, where it is about as long as that. */
  readonly replaces?: string;
  /** The model's context window, where known: no answer is longer. */
  readonly contextTokens?: number | undefined;
}

/**
 * How a template wants its answer drawn. The template's own `maxTokens` is raised for a long text, so that a whole
 * chapter comes back; a template that names `max_new_tokens` gets just that.
 */
export function templateSampling(
  { maxTokens, temperature, generation = {}, variables }: PromptTemplate,
  { replaces = "", contextTokens = Infinity }: AnswerSize = {},
): Sampling {
  const room = variables.some(({ type }) => type === "language") ? ROOM_FOR_TRANSLATION : ROOM_FOR_EDIT;
  const needed = Math.min(Math.ceil(estimateTokens(replaces) * room), contextTokens);
  return {
    ...(temperature !== undefined && { temperature }),
    ...generationSampling(generation),
    maxTokens: generation.max_new_tokens ?? Math.max(maxTokens, needed),
  };
}
