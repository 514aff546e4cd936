import type { GhostTextQuery } from "../ghostTextQuery";
import { cutAtSentenceEnd } from "./cutAtSentenceEnd";
import { dropTooSmall } from "./dropTooSmall";
import type { Filter } from "./filter";
import { fixJoint } from "./fixJoint";
import { stripNoise } from "./stripNoise";
import { trimSuffixOverlap } from "./trimSuffixOverlap";

/** In this order: each step relies on the one before. */
const FILTERS: readonly Filter[] = [stripNoise, fixJoint, cutAtSentenceEnd, trimSuffixOverlap, dropTooSmall];

/** What the writer sees of what the model said; undefined when that is nothing. */
export function postprocess(raw: string, query: GhostTextQuery): string | undefined {
  let text = raw.replaceAll("\r\n", "\n");
  for (const filter of FILTERS) {
    text = filter(text, query);
    if (text.trim() === "") return undefined;
  }
  return text;
}
