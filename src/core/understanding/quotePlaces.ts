import { firstCharacter, isAlphabetic, lastCharacter } from "../text/characters";
import type { TextRange } from "../text/textEdit";

/** Marks that models put in place of one another, each with the one that stands for all. */
const SAME_MARKS: readonly (readonly [RegExp, string])[] = [
  [/[‘’‚‛′＇`´]/g, "'"],
  [/[“”„‟″«»「」『』＂]/g, '"'],
  [/[‐‑‒–—―−]/g, "-"],
];
/** Emphasis, soft hyphens, joiners and the byte order mark: a reader sees none of them, and models leave them out. */
const UNSEEN = /[*_\u00ad\u200b-\u200d\u2060\ufeff]/g;

/** A text as it is compared, and where each of its code units comes from. */
interface Folded {
  readonly text: string;
  /** For each code unit of `text`: from which piece of the original it comes. */
  readonly origins: readonly TextRange[];
}

export interface QuoteOptions {
  /** Capitals count as small letters. */
  readonly anyCase?: boolean;
}

/** Finds quotes in one text. */
export type QuoteFinder = (quote: string, options?: QuoteOptions) => TextRange[];

/**
 * For finding where quotes stand in `text`, each as a whole word and in order. White space, quotation marks, dashes,
 * emphasis and the encoding of accents may differ, and capitals too with `anyCase`, where the text does not have it
 * otherwise. No two places of a quote overlap; there are none where the text does not have it.
 */
export function quoteFinder(text: string): QuoteFinder {
  const asWritten = fold(text, false);
  let small: Folded | undefined;
  return (quote, { anyCase = false } = {}) => {
    const places = placesOf(text, asWritten, fold(quote.trim(), false).text);
    if (places.length > 0 || !anyCase) return places;
    small ??= fold(text, true);
    return placesOf(text, small, fold(quote.trim(), true).text);
  };
}

function placesOf(text: string, { text: folded, origins }: Folded, needle: string): TextRange[] {
  const places: TextRange[] = [];
  if (needle === "") return places;
  for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + 1)) {
    const first = origins[at];
    const last = origins[at + needle.length - 1];
    if (!first || !last) break;
    // Half of a character that is compared as several, "…" for instance, is not in the text.
    const isHalf = origins[at - 1] === first || origins[at + needle.length] === last;
    const place = { start: first.start, end: last.end };
    if (!isHalf && place.start >= (places.at(-1)?.end ?? 0) && isWhole(text, place)) places.push(place);
  }
  return places;
}

const MARK = /^\p{M}/u;

/** Not a part of a longer word, in scripts that show where one ends, nor a letter without its accent. */
function isWhole(text: string, { start, end }: TextRange): boolean {
  const after = characterAfter(text, end);
  if (MARK.test(after) || MARK.test(characterAfter(text, start))) return false;
  return (
    !goesOn(characterBefore(text, start), characterAfter(text, start)) &&
    !goesOn(characterBefore(text, end), after)
  );
}

/** Whether both are letters of one word. */
function goesOn(one: string, other: string): boolean {
  return isWordCharacter(one) && isWordCharacter(other);
}

/** Scripts that set spaces between words but put endings at them, and others that set none: no border is seen there. */
const BORDERLESS =
  /[\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;

function isWordCharacter(character: string): boolean {
  return (isAlphabetic(character) || MARK.test(character)) && !BORDERLESS.test(character);
}

function characterBefore(text: string, offset: number): string {
  return lastCharacter(text.slice(Math.max(0, offset - 2), offset));
}

function characterAfter(text: string, offset: number): string {
  return firstCharacter(text.slice(offset, offset + 2));
}

function fold(text: string, anyCase: boolean): Folded {
  let folded = "";
  const origins: TextRange[] = [];
  for (const { 0: piece, index } of text.matchAll(/\s+|[\s\S]/gu)) {
    const origin = { start: index, end: index + piece.length };
    const plain = /^\s/.test(piece) ? " " : foldCharacter(piece, anyCase);
    origins.push(...new Array<TextRange>(plain.length).fill(origin));
    folded += plain;
  }
  return { text: folded, origins };
}

function foldCharacter(character: string, anyCase: boolean): string {
  if (/^[a-z0-9]/.test(character)) return character; // most of them
  let plain = character;
  // Before the letters are taken apart: "´" would become a space and an accent.
  for (const [marks, mark] of SAME_MARKS) plain = plain.replace(marks, mark);
  plain = plain.normalize("NFKD").replace(UNSEEN, "");
  return anyCase ? plain.toLowerCase() : plain;
}
