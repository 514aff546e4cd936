import type { Place } from "../ghostTextQuery";
import { cleanCharacters } from "./cleanCharacters";
import { withFullWidthMarks } from "./fullWidthMarks";
import { withoutHeadOverlap } from "./headOverlap";
import { withoutMeta } from "./metaText";
import { atSeam } from "./seam";
import { withoutWrappingQuotes } from "./wrappingQuotes";

/** One step from what a model said to what fits at its place; undefined while it needs more. */
type Step = (text: string, place: Place, isFinished: boolean) => string | undefined;

/** In this order: each step relies on the one before. */
const STEPS: readonly Step[] = [
  withoutMeta,
  (text, { prefix }, isFinished) => withoutHeadOverlap(text, prefix, isFinished),
  (text, { prefix }, isFinished) => withoutWrappingQuotes(text, prefix, isFinished),
  (text, { prefix }, isFinished) => atSeam(text, prefix, isFinished),
  (text, { prefix }, isFinished) => withFullWidthMarks(text, prefix, isFinished),
];

/** How far before the place the steps look, in UTF-16 units. */
const REACH = 4000;

/**
 * What a model said, made to go on from its place, with "\n" between its lines: "" where nothing of it is of use,
 * undefined while that cannot be told. For a longer `raw` it only gets longer at its end, so that what the writer
 * types can be compared with it while it streams.
 */
export function startContinuation(raw: string, origin: Place, isFinished: boolean): string | undefined {
  const near = { ...origin, prefix: origin.prefix.slice(-REACH) };
  let text = cleanCharacters(raw);
  for (const step of STEPS) {
    const next = step(text, near, isFinished);
    if (next === undefined || next === "") return next;
    text = next;
  }
  return text;
}
