import { CJK, lastCharacter, LETTER } from "../text/characters";
import type { GhostTextSettings } from "../settings/settings";
import type { GhostTextQuery } from "./ghostTextQuery";
import type { TypingRhythm } from "./typingRhythm";

/** How many gaps between keys have to pass in quiet: an unfinished word is sooner gone on with. */
const AFTER_BORDER = 0;
const INSIDE_WORD = 0;

export interface Pace {
  readonly rhythm: TypingRhythm;
  /** Milliseconds that the model takes until its first token; 0 while that is not known. */
  readonly firstTokenMs: number;
  readonly settings: Pick<GhostTextSettings, "minDelay" | "maxDelay">;
}

/**
 * How many milliseconds more to wait before a model is asked. The quiet that has passed counts, and half of what the
 * model takes by itself: the slower it is, the sooner it has to be asked.
 */
export function waitMs(
  { explicit, prefix }: GhostTextQuery,
  { rhythm, firstTokenMs, settings }: Pace,
): number {
  if (explicit) return 0;
  const last = lastCharacter(prefix);
  const gaps = LETTER.test(last) && !CJK.test(last) ? INSIDE_WORD : AFTER_BORDER;
  const wait = gaps * rhythm.gapMs - rhythm.quietMs - firstTokenMs / 2;
  return Math.min(settings.maxDelay, Math.max(settings.minDelay, wait));
}
