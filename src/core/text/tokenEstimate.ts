import { sentenceStarts } from "./sentence";

/** Characters: room for the end of a sentence, its quotes and the white space after it. */
const SEEN_BEFORE = 40;

/**
 * About how many tokens `text` is, without a tokenizer: a quarter of its ASCII characters, one for each CJK
 * character, half of the rest. Meant to be a little too high rather than too low.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (let i = 0; i < text.length; i++) tokens += estimateOne(text.charCodeAt(i));
  return Math.ceil(tokens);
}

/**
 * The end of `text` that is at most `tokens` tokens, beginning at a sentence where there is one in it.
 * Never empty for a text that is not: one long sentence is cut at a character.
 */
export function lastTokens(text: string, tokens: number): string {
  if (estimateTokens(text) <= tokens) return text;
  let start = text.length;
  for (let left = tokens; start > 0; start--) {
    left -= estimateOne(text.charCodeAt(start - 1));
    if (left < 0) break;
  }
  // Never between the halves of a surrogate pair.
  if (isLowSurrogate(text.charCodeAt(start))) start++;
  // A little of what does not fit tells whether a sentence begins exactly where the rest does.
  const seen = Math.max(0, start - SEEN_BEFORE);
  const starts = sentenceStarts(text.slice(seen)).map((offset) => seen + offset);
  const sentence = starts.find((offset) => offset > seen && offset >= start && offset < text.length);
  return text.slice(sentence ?? start);
}

/** The beginning of `text` that is at most `tokens` tokens. */
export function firstTokens(text: string, tokens: number): string {
  let end = 0;
  for (let left = tokens; end < text.length; end++) {
    left -= estimateOne(text.charCodeAt(end));
    if (left < 0) break;
  }
  if (end > 0 && isLowSurrogate(text.charCodeAt(end))) end--;
  return text.slice(0, end);
}

function estimateOne(code: number): number {
  if (code < 0x7f) return 0.25;
  return code >= 0x2e80 && code <= 0xffdc && (code < 0xd800 || code > 0xdfff) ? 1 : 0.5;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
