import type { TextRange } from "./textEdit";

/** How much text around the place is cut into words, in UTF-16 units; it is more than any word is long. */
const WINDOW = 64;

/**
 * The word at `offset` of `line`, also of scripts that set no spaces between words, where a dictionary tells them
 * apart; the word before `offset` where it ends there. Empty at `offset` where there is none.
 */
export function wordAt(line: string, offset: number): TextRange {
  const from = Math.max(0, offset - WINDOW);
  const words = new Intl.Segmenter(undefined, { granularity: "word" }).segment(
    line.slice(from, offset + WINDOW),
  );
  for (const place of [offset, offset - 1]) {
    const word = place < from ? undefined : words.containing(place - from);
    if (word?.isWordLike) {
      return { start: from + word.index, end: from + word.index + word.segment.length };
    }
  }
  return { start: offset, end: offset };
}
