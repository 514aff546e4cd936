import { CJK, firstCharacter, isAlphabetic, lastCharacter, LETTER } from "../../text/characters";
import { sentenceEnds } from "../../text/sentence";

/** How far the text after the cursor is looked at, in UTF-16 units. */
const REACH = 400;
/** On a later line fewer letters than these agree by chance. */
const NEXT_LINE_LETTERS = 12;
const NEXT_LINE_CJK = 6;

/** `text` without its end, where the text after the cursor begins with that; without white space at its end. */
export function withoutSuffixOverlap(text: string, suffix: string): string {
  const body = withoutEndMark(text.trimEnd(), suffix).trimEnd();
  return body.slice(0, body.length - overlapLength(body, suffix)).trimEnd();
}

/** No mark before another one, and no full stop in the middle of a sentence. */
function withoutEndMark(text: string, suffix: string): string {
  const endsSentence = /[^.]\.$/.test(text) && sentenceEnds(text).at(-1) === text.length;
  const isDoubled =
    /^ ?[,.;:!?，。；：！？、]/.test(suffix) && (endsSentence || /[,;:，。；：、]$/.test(text));
  return isDoubled || (endsSentence && /^ ?\p{Ll}/u.test(suffix)) ? text.slice(0, -1) : text;
}

/** `text` with the space that it needs to stand before `suffix`. */
export function withSpaceAfter(text: string, suffix: string): string {
  const last = lastCharacter(text);
  const endsWord = isAlphabetic(last) || /[.,;:!?…]["”’)\]]*$/.test(text);
  return endsWord && isAlphabetic(firstCharacter(suffix)) ? `${text} ` : text;
}

/** How much of the end of `text` stands at the cursor already, or in a larger piece on the next line. */
function overlapLength(text: string, suffix: string): number {
  const head = suffix.slice(0, REACH);
  const [line = ""] = head.split(/[\r\n]/, 1);
  const isNextLine = line.trim() === "";
  const after = isNextLine ? head.trimStart() : line.trimStart();
  for (let length = Math.min(text.length, after.length); length > 0; length--) {
    if (text.charCodeAt(text.length - length) !== after.charCodeAt(0)) continue;
    const overlap = after.slice(0, length);
    if (text.endsWith(overlap) && isOverlap(overlap, text, after, isNextLine)) return length;
  }
  return 0;
}

/** Punctuation counts from one character, CJK from two, words from three letters between word borders. */
function isOverlap(overlap: string, text: string, after: string, isNextLine: boolean): boolean {
  if (isNextLine && overlap.length < (CJK.test(overlap) ? NEXT_LINE_CJK : NEXT_LINE_LETTERS)) return false;
  if (!LETTER.test(overlap)) return !/[\uD800-\uDBFF]$|^[\uDC00-\uDFFF]/.test(overlap);
  if (CJK.test(overlap)) return overlap.length >= 2;
  const before = lastCharacter(text.slice(0, -overlap.length));
  const next = firstCharacter(after.slice(overlap.length));
  const beginsWord = !LETTER.test(firstCharacter(overlap)) || !LETTER.test(before);
  return overlap.length >= 3 && beginsWord && !LETTER.test(next);
}
