import type { Clock } from "../../../src/core/common/clock";

/** Shown, hidden and shown again within so many milliseconds is a flicker. */
const FLICKER = 150;

/** A pause of the writer, in milliseconds. */
export interface Wait {
  /** From the key until something was on screen: 0 when it was there all along, undefined when nothing came. */
  readonly shownMs: number | undefined;
  readonly lengthMs: number;
}

/** Watches the ghost text on screen: when it came, whether it flickers. */
export class ScreenLog {
  flickers = 0;
  #text: string | undefined;
  #hiddenAt = -Infinity;
  #waiting: { readonly since: number; shownAt: number | undefined } | undefined;

  constructor(private readonly clock: Clock) {}

  /** The text on screen is this one now; undefined for none. */
  readonly looked = (text: string | undefined): void => {
    const now = this.clock.now();
    if (text === undefined && this.#text !== undefined) this.#hiddenAt = now;
    if (text !== undefined) {
      if (this.#text === undefined && now - this.#hiddenAt < FLICKER) this.flickers++;
      if (this.#waiting) this.#waiting.shownAt ??= now;
    }
    this.#text = text;
  };

  /** The writer pauses, now. */
  pauseBegins(): void {
    const since = this.clock.now();
    this.#waiting = { since, shownAt: this.#text === undefined ? undefined : since };
  }

  /** What came of the pause, if there was one. */
  pauseEnds(): Wait[] {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting === undefined) return [];
    const { since, shownAt } = waiting;
    return [
      { shownMs: shownAt === undefined ? undefined : shownAt - since, lengthMs: this.clock.now() - since },
    ];
  }
}
