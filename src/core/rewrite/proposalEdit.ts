import type { TemplateTarget } from "../prompts/promptTemplate";
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

const CJK_EDGE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}，。！？；：、…—（）「」『』《》“”]/u;

/** The one edit that accepting the proposal makes, in the document's own line endings. */
export function proposalEdit(proposal: string, target: TemplateTarget, place: EditPlace): TextEdit {
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

/** A space between the words of scripts that have one, none beside CJK, white space or closing marks. */
function joint(before: string, after: string): string {
  const last = before.at(-1) ?? "";
  const first = after.at(0) ?? "";
  if (last === "" || first === "" || /\s/.test(last) || /[\s.,;:!?)\]’”]/.test(first)) return "";
  return CJK_EDGE.test(last) || CJK_EDGE.test(first) ? "" : " ";
}
