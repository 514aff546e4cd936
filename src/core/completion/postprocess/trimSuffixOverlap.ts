import { CJK, LETTER } from "../../text/characters";
import type { Filter } from "./filter";

/** Nothing of the text after the cursor again: neither at the end of the completion nor as the whole of it. */
export const trimSuffixOverlap: Filter = (text, { suffix }) => {
  const after = suffix.trimStart();
  if (after === "") return text;
  if (after.startsWith(text.trim().slice(0, 20)) && text.trim().length > 1) return "";
  for (let length = Math.min(text.length, after.length); length > 0; length--) {
    const overlap = after.slice(0, length);
    if (text.trimEnd().endsWith(overlap) && isOverlap(overlap, text.trimEnd(), after)) {
      return text.trimEnd().slice(0, -length).trimEnd();
    }
  }
  // One space at the seam, not two.
  return /^\s/.test(suffix) ? text.trimEnd() : text;
};

/** Punctuation counts from one character, CJK from two, words from three letters between word borders. */
function isOverlap(overlap: string, text: string, after: string): boolean {
  if (!LETTER.test(overlap)) return true;
  if (CJK.test(overlap)) return overlap.length >= 2;
  const before = text.at(-overlap.length - 1) ?? " ";
  const next = after.at(overlap.length) ?? " ";
  return overlap.length >= 3 && !LETTER.test(before) && !LETTER.test(next);
}
