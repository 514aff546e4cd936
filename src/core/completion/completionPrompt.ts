import { adaptPrompt } from "../models/adaptPrompt";
import type { ModelInfo } from "../models/languageModel";
import type { Prompt } from "../models/prompt";
import { firstTokens, lastTokens } from "../text/tokenEstimate";
import type { GhostTextQuery } from "./ghostTextQuery";
import { atLineEnd } from "./triggerPolicy";

/** How much of the text is sent at the most, in estimated tokens. */
const PREFIX_TOKENS = 1000;
const SUFFIX_TOKENS = 200;

/**
 * The text around the cursor as a prompt, nearest text first and cut at sentences, never at lines: a
 * paragraph in one line keeps its context. Inside a paragraph the text after the cursor goes along.
 */
export function completionPrompt(query: GhostTextQuery, info: ModelInfo, maxTokens: number): Prompt {
  const room = (info.contextTokens ?? Infinity) - maxTokens;
  // Estimates can be wrong by a third, above all for small vocabularies.
  const budget = Math.floor(Math.min(PREFIX_TOKENS, room * 0.6));
  // Words are tokens with their space in front: a space left hanging is one that models have seldom seen, and
  // many answer it with nothing. What the model then begins with is made to fit at the seam.
  const before = query.prefix.replace(/[ \t]+$/, "");
  const prefix = lastTokens(before, budget);
  if (atLineEnd(query.suffix)) return adaptPrompt({ kind: "text", text: prefix }, info);
  const suffix = firstTokens(query.suffix, Math.min(SUFFIX_TOKENS, budget / 4));
  return adaptPrompt({ kind: "infill", prefix: lastTokens(before, budget * 0.75), suffix }, info);
}
