import { mapRange, type TextEdit } from "../text/textEdit";
import type { Hunk } from "./hunk";

/** `original` with the accepted hunks in it: all of them make the proposal, none leaves it as it is. */
export function applyHunks(
  original: string,
  hunks: readonly Hunk[],
  accept: (hunk: Hunk, index: number) => boolean,
): string {
  let text = "";
  let at = 0;
  for (const [index, hunk] of hunks.entries()) {
    text += original.slice(at, hunk.start) + (accept(hunk, index) ? hunk.proposed : hunk.original);
    at = hunk.end;
  }
  return text + original.slice(at);
}

/** The edits that write `hunks` into a document in which the original begins at `offset`; all of one change. */
export function toTextEdits(hunks: readonly Hunk[], offset: number): TextEdit[] {
  return hunks.map(({ start, end, proposed }) => ({
    start: start + offset,
    end: end + offset,
    text: proposed,
  }));
}

/** The hunks that remain when the one at `index` has become part of the original. */
export function afterAccepting(hunks: readonly Hunk[], index: number): Hunk[] {
  const accepted = hunks[index];
  if (accepted === undefined) return [...hunks];
  const by = accepted.proposed.length - accepted.original.length;
  return hunks.flatMap((hunk, i) => {
    if (i === index) return [];
    return i < index ? hunk : { ...hunk, start: hunk.start + by, end: hunk.end + by };
  });
}

/**
 * The hunks after `edits` by someone else, all of one change and in the same offsets as the hunks. A hunk into which
 * an edit reached is dropped: what it was about is no longer there.
 */
export function afterEdits(hunks: readonly Hunk[], edits: readonly TextEdit[]): Hunk[] {
  return hunks.flatMap((hunk) => {
    const range = mapRange(hunk, edits);
    return range === undefined ? [] : { ...hunk, ...range };
  });
}
