/** Letters and digits of any script. */
export const LETTER = /[\p{L}\p{N}]/u;

/** Scripts that set no spaces between words. */
export const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

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
