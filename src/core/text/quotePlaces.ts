import { firstCharacter, isAlphabetic, lastCharacter } from "./characters";
import type { TextRange } from "./textEdit";

/** Marks that models put in place of one another, each with the one that stands for all. */
const SAME_MARKS: readonly (readonly [RegExp, string])[] = [
  [/[‘’‚‛′＇´]/g, "'"],
  [/[“”„‟″«»「」『』＂]/g, '"'],
  [/[‐‑‒–—―−]/g, "-"],
];
/** Emphasis, marks of code, soft hyphens, joiners and the byte order mark: models leave them out, as readers do. */
const UNSEEN = /[*_`\u00ad\u200b-\u200d\u2060\ufeff]/g;

/** What stands for words that were left out of a quote. */
const GAP = /\s*\[?(?:…+|\.{3,})\]?\s*/;
/** How far apart the words before and after such a gap may stand in the text, in UTF-16 units. */
const LONGEST_GAP = 2000;

/** A text as it is compared, and where each of its code units comes from. */
interface Folded {
  readonly text: string;
  /** For each code unit of `text`: from which piece of the original it comes. */
  readonly origins: readonly TextRange[];
}

export interface QuoteOptions {
  /** Capitals count as small letters. */
  readonly anyCase?: boolean;
  /** A quote may begin and end inside a word. */
  readonly anyPart?: boolean;
}

/** Finds quotes in one text. */
export type QuoteFinder = (quote: string, options?: QuoteOptions) => TextRange[];

/**
 * For finding where quotes stand in `text`, each as a whole word and in order. White space, quotation marks, dashes,
 * emphasis and the encoding of accents may differ. No two places of a quote overlap; there are none where the text does
 * not have it. With `anyCase` or `anyPart` it is looked for so, too, where the text does not have it otherwise.
 */
export function quoteFinder(text: string): QuoteFinder {
  const asWritten = fold(text, false);
  let small: Folded | undefined;
  return (quote, { anyCase = false, anyPart = false } = {}) => {
    const find = (isTaken: (place: TextRange) => boolean) => {
      const places = placesOf(asWritten, fold(quote, false).text.trim(), isTaken);
      if (places.length > 0 || !anyCase) return places;
      small ??= fold(text, true);
      return placesOf(small, fold(quote, true).text.trim(), isTaken);
    };
    const whole = find((place) => isWhole(text, place));
    return whole.length > 0 || !anyPart ? whole : find(() => true);
  };
}

/**
 * Where `text` first has the words of `quote`, however they are written there: as a whole word; else as a part of one;
 * else with something left out where the quote has "…". Undefined where it does not have them.
 */
export function findQuote(text: string, quote: string): TextRange | undefined {
  const placesOf = quoteFinder(text);
  const anyhow = { anyCase: true, anyPart: true };
  const [found] = placesOf(quote, anyhow);
  if (found) return found;
  let range: TextRange | undefined;
  for (const part of quote.split(GAP).filter((words) => words !== "")) {
    const from = range?.end ?? 0;
    const next = placesOf(part, anyhow).find(({ start }) => start >= from);
    if (!next || (range && next.start - range.end > LONGEST_GAP)) return undefined;
    range = { start: range?.start ?? next.start, end: next.end };
  }
  return range;
}

function placesOf(
  { text: folded, origins }: Folded,
  needle: string,
  isTaken: (place: TextRange) => boolean,
): TextRange[] {
  const places: TextRange[] = [];
  if (needle === "") return places;
  for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + 1)) {
    const first = origins[at];
    const last = origins[at + needle.length - 1];
    if (!first || !last) break;
    // Half of a character that is compared as several, "…" for instance, is not in the text.
    const isHalf = origins[at - 1] === first || origins[at + needle.length] === last;
    const place = { start: first.start, end: last.end };
    if (!isHalf && place.start >= (places.at(-1)?.end ?? 0) && isTaken(place)) places.push(place);
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
  for (const [marks, mark] of SAME_MARKS) plain = plain.replace(marks, mark);
  const apart = plain.normalize("NFKD").replace(UNSEEN, "");
  // An accent that stands alone would become white space with an accent on it.
  if (!apart.startsWith(" ")) plain = apart;
  return anyCase ? plain.toLowerCase() : plain;
}
