const ESC = String.fromCharCode(27);
const BEL = String.fromCharCode(7);

/**
 * Control sequences as in ECMA-48, section 5.4, and what sets a window's title in xterm: ESC [ … letter, ESC ] … BEL
 * or ESC \, ESC letter. At the end of the text also the beginning of one.
 */
const ESCAPE = new RegExp(
  `${ESC}(?:\\[[0-?]*[ -/]*(?:[@-~]|$)|\\][^${BEL}${ESC}]{0,200}(?:${BEL}|${ESC}(?:\\\\|$)|(?=${ESC})|$)|[ -/]*(?:[0-Z\\\\^-~]|$))`,
  "g",
);
const CONTROL = /(?![\t\n\r])\p{Cc}/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;
/** All that an editor takes for the end of a line. */
const LINE_BREAK = /\r\n?|[\u2028\u2029]/g;

/**
 * `raw` without terminal escapes, control characters and halves of surrogate pairs, with "\n" between its lines.
 * What only begins at the end of `raw` is left out until more has come.
 */
export function cleanCharacters(raw: string): string {
  return raw.replace(ESCAPE, "").replace(CONTROL, "").replace(LONE_SURROGATE, "").replace(LINE_BREAK, "\n");
}
