import type { TextRange } from "./textEdit";

/** A line of nothing but white space, without its line break. */
const BLANK_LINE = /(?<=^|\r\n|\n|\r(?!\n))[ \t\u3000]*(?=\r\n|\n|\r|$)/g;

/**
 * The paragraph around `offset`: the text between blank lines, without the white space at its ends.
 * Empty (start equals end) when the offset stands on a blank line of its own.
 */
export function paragraphAt(text: string, offset: number): TextRange {
  let start = 0;
  let end = text.length;
  for (const match of text.matchAll(BLANK_LINE)) {
    const lineEnd = match.index + match[0].length;
    if (lineEnd < offset) start = lineEnd;
    else if (match.index > offset) {
      end = match.index;
      break;
    } else return { start: offset, end: offset };
  }
  return trimRange(text, { start, end });
}

/** The range without the white space at its ends; empty at its start when there is nothing else. */
export function trimRange(text: string, { start, end }: TextRange): TextRange {
  const inner = text.slice(start, end);
  const from = start + (inner.length - inner.trimStart().length);
  return from === end ? { start, end: start } : { start: from, end: from + inner.trim().length };
}
