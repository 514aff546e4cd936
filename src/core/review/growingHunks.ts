import { atomsIn } from "./atoms";
import { chunkEnd, differingRuns } from "./chunks";
import type { Hunk } from "./hunk";
import { hunksWithin } from "./hunks";

/** Steps of comparing: little enough for a call with every piece of text that arrives. */
const EFFORT = 60_000;

/**
 * The hunks of a proposal that is still being written. What it has not reached of the original is not shown as
 * removed, and its last word, which may be half a word, not as a change while it can still become the original's.
 */
export function growingHunks(original: string, proposalSoFar: string): Hunk[] {
  const reached = original.slice(0, reachedBy(original, proposalSoFar));
  const all = hunksWithin(reached, proposalSoFar, EFFORT);
  const last = all.at(-1);
  if (last?.end !== reached.length) return all;
  const { start, proposed } = last;
  const isBegun = original.startsWith(proposed, start);
  return isBegun ? all.slice(0, -1) : [...all.slice(0, -1), { ...last, end: start, original: "" }];
}

/**
 * Up to where the original is looked at: behind the last sentence that both texts share, as much as the proposal has
 * written since, to the end of the sentence. Otherwise its last words would be found in some later sentence.
 */
function reachedBy(original: string, proposalSoFar: string): number {
  const own = { text: original, atoms: atomsIn(original) };
  const last = differingRuns(own, { text: proposalSoFar, atoms: atomsIn(proposalSoFar) }).at(-1);
  if (last === undefined || last.own.end < original.length) return original.length;
  return chunkEnd(own, last.own.start + last.other.end - last.other.start);
}
