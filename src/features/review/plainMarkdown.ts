/** Everything that Markdown or HTML could take for more than a character. */
const SPECIAL = /[!-/:-@[-`{-~]/g;

export const LINE_BREAK = /\r\n|\r|\n/;

/** A text as Markdown that shows its own characters, line by line. */
export function plainLines(text: string): string {
  return text
    .split(LINE_BREAK)
    .map((line) => plainText(indented(line)))
    .join("  \n");
}

/** Punctuation as the characters that they are. */
export function plainText(line: string): string {
  return line.replace(SPECIAL, "\\$&");
}

/** Spaces at the start of a line stay there. */
export function indented(line: string): string {
  return line.replace(/^[ \t]+/, (space) => "\u00a0".repeat(space.length));
}
