import { median } from "../common/median";
import type { Clock } from "../common/clock";
import type { DocumentChange } from "./ghostTextQuery";

/** Longer gaps between two keys are pauses, not rhythm. */
const LONGEST_GAP_MS = 400;
const GAPS = 40;
/** Fewer say nothing about a writer. */
const FEWEST_GAPS = 10;
const USUAL_GAP_MS = 180;

/** How fast the writer types. */
export class TypingRhythm {
  readonly #gaps: number[] = [];
  #lastKeyAt = -Infinity;

  constructor(private readonly clock: Clock) {}

  changed({ inserted, kind }: DocumentChange): void {
    const now = this.clock.now();
    const gap = now - this.#lastKeyAt;
    if (kind === "edit" && inserted !== "" && gap <= LONGEST_GAP_MS) {
      this.#gaps.push(gap);
      if (this.#gaps.length > GAPS) this.#gaps.shift();
    }
    this.#lastKeyAt = now;
  }

  /** The median time between two keys, in milliseconds. */
  get gapMs(): number {
    return this.#gaps.length < FEWEST_GAPS ? USUAL_GAP_MS : median(this.#gaps);
  }

  /** Milliseconds since the last change. */
  get quietMs(): number {
    return this.clock.now() - this.#lastKeyAt;
  }
}
