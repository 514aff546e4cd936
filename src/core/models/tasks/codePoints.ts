import type { Place } from "./taskModel";

/**
 * Turns places as Python counts them, in code points, into JavaScript's, in UTF-16 code units; undefined for a
 * place that is not in `text`.
 */
export function codePointPlaces(text: string): (place: Place) => Place | undefined {
  /** Where each code point begins, and after the last one where the text ends. */
  const starts: number[] = [];
  let at = 0;
  for (const { length } of text) {
    starts.push(at);
    at += length;
  }
  starts.push(at);
  return (place) => {
    const start = starts[place.start];
    const end = starts[place.end];
    return start === undefined || end === undefined || start > end ? undefined : { start, end };
  };
}

/**
 * Whether a model's own spelling can be that of `text`: tokenizers drop accents and capitals, put spaces around
 * punctuation, and mark with "##" a piece that goes on a word.
 */
export function isSpelling(word: string, text: string): boolean {
  return bare(word.replace(/^##/, "")) === bare(text);
}

function bare(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\s]+/gu, "")
    .toLowerCase();
}
