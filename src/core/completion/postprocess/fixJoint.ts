import { CJK, CJK_MARK, firstCharacter, lastCharacter, LETTER } from "../../text/characters";
import type { Filter } from "./filter";

/** The fewest characters that count as the model repeating the text rather than by chance the same. */
const MIN_ECHO = 12;
const MIN_ECHO_CJK = 6;
const MAX_ECHO = 200;

/** The seam at the cursor: nothing of the text before it again, no double space. */
export const fixJoint: Filter = (raw, { prefix }) => {
  let text = withoutEcho(raw, prefix);
  if (prefix === "" || /\s$/.test(prefix)) text = text.trimStart();
  const first = firstCharacter(text.trimStart());
  if (isCjk(lastCharacter(prefix)) && isCjk(first) && !/^\s*[\r\n]/.test(text)) return text.trimStart();
  // After a finished sentence or a comma a word needs its space; inside a word only the model can know.
  const finished = /[.,;:!?]["'”’)\]]*$/.test(prefix);
  const isWord = LETTER.test(firstCharacter(text)) && !CJK.test(first) && !/\d/.test(first);
  return finished && isWord ? ` ${text}` : text;
};

function isCjk(character: string): boolean {
  return CJK.test(character) || CJK_MARK.test(character);
}

/** Without the longest beginning of `text` that the prefix ends with; the space after it is the seam's. */
function withoutEcho(text: string, prefix: string): string {
  const body = text.trimStart();
  const before = prefix.trimEnd();
  for (let length = Math.min(MAX_ECHO, body.length); length >= MIN_ECHO_CJK; length--) {
    const echo = body.slice(0, length);
    if (length < MIN_ECHO && !CJK.test(echo)) break;
    if (!/\s$/.test(echo) && before.endsWith(echo)) return body.slice(length);
  }
  return text;
}
