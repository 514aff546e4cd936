import { sentenceEnds } from "../../text/sentence";

/** How far back it is looked for the beginning of a paragraph, in UTF-16 units. */
const REACH = 4000;
/** So much of its end tells whether a sentence is finished. */
const END = 80;

/** What a line of a list, a heading, a quotation or a table begins with. */
const MARKER = /^\s*(?:#{1,6}\s|={1,6}\s|[-*+•]\s|\d{1,3}[.)]\s|>|\|)/;

/** The text of the cursor's line before the cursor. */
export function lineBefore(prefix: string): string {
  const tail = prefix.slice(-REACH);
  return tail.slice(Math.max(tail.lastIndexOf("\n"), tail.lastIndexOf("\r")) + 1);
}

/** The cursor's paragraph before the cursor, from the last blank line on, with "\n" between its lines. */
export function paragraphBefore(prefix: string): string {
  const tail = prefix.slice(-REACH).replace(/\r\n?/g, "\n");
  return tail.split(/\n[ \t]*\n/).at(-1) ?? tail;
}

/** Whether a line belongs to a list, a table or the like, which are of lines rather than of paragraphs. */
export function isMarkedLine(line: string): boolean {
  return MARKER.test(line);
}

/** Whether a sentence that has begun on the cursor's line is not finished there. */
export function isMidSentence(prefix: string): boolean {
  return /[\p{L}\p{N}\p{M},;，、；][ \t\u3000]*$/u.test(lineBefore(prefix.slice(-END)));
}

/** Whether a sentence has just ended on the cursor's line, white space behind it or not. */
export function isAfterSentence(prefix: string): boolean {
  const line = lineBefore(prefix.slice(-END)).trimEnd();
  return line !== "" && sentenceEnds(line).at(-1) === line.length;
}
