import type { TextRange } from "../text/textEdit";

/**
 * What a change is about. "text" is prose; "whitespace" changes nothing but white space (and the length of the rule
 * below a table's head); a changed link, citation or table cell is a hunk of its own, so that none hides in a
 * rewritten sentence.
 */
export type HunkKind = "text" | "whitespace" | "link" | "citation" | "cell";

/** One change that a writer can accept or reject. The range is of the original text, in UTF-16 offsets. */
export interface Hunk extends TextRange {
  /** What stands in the range; empty for an insertion. */
  readonly original: string;
  /** What would stand there; empty for a deletion. Never equal to `original`. */
  readonly proposed: string;
  readonly kind: HunkKind;
}
