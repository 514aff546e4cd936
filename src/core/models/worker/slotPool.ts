/** A fixed set of slots lent out one user each, in the order of asking. */
export class SlotPool<T> {
  readonly #free: T[];
  readonly #waiting: (() => void)[] = [];

  constructor(slots: readonly T[]) {
    this.#free = [...slots];
  }

  /** Runs `work` with a slot, waiting for one; throws the signal's reason when aborted while waiting. */
  async use<R>(signal: AbortSignal, work: (slot: T) => Promise<R>): Promise<R> {
    while (this.#free.length === 0) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        signal.addEventListener("abort", () => resolve(), { once: true });
      });
      signal.throwIfAborted();
    }
    signal.throwIfAborted();
    const slot = this.#free.pop() as T;
    try {
      return await work(slot);
    } finally {
      this.#free.push(slot);
      this.#waiting.shift()?.();
    }
  }
}
