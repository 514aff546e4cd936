/** Letters and digits of any script. */
export const LETTER = /[\p{L}\p{N}]/u;

/** Scripts that set no spaces between words; the long vowel mark belongs to two of them and so to neither. */
export const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;

/** Marks that only CJK texts use. Quotes, dashes and the ellipsis are shared with other scripts. */
export const CJK_MARK = /[，。！？；：、（）「」『』《》]/;

/** The first character, a surrogate pair whole; empty for an empty text. */
export function firstCharacter(text: string): string {
  return /^./su.exec(text)?.[0] ?? "";
}

/** The last character, a surrogate pair whole; empty for an empty text. */
export function lastCharacter(text: string): string {
  return /.$/su.exec(text.slice(-2))?.[0] ?? "";
}

/** A letter of a script that sets spaces between words. */
export function isAlphabetic(character: string): boolean {
  return LETTER.test(character) && !CJK.test(character);
}

const ANSI_ESCAPE = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, "g");
const CONTROL = /(?![\t\n\r])\p{Cc}/gu;

/** `text` without terminal escapes and control characters, tabs and line breaks kept. */
export function withoutControls(text: string): string {
  return text.replace(ANSI_ESCAPE, "").replace(CONTROL, "");
}
