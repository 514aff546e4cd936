import { CJK, isAlphabetic } from "../../text/characters";

/** How far back what is said again may begin: at any word, or at a sentence or a line. UTF-16 units. */
const WORD_REACH = 200;
const SENTENCE_REACH = 2000;
/** Fewer than these agree by chance. */
const FEWEST_WORDS = 3;
const FEWEST_CJK = 6;

/** A quotation mark or dots that a model puts before what it says again. */
const BEFORE_ECHO = /^\s*(?:["“「『‘]|…|\.{3})?\s*/;
const SENTENCE_BEGINS = /(?:^|[\n.!?…。！？]["”’」』）)]*\s*)$/;
const PARTIAL_WORD = new RegExp(`(?:(?!${CJK.source})[\\p{L}\\p{M}]){2,40}$`, "u");

/**
 * `text` without its head, where that is the end of `prefix` once more: from a word, a sentence or a line on, or the
 * letters of a word that is only half there. undefined while it may yet turn out so.
 */
export function withoutHeadOverlap(text: string, prefix: string, isFinished: boolean): string | undefined {
  const lead = BEFORE_ECHO.exec(text)?.[0].length ?? 0;
  const body = text.slice(lead);
  if (body === "") return isFinished ? text : undefined;
  const before = prefix.slice(-SENTENCE_REACH).trimEnd();
  for (const start of echoStarts(before, body)) {
    const tail = before.slice(start);
    const length = echoLength(tail, body);
    if (length === undefined || !isEnough(tail)) continue;
    if (length !== "running") return rest(body, length, isFinished);
    if (!isFinished) return undefined;
    if (isEnough(body)) return "";
  }
  return withoutPartialWord(text, prefix, isFinished);
}

/** Where in `before` the text may begin again, the furthest first. */
function* echoStarts(before: string, body: string): Generator<number> {
  const first = body.charAt(0);
  for (let at = before.indexOf(first); at >= 0; at = before.indexOf(first, at + 1)) {
    const behind = before.slice(Math.max(0, at - 6), at);
    const isNear = at >= before.length - WORD_REACH;
    const beginsWord = CJK.test(first) || !isAlphabetic(behind.at(-1) ?? "");
    if ((isNear && beginsWord) || SENTENCE_BEGINS.test(behind)) yield at;
  }
}

/** How much of the beginning of `body` is `tail`, white space aside: UTF-16 units. "running" when `body` ends first. */
function echoLength(tail: string, body: string): number | "running" | undefined {
  let at = 0;
  for (let i = 0; i < tail.length;) {
    if (at >= body.length) return "running";
    const inTail = spaceLength(tail, i);
    const inBody = spaceLength(body, at);
    if (inTail > 0 && inBody > 0) {
      i += inTail;
      at += inBody;
    } else if (tail.charCodeAt(i) === body.charCodeAt(at)) {
      i++;
      at++;
    } else return undefined;
  }
  return at;
}

function spaceLength(text: string, from: number): number {
  let end = from;
  while (end < text.length && /\s/.test(text.charAt(end))) end++;
  return end - from;
}

function isEnough(echo: string): boolean {
  const cjk = echo.match(new RegExp(CJK.source, "gu"))?.length ?? 0;
  return cjk >= FEWEST_CJK || (cjk === 0 && (echo.match(/[\p{L}\p{N}'’]+/gu)?.length ?? 0) >= FEWEST_WORDS);
}

/** Nothing is left for now, which is not the same as nothing at all. */
function rest(text: string, from: number, isFinished: boolean): string | undefined {
  return text.slice(from) || (isFinished ? "" : undefined);
}

/** "mple" of "example" behind "exa". A word of its own would have a space before it. */
function withoutPartialWord(text: string, prefix: string, isFinished: boolean): string | undefined {
  const partial = PARTIAL_WORD.exec(prefix.slice(-41))?.[0].toLowerCase();
  if (partial === undefined) return text;
  const head = text.slice(0, partial.length).toLowerCase();
  if (head === partial) return rest(text, partial.length, isFinished);
  return !isFinished && partial.startsWith(head) ? undefined : text;
}
