import { CJK, firstCharacter, isAlphabetic, lastCharacter, LETTER } from "../../text/characters";
import type { Filter } from "./filter";

/** Nothing of the text after the cursor again: neither at the end of the completion nor as the whole of it. */
export const trimSuffixOverlap: Filter = (text, { suffix }) => {
  const after = suffix.trimStart();
  const body = text.trim();
  if (after === "") return text;
  if (body.length > 1 && after.startsWith(body.slice(0, 20))) return "";
  return meet(text.slice(0, text.trimEnd().length - overlapLength(text.trimEnd(), suffix)), suffix);
};

/** How much of the end of `text` stands at the cursor already, on its line: the next line is another matter. */
function overlapLength(text: string, suffix: string): number {
  const [line = ""] = suffix.split(/[\r\n]/, 1);
  const after = line.trimStart();
  for (let length = Math.min(text.length, after.length); length > 0; length--) {
    const overlap = after.slice(0, length);
    if (text.endsWith(overlap) && isOverlap(overlap, text, after)) return length;
  }
  return 0;
}

/** Punctuation counts from one character, CJK from two, words from three letters between word borders. */
function isOverlap(overlap: string, text: string, after: string): boolean {
  if (!LETTER.test(overlap)) return true;
  if (CJK.test(overlap)) return overlap.length >= 2;
  const before = text.at(-overlap.length - 1) ?? " ";
  const next = after.at(overlap.length) ?? " ";
  const beginsWord = !LETTER.test(firstCharacter(overlap)) || !LETTER.test(before);
  return overlap.length >= 3 && beginsWord && !LETTER.test(next);
}

/** One space between two words at the seam, and never two. */
function meet(text: string, suffix: string): string {
  const first = firstCharacter(suffix);
  if (/^[ \t]*[\r\n]/.test(suffix)) return text;
  if (!isAlphabetic(first)) return text.trimEnd();
  return isAlphabetic(lastCharacter(text)) ? `${text} ` : text;
}
