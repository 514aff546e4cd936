import type { Clock } from "../../../src/core/common/clock";

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** Time that passes only when told to. Timers run in their order, and all that follows from one before the next. */
export class VirtualClock implements Clock {
  #now = 0;
  /** The next one last; of those for the same moment, the one that was set first. */
  readonly #timers: Timer[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, ms), run };
    let place = this.#timers.length;
    while (place > 0 && this.#at(place - 1) <= timer.at) place--;
    this.#timers.splice(place, 0, timer);
    return () => {
      const index = this.#timers.indexOf(timer);
      if (index >= 0) this.#timers.splice(index, 1);
    };
  }

  /** Lets time pass until `time`; what is due then still happens. */
  async advanceTo(time: number): Promise<void> {
    await settled();
    for (;;) {
      const timer = this.#timers.at(-1);
      if (timer === undefined || timer.at > time) break;
      this.#timers.pop();
      this.#now = timer.at;
      timer.run();
      await settled();
    }
    this.#now = time;
  }

  #at(index: number): number {
    return this.#timers[index]?.at ?? Infinity;
  }
}

/** Resolves when no promise is left that could go on: they all do before the next turn of the event loop. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
