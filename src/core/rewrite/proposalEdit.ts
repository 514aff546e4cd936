import type { EditTarget } from "../prompts/promptTemplate";
import { CJK, CJK_MARK, firstCharacter, lastCharacter } from "../text/characters";
import { withLineEnding, type LineEnding } from "../text/lineEnding";
import type { TextEdit, TextRange } from "../text/textEdit";

/** What the edit depends on besides the proposal. */
export interface EditPlace {
  /** The text that the proposal is about. */
  readonly range: TextRange;
  /** The document's text at `range`. */
  readonly original: string;
  readonly lineEnding: LineEnding;
}

/** The one edit that accepting the proposal makes, in the document's own line endings. */
export function proposalEdit(proposal: string, target: EditTarget, place: EditPlace): TextEdit {
  const { range, original, lineEnding } = place;
  const text = withLineEnding(proposal, lineEnding);
  switch (target) {
    case "replace":
      return { ...range, text };
    case "insertAfter": {
      const gap = original === "" ? "" : lineEnding + lineEnding;
      return { start: range.end, end: range.end, text: gap + text };
    }
    case "append":
      return { start: range.end, end: range.end, text: joint(original, text) + text };
  }
}

/** A space between the words of scripts that have one, none beside CJK, white space, opening or closing marks. */
function joint(before: string, after: string): string {
  const last = lastCharacter(before);
  const first = firstCharacter(after);
  if (last === "" || first === "" || /[\s([{“‘]/.test(last) || /[\s.,;:!?)\]}’”…]/.test(first)) return "";
  return isCjk(before, LAST_TELLING) || isCjk(after, FIRST_TELLING) ? "" : " ";
}

/** The nearest letter, digit or mark of one script: quotes and dashes are shared by all of them. */
const LAST_TELLING =
  /[\p{L}\p{N}，。！？；：、（）「」『』《》](?=[^\p{L}\p{N}，。！？；：、（）「」『』《》]*$)/u;
const FIRST_TELLING = /[\p{L}\p{N}，。！？；：、（）「」『』《》]/u;

function isCjk(text: string, telling: RegExp): boolean {
  const character = telling.exec(text)?.[0] ?? "";
  return CJK.test(character) || CJK_MARK.test(character);
}
