import { paragraphBefore } from "./sentencePlace";

/** Each closing mark with what opens it. The apostrophe looks like one of them and is left out. */
const OPENS: Readonly<Record<string, string>> = {
  ...{
    "”": "“„",
    "“": "„",
    "」": "「",
    "』": "『",
    "）": "（",
    ")": "(",
    "]": "[",
    "】": "【",
    "》": "《",
    '"': '"',
  },
};
const OPENING = new Set(Array.from("“„「『（([【《"));
const QUOTES = new Set(Array.from('“„「『"'));
const MARK = /[“”„「」『』（）()[\]【】《》"]/g;

/** ":)" and the "a)" of a list close nothing. */
const CLOSES_NOTHING = /(?:[:;=]-?|(?:^|\s)[\p{L}\p{N}]{1,2}|\\)$/u;

/** Whether the cursor stands in a quotation of its paragraph. */
export function isInQuotation(prefix: string): boolean {
  return scan(paragraphBefore(prefix)).open.some((mark) => QUOTES.has(mark));
}

/** `text` up to a closing mark that nothing opens, in it or in the paragraph before it. */
export function cutUnopened(text: string, prefix: string): string {
  if (text.search(MARK) < 0) return text;
  const before = paragraphBefore(prefix);
  const whole = before + text;
  const unopened = scan(whole).unopened.find((offset) => offset >= before.length);
  return unopened === undefined ? text : whole.slice(before.length, unopened).trimEnd();
}

/** The marks that are still open at the end of `text`, and the offsets of those that close none. */
function scan(text: string): { open: string[]; unopened: number[] } {
  const open: string[] = [];
  const unopened: number[] = [];
  for (const { 0: mark, index } of text.matchAll(MARK)) {
    const opener = open.findLastIndex((each) => OPENS[mark]?.includes(each));
    if (opener >= 0) open.length = opener;
    else if (OPENING.has(mark)) open.push(mark);
    else if (mark === '"' && !looksClosing(text, index)) open.push(mark);
    else if (!CLOSES_NOTHING.test(text.slice(Math.max(0, index - 4), index))) unopened.push(index);
  }
  return { open, unopened };
}

/** A straight quote behind a letter or a mark, and before white space or another mark; not one for inches. */
function looksClosing(text: string, index: number): boolean {
  return /[^\s\d([{"—–-]/.test(text.charAt(index - 1)) && /^(?:$|[\s.,;:!?)\]])/.test(text.charAt(index + 1));
}
