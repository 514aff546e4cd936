import { LETTER } from "../text/characters";
import { trimRange } from "../text/paragraph";
import { sentenceStarts } from "../text/sentence";
import type { TextRange } from "../text/textEdit";
import { estimateTokens, firstTokens } from "../text/tokenEstimate";

/** A text with more sentences than this is taken paragraph by paragraph: nobody reads a label for each sentence. */
const MOST_SENTENCES = 100;

/** One line break or more with nothing but white space between them; the halves of "\r\n" are never two. */
const BLANK_LINES = /(?:\r\n|\r(?!\n)|\n)(?:[ \t\u3000]*(?:\r\n|\r(?!\n)|\n))+/g;

/**
 * The sentences of a text that have a letter in them, or the paragraphs of a long one, in order and without the
 * white space around them. None is longer than `maxTokens` (estimated): a longer one is cut, where it can be between
 * sentences, else between words, else between characters.
 */
export function textPieces(text: string, maxTokens: number): TextRange[] {
  const paragraphs = paragraphsOf(text);
  const sentences = paragraphs.flatMap((paragraph) => sentencesOf(text, paragraph));
  const isLong = sentences.length > MOST_SENTENCES;
  const pieces = isLong
    ? paragraphs.flatMap((one) => windows(text, sentencesOf(text, one), maxTokens))
    : sentences;
  return pieces.flatMap((piece) => cut(text, piece, maxTokens));
}

/**
 * `pieces` in groups, in order, of which each has from its first character to its last at most `maxTokens` (estimated).
 * A piece that is longer is a group by itself.
 */
export function batches(text: string, pieces: readonly TextRange[], maxTokens: number): TextRange[][] {
  const groups: TextRange[][] = [];
  for (const piece of pieces) {
    const group = groups.at(-1);
    const fits = group && estimateTokens(text.slice(group[0]?.start, piece.end)) <= maxTokens;
    if (fits) group.push(piece);
    else groups.push([piece]);
  }
  return groups;
}

/** The same as one range of the text for each group. */
export function windows(text: string, pieces: readonly TextRange[], maxTokens: number): TextRange[] {
  return batches(text, pieces, maxTokens).map((group) => ({
    start: group[0]?.start ?? 0,
    end: group.at(-1)?.end ?? 0,
  }));
}

function paragraphsOf(text: string): TextRange[] {
  const breaks = [...text.matchAll(BLANK_LINES)];
  const starts = [0, ...breaks.map(({ index, 0: gap }) => index + gap.length)];
  const ends = [...breaks.map(({ index }) => index), text.length];
  return worded(
    text,
    starts.map((start, i) => ({ start, end: ends[i] ?? text.length })),
  );
}

function sentencesOf(text: string, { start, end }: TextRange): TextRange[] {
  const starts = sentenceStarts(text.slice(start, end)).map((offset) => start + offset);
  return worded(
    text,
    starts.map((from, i) => ({ start: from, end: starts[i + 1] ?? end })),
  );
}

function worded(text: string, ranges: readonly TextRange[]): TextRange[] {
  return ranges
    .map((range) => trimRange(text, range))
    .filter(({ start, end }) => LETTER.test(text.slice(start, end)));
}

function cut(text: string, { start, end }: TextRange, maxTokens: number): TextRange[] {
  const pieces: TextRange[] = [];
  for (let at = start; at < end;) {
    const rest = text.slice(at, end);
    const length = Math.max(lengthThatFits(rest, maxTokens), firstCharacterLength(rest));
    pieces.push({ start: at, end: at + length });
    at += length;
  }
  return worded(text, pieces);
}

/** Up to the last word that fits whole, unless the first alone does not. */
function lengthThatFits(text: string, maxTokens: number): number {
  const fitting = firstTokens(text, maxTokens);
  if (fitting.length === text.length) return text.length;
  const words = /^[\s\S]*\s(?=\S*$)/.exec(fitting)?.[0].length ?? 0;
  return words > 0 ? words : fitting.length;
}

/** A piece is never empty, so that there is an end to the cutting. */
function firstCharacterLength(text: string): number {
  return (text.codePointAt(0) ?? 0) > 0xffff ? 2 : 1;
}
