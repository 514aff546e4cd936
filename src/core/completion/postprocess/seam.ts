import { CJK, CJK_MARK, firstCharacter, isAlphabetic, lastCharacter, LETTER } from "../../text/characters";
import { isAfterSentence, isMarkedLine, isMidSentence, lineBefore, paragraphBefore } from "./sentencePlace";

/** Words that hardly end a longer one: behind a letter they are a word of their own. */
const SEPARATE = new Set(
  "the and was were that with his they their them from have had this which would could into there of but".split(
    " ",
  ),
);
/** Words that have a capital only where a sentence begins. */
const FUNCTION_WORDS = new Set(
  [
    ...[
      "the a an and but or so yet for nor it he she they we you his her its their our your this that these",
    ],
    ...["those there then when while with without from to of in on at by as if was were is are had has have"],
    ...["which who what where how not into over under after before because although though until"],
  ].flatMap((words) => words.split(" ")),
);
/** A shorter word before the cursor may go on as a longer one. */
const WHOLE_WORD = 5;
/** A line so long, in UTF-16 units, is prose and no title or verse. */
const LONG_LINE = 40;
const LONG_LINE_CJK = 16;

/** What may yet be the mark of a heading or a list. */
const LIST_MARK_BEGUN = /^(?:#{1,6}|=+|[-*+•]|\d{1,3}[.)]?)$/;

const isCjk = (character: string) => CJK.test(character) || CJK_MARK.test(character);

/**
 * `text` made to meet the text before the cursor: white space, line breaks and the first letter. undefined while that
 * cannot be told.
 */
export function atSeam(text: string, prefix: string, isFinished: boolean): string | undefined {
  const body = text.trimStart();
  if (body === "") return isFinished ? "" : undefined;
  if (!isFinished && needsMore(text, body, prefix)) return undefined;
  const lead = leadBefore(body, text.slice(0, text.length - body.length), prefix);
  return lead + (lead.includes("\n") ? body : withCase(body, prefix));
}

/** Whether what stands at the seam hangs on a word, or on what follows a mark, of which the end has not come. */
function needsMore(text: string, body: string, prefix: string): boolean {
  if (/^\.+$/.test(body) || LIST_MARK_BEGUN.test(body)) return true;
  if (/^\p{Ll}$/u.test(body) && isAfterSentence(prefix)) return true;
  const word = /^\p{L}+$/u.test(body) ? body.toLowerCase() : undefined;
  if (word === undefined) return false;
  const begins = (words: ReadonlySet<string>) => [...words].some((each) => each.startsWith(word));
  const isJoined = text === body && isAlphabetic(lastCharacter(prefix));
  return (isJoined && begins(SEPARATE)) || (/^\p{Lu}/u.test(body) && begins(FUNCTION_WORDS));
}

function leadBefore(body: string, space: string, prefix: string): string {
  if (prefix === "" || /\s$/.test(prefix)) return "";
  const breaks = space.replace(/[ \t]+(?=\n)/g, "");
  if (breaks.includes("\n") && !isBrokenSentence(body, breaks, prefix)) return breaks;
  const last = lastCharacter(prefix);
  const first = firstCharacter(body);
  if ((isCjk(last) && isCjk(first)) || CJK_MARK.test(last) || CJK_MARK.test(first)) return "";
  if (/^(?:,|\.(?![.\p{L}\p{N}]))/u.test(body)) return "";
  return space !== "" || needsSpace(body, prefix, last, first) ? " " : "";
}

/** Line breaks in the middle of a sentence, where the text is not in lines itself: a list, verse, hard-wrapped. */
function isBrokenSentence(body: string, breaks: string, prefix: string): boolean {
  const line = lineBefore(prefix);
  if (!isMidSentence(prefix) || isMarkedLine(line) || isMarkedLine(body)) return false;
  if (/^\n[^\n]*$/.test(breaks) && paragraphBefore(prefix).includes("\n")) return false;
  if (/[,;，、；]$/.test(line) || /^\p{Ll}/u.test(body)) return true;
  if (FUNCTION_WORDS.has(/\p{L}+$/u.exec(line)?.[0] ?? "")) return true;
  return line.length >= (CJK.test(lastCharacter(line)) ? LONG_LINE_CJK : LONG_LINE);
}

/** After a finished sentence or a comma a word needs its space; inside a word the model knows, as a rule. */
function needsSpace(body: string, prefix: string, last: string, first: string): boolean {
  if (!LETTER.test(first) || CJK.test(first)) return false;
  if (/[.,;:!?]["'”’)\]]*$/.test(prefix.slice(-8))) return !/\d/.test(first);
  if (!isAlphabetic(last)) return false;
  const word = (/^\p{L}+/u.exec(body)?.[0] ?? "").toLowerCase();
  if (!SEPARATE.has(word)) return false;
  const before = (/\p{L}+$/u.exec(prefix.slice(-40))?.[0] ?? "").toLowerCase();
  return before.length >= WHOLE_WORD || FUNCTION_WORDS.has(before);
}

/** No capital on a common word in the middle of a sentence, and one where a sentence begins. */
function withCase(body: string, prefix: string): string {
  const word = /^\p{L}+/u.exec(body)?.[0] ?? "";
  const first = firstCharacter(word);
  if (/^\p{Lu}\p{Ll}*$/u.test(word)) {
    const isCommon = FUNCTION_WORDS.has(word.toLowerCase());
    const isTitle = isMarkedLine(lineBefore(prefix));
    return isCommon && isMidSentence(prefix) && !isTitle ? first.toLowerCase() + body.slice(1) : body;
  }
  const upper = first.toUpperCase();
  if (!/^\p{Ll}(?!\p{Lu})/u.test(word) || upper.length !== first.length) return body;
  const begins = isAfterSentence(prefix) && !/[…"”'’)\]]\s*$|\.\.\.\s*$/.test(prefix.slice(-8));
  return begins && /\p{Lu}/u.test(prefix.slice(-500)) ? upper + body.slice(first.length) : body;
}
