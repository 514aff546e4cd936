export type LineEnding = "\n" | "\r\n";

/** `text` with every line break as `lineEnding`, whatever it had before. */
export function withLineEnding(text: string, lineEnding: LineEnding): string {
  return text.replace(/\r\n|\r|\n/g, lineEnding);
}
