import type { Block } from "./blocks";
import type { RunPair } from "./chunks";
import type { HunkKind } from "./hunk";
import { partsOf } from "./parts";
import type { Token } from "./tokens";

/** A change before it is a hunk: its tokens, and its characters in the original and the proposal. */
export interface Change extends RunPair {
  readonly kind: HunkKind;
  /** Tokens [first, behind) of the original. */
  readonly first: number;
  readonly behind: number;
}

/** A run of both texts with its tokens and the blocks in which these differ. */
export interface ComparedRun extends RunPair {
  readonly tokens: readonly Token[];
  readonly others: readonly Token[];
  readonly blocks: readonly Block[];
}

/** The changes of a run in order: each block with the white space around it, and white space that alone differs. */
export function changesOf(run: ComparedRun, text: string, otherText: string): Change[] {
  const changes: Change[] = [];
  // Up to here both texts are told.
  let at = run.own.start;
  let otherAt = run.other.start;
  const add = (end: number, otherEnd: number, kind: HunkKind, first: number, behind: number) => {
    if (text.slice(at, end) !== otherText.slice(otherAt, otherEnd)) {
      const own = { start: at, end };
      changes.push({ own, other: { start: otherAt, end: otherEnd }, kind, first, behind });
    }
    at = end;
    otherAt = otherEnd;
  };
  const startOf = (index: number) => run.tokens[index]?.start ?? run.own.end;
  const otherStartOf = (index: number) => run.others[index]?.start ?? run.other.end;
  const addEqual = (first: number, behind: number, otherFirst: number) => {
    for (let i = first, j = otherFirst; i < behind; i++, j++) {
      add(startOf(i), otherStartOf(j), "whitespace", i, i);
      add(run.tokens[i]?.end ?? at, run.others[j]?.end ?? otherAt, "whitespace", i, i + 1);
    }
  };
  let [done, otherDone] = [0, 0];
  for (const block of run.blocks) {
    addEqual(done, block.start, otherDone);
    for (const part of partsOf(block, run.tokens, run.others)) {
      add(startOf(part.end), otherStartOf(part.otherEnd), part.kind, part.start, part.end);
    }
    [done, otherDone] = [block.end, block.otherEnd];
  }
  addEqual(done, run.tokens.length, otherDone);
  add(run.own.end, run.other.end, "whitespace", run.tokens.length, run.tokens.length);
  return changes;
}

/** One change of text from the beginning of the first to the end of the second. */
export function joinChanges(first: Change, second: Change): Change {
  return {
    kind: "text",
    own: { start: first.own.start, end: second.own.end },
    other: { start: first.other.start, end: second.other.end },
    first: first.first,
    behind: second.behind,
  };
}
