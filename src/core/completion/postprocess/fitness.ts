import { CJK } from "../../text/characters";
import { sentenceEnds } from "../../text/sentence";
import { isMarkedLine, isMidSentence, lineBefore } from "./sentencePlace";

const LETTERS = /[\p{L}\p{N}]/gu;
const CJK_LETTERS = new RegExp(CJK.source, "gu");
/** Most of the text before the cursor, and next to nothing of what is to be shown. */
const MOST = 0.5;
const HARDLY_ANY = 0.2;
/** Fewer letters than these may be a name or a foreign word. */
const FEWEST = 12;
/** How far before the cursor the script is looked at, in UTF-16 units. */
const REACH = 400;

/** Whether `text` is only marks, or a stray letter that ends no sentence. */
export function isTooSmall(text: string): boolean {
  const letters = text.match(LETTERS)?.length ?? 0;
  if (letters !== 1) return letters === 0;
  return !CJK.test(text) || sentenceEnds(text).length === 0;
}

/** Whether `text` is in another script than the text before the cursor. */
export function isInOtherScript(text: string, prefix: string): boolean {
  const before = cjkShare(prefix.slice(-REACH));
  const share = cjkShare(text);
  if (before === undefined || share === undefined) return false;
  return before > MOST ? share < HARDLY_ANY : before < HARDLY_ANY && share > MOST;
}

function cjkShare(text: string): number | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters < FEWEST ? undefined : (text.match(CJK_LETTERS)?.length ?? 0) / letters;
}

const HEADING_OR_FENCE = /^[ \t]*(?:#{1,6}[ \t]|```|~~~)/;
const BLOCK = /^[ \t]*\n\s*(?:#{1,6}[ \t]|[-*+•][ \t]|\d{1,3}[.)][ \t]|>|\||```|~~~)/;

/** Whether `text` begins a heading, a list, a table or a fence where a sentence is not finished. */
export function isOutOfShape(text: string, prefix: string): boolean {
  if (!isMidSentence(prefix)) return false;
  return HEADING_OR_FENCE.test(text) || (BLOCK.test(text) && !isMarkedLine(lineBefore(prefix)));
}
