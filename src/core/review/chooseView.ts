import type { Hunk } from "./hunk";

/** In the text itself, in a comment thread beside it, or in a diff editor of its own. */
export type ReviewView = "inline" | "thread" | "diff";

/** Characters of either text that a comment thread still shows well. */
const LONGEST_IN_THREAD = 6000;

const MOST_INLINE_HUNKS = 20;

/** Characters that may be shown as added on one line of the document. */
const MOST_ADDED_ON_A_LINE = 80;

/** The share of the longer text that may be changed. */
const MOST_CHANGED = 0.5;

/** The view in which these changes are easiest to read: inline where they are few and small. */
export function chooseView(original: string, proposal: string, hunks: readonly Hunk[]): ReviewView {
  const longer = Math.max(original.length, proposal.length);
  if (isFew(hunks, longer) && addedOnFullestLine(original, hunks) <= MOST_ADDED_ON_A_LINE) return "inline";
  return longer > LONGEST_IN_THREAD ? "diff" : "thread";
}

function isFew(hunks: readonly Hunk[], length: number): boolean {
  const changed = hunks.reduce((sum, hunk) => sum + Math.max(hunk.original.length, hunk.proposed.length), 0);
  const hasBreak = hunks.some(({ proposed }) => /[\r\n]/.test(proposed));
  return hunks.length <= MOST_INLINE_HUNKS && !hasBreak && changed <= length * MOST_CHANGED;
}

/** An added text counts for the line on which its hunk begins. */
function addedOnFullestLine(original: string, hunks: readonly Hunk[]): number {
  const added = new Map<number, number>();
  for (const { start, proposed } of hunks) {
    const line = start === 0 ? 0 : original.lastIndexOf("\n", start - 1) + 1;
    added.set(line, (added.get(line) ?? 0) + proposed.length);
  }
  return Math.max(0, ...added.values());
}
