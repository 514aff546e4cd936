import { sentenceEnds, sentenceStarts } from "../text/sentence";
import { estimateTokens, firstTokens, lastTokens } from "../text/tokenEstimate";
import type { GhostTextQuery } from "./ghostTextQuery";

/** The text that is sent, nearest first. */
export interface ContextWindow {
  readonly prefix: string;
  readonly suffix: string;
}

/** The most of each side, in estimated tokens. */
export interface WindowBudget {
  readonly prefixTokens: number;
  readonly suffixTokens: number;
}

/** UTF-16 units of the document by which the window's start moves, where the budget is not small for them. */
const STEP = 1024;
const SMALLEST_STEP = 32;
/** Before a step's own place it is looked this far back for the end of a sentence, in UTF-16 units. */
const SEEN_BEFORE = 40;
/** A cluster is hardly longer than these, in UTF-16 units. */
const CLUSTER = 64;

type Around = Pick<GhostTextQuery, "prefix" | "suffix" | "offset">;

/**
 * The text around the cursor, cut at sentences and paragraphs to a budget. The start moves only from one multiple of
 * a step of the document to another, so that the prompts of keys typed one after the other begin with the same
 * bytes, which servers keep in their caches. A paragraph that is longer than the budget keeps its end.
 */
export function contextWindow(query: Around, { prefixTokens, suffixTokens }: WindowBudget): ContextWindow {
  return { prefix: end(query, prefixTokens), suffix: beginning(query.suffix, suffixTokens) };
}

/** The end of `prefix` that fits, from a place that stays the same while somebody types on. */
function end({ prefix, offset }: Around, tokens: number): string {
  const origin = offset - prefix.length;
  // No text has more characters to a token than ASCII has.
  const reach = prefix.slice(-4 * tokens);
  const step = stepFor(reach, tokens);
  for (let place = Math.ceil((offset - reach.length) / step) * step; place < offset; place += step) {
    const from = place - origin;
    if (estimateTokens(prefix.slice(from)) > tokens) continue;
    const text = prefix.slice(place === 0 ? 0 : border(prefix, from, step / 2));
    if (text.trim() !== "") return text;
  }
  return prefix.slice(clusterAt(prefix, prefix.length - lastTokens(prefix, tokens).length));
}

/** About a quarter of the budget as a power of two: the window loses no more when it moves. */
function stepFor(text: string, tokens: number): number {
  const characters = (tokens / 4) * (text.length / Math.max(1, estimateTokens(text)));
  const power = 2 ** Math.round(Math.log2(Math.max(1, characters)));
  return Math.min(STEP, Math.max(SMALLEST_STEP, power));
}

/**
 * Where a paragraph, else a sentence, else a line, else a word, else a character begins in `text`, at `from` or in
 * the `reach` after it. Depends on the text in between and a little before it, and on nothing else.
 */
function border(text: string, from: number, reach: number): number {
  const seen = Math.max(0, from - SEEN_BEFORE);
  const near = text.slice(seen, from + reach);
  const after = (pattern: RegExp) =>
    [...near.matchAll(pattern)].map(({ 0: all, index }) => index + all.length);
  const starts = [
    after(/(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)\s*/g),
    sentenceStarts(near).slice(1),
    after(/(?:\r\n|\r|\n)\s*/g),
    after(/[ \t\u3000]+/g),
  ].map((indexes) => indexes.find((index) => seen + index >= from && index < near.length));
  const start = starts.find((index) => index !== undefined);
  return clusterAt(text, start === undefined ? from : seen + start);
}

/** The beginning of `suffix` that fits, up to the end of a sentence or a line where that keeps half of it. */
function beginning(suffix: string, tokens: number): string {
  const most = firstTokens(suffix, tokens);
  if (most.length === suffix.length) return suffix;
  const lines = [...most.matchAll(/\r\n|\r|\n/g)].map((match) => match.index);
  const border = Math.max(0, ...sentenceEnds(most), ...lines);
  const cut = border >= most.length / 2 ? border : most.length;
  return most.slice(0, wholeBefore(suffix, cut));
}

/** The last place at or before `index` that is not inside a character. */
function wholeBefore(text: string, index: number): number {
  for (let place = index; place > 0; place--) if (clusterAt(text, place) === place) return place;
  return 0;
}

/** The first place at or after `index` that is not inside a character as people see it (a grapheme cluster). */
function clusterAt(text: string, index: number): number {
  if (index <= 0 || index >= text.length) return Math.max(0, Math.min(index, text.length));
  // Clusters are told from a place where one begins for sure: at an ASCII character that ends no line.
  let from = index;
  while (from > 0 && index - from < CLUSTER && !beginsCluster(text.charCodeAt(from))) from--;
  const here = new Intl.Segmenter(undefined, { granularity: "grapheme" })
    .segment(text.slice(from, index + CLUSTER))
    .containing(index - from);
  if (!here || from + here.index === index) return index;
  return from + here.index + here.segment.length;
}

function beginsCluster(code: number): boolean {
  return code >= 0x20 && code < 0x7f;
}
