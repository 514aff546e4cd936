import { CJK, lastCharacter, LETTER } from "../text/characters";
import type { GhostTextSettings } from "../settings/settings";
import type { GhostTextQuery } from "./ghostTextQuery";

/**
 * How many of the writer's gaps between keys pass in quiet before a model elsewhere is asked, where every request
 * costs: more inside a word, which is soon gone on with. A model on this machine is asked at once, since a request
 * that the typing agrees with is kept.
 */
const AFTER_BORDER = 0.5;
const INSIDE_WORD = 1;
/** As many more for each request in a row that came to nothing, as during a slip of the fingers. */
const IN_VAIN = 0.5;
const MOST_IN_VAIN = 4;

export interface Pace {
  /** The median time between two keys, and the time since the last, in milliseconds. */
  readonly gapMs: number;
  readonly quietMs: number;
  /** Milliseconds that the model takes until its first token; 0 while that is not known. */
  readonly firstTokenMs: number;
  /** Whether the model is not on this machine; unknown counts as elsewhere. */
  readonly isElsewhere: boolean;
  /** Requests in a row of which nothing was shown. */
  readonly inVain: number;
  readonly settings: Pick<GhostTextSettings, "minDelay" | "maxDelay">;
}

/**
 * How many milliseconds more to wait before a model is asked. The quiet that has passed counts, and half of what the
 * model takes by itself: the slower it is, the sooner it has to be asked.
 */
export function waitMs({ explicit, prefix }: GhostTextQuery, pace: Pace): number {
  if (explicit) return 0;
  const { gapMs, quietMs, firstTokenMs, isElsewhere, inVain, settings } = pace;
  const last = lastCharacter(prefix);
  const usual = LETTER.test(last) && !CJK.test(last) ? INSIDE_WORD : AFTER_BORDER;
  const cost = isElsewhere ? usual * gapMs - firstTokenMs / 2 : 0;
  const doubt = IN_VAIN * Math.min(inVain, MOST_IN_VAIN) * gapMs;
  return Math.min(settings.maxDelay, Math.max(settings.minDelay, Math.max(0, cost) + doubt - quietMs));
}
