import { CJK, LETTER } from "../../text/characters";
import type { Filter } from "./filter";

/** The fewest characters that count as the model repeating the text rather than by chance the same. */
const MIN_ECHO = 12;
const MIN_ECHO_CJK = 6;
const MAX_ECHO = 200;

/** The seam at the cursor: nothing of the text before it again, no double space. */
export const fixJoint: Filter = (raw, { prefix }) => {
  let text = withoutEcho(raw, prefix);
  if (prefix === "" || /\s$/.test(prefix)) text = text.trimStart();
  const last = prefix.at(-1) ?? "";
  const first = text.at(0) ?? "";
  if (CJK.test(last) && /^[ \t]+/.test(text) && CJK.test(text.trimStart().at(0) ?? ""))
    return text.trimStart();
  // After a finished sentence or a comma a word needs its space; inside a word only the model can know.
  if (/[.,;:!?]/.test(last) && LETTER.test(first) && !CJK.test(first) && !/\d/.test(first)) return ` ${text}`;
  return text;
};

/** Without the longest beginning of `text` that the prefix ends with. */
function withoutEcho(text: string, prefix: string): string {
  const body = text.trimStart();
  for (let length = Math.min(MAX_ECHO, body.length); length >= MIN_ECHO_CJK; length--) {
    const echo = body.slice(0, length);
    if (length < MIN_ECHO && !CJK.test(echo)) break;
    if (prefix.trimEnd().endsWith(echo.trimEnd())) return body.slice(length);
  }
  return text;
}
