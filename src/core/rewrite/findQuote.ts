import type { TextRange } from "../text/textEdit";

/** How far apart the parts of a quote that was shortened in the middle may stand, in UTF-16 units. */
const LONGEST_GAP = 2000;
const GAP = /\s*(?:\[?(?:…+|\.{3,})\]?)\s*/;
/** What models leave out or change when they quote: emphasis, soft hyphens, characters of no width. */
const UNSEEN = /[*_`\u00ad\u200b-\u200d\u2060\ufeff]/;

/** `text` as quotes are compared, and for each of its characters the place in the original. */
interface Plain {
  readonly text: string;
  readonly offsets: readonly number[];
}

/**
 * Where `text` has the words of `quote`: exactly; else with other quotation marks, dashes, white space, letter case or
 * emphasis; else with something left out where the quote has "…". The first such place; undefined where there is
 * none.
 */
export function findQuote(text: string, quote: string): TextRange | undefined {
  if (quote.trim() === "") return undefined;
  const exact = text.indexOf(quote);
  if (exact >= 0) return { start: exact, end: exact + quote.length };
  const plain = plainOf(text);
  const whole = find(plain, quote, 0);
  if (whole) return original(plain, whole, text);
  const parts = quote.split(GAP).filter((part) => part !== "");
  let range: TextRange | undefined;
  for (const part of parts) {
    const next = find(plain, part, range?.end ?? 0);
    if (!next || (range && next.start - range.end > LONGEST_GAP)) return undefined;
    range = { start: range?.start ?? next.start, end: next.end };
  }
  return range && original(plain, range, text);
}

function find(plain: Plain, quote: string, from: number): TextRange | undefined {
  const wanted = plainOf(quote.trim()).text;
  if (wanted === "") return undefined;
  const start = plain.text.indexOf(wanted, from);
  return start < 0 ? undefined : { start, end: start + wanted.length };
}

function original({ offsets }: Plain, { start, end }: TextRange, text: string): TextRange {
  const last = offsets[end - 1] ?? text.length;
  return { start: offsets[start] ?? 0, end: Math.min(text.length, last + 1) };
}

function plainOf(text: string): Plain {
  let plain = "";
  const offsets: number[] = [];
  text.split("").forEach((unit, offset) => {
    const character = plainCharacter(unit);
    if (character === " " && plain.endsWith(" ")) return;
    plain += character;
    offsets.push(...Array.from(character, () => offset));
  });
  return { text: plain, offsets };
}

function plainCharacter(character: string): string {
  if (UNSEEN.test(character)) return "";
  if (/\s/.test(character)) return " ";
  if (/["“”„‟«»「」『』]/.test(character)) return '"';
  if (/['‘’‚‛´]/.test(character)) return "'";
  if (/[-‐‑‒–—―−]/.test(character)) return "-";
  return character === "…" ? "..." : character.toLowerCase();
}
