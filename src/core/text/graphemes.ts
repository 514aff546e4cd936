import type { TextRange } from "./textEdit";

/** How far before and after a place is read to know whether it lies inside a character, in UTF-16 units. */
const WINDOW = 128;

/**
 * `range` widened so that neither end lies inside what a reader takes for one character: a surrogate pair, a letter
 * with its accents, an emoji made of several, CR and LF. An empty range moves to the character's start.
 */
export function wholeCharacters(text: string, { start, end }: TextRange): TextRange {
  const first = characterAround(text, start).start;
  return start === end ? { start: first, end: first } : { start: first, end: characterAround(text, end).end };
}

/** The character that `offset` lies inside of, or nothing at `offset` where it lies between two. */
function characterAround(text: string, offset: number): TextRange {
  // From the line's start, where it is near: there no character goes on from before.
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const from = Math.max(lineStart, offset - WINDOW, 0);
  const segments = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(
    text.slice(from, offset + WINDOW),
  );
  const segment = segments.containing(offset - from);
  if (!segment || segment.index === offset - from) return { start: offset, end: offset };
  const start = from + segment.index;
  return { start, end: start + segment.segment.length };
}
