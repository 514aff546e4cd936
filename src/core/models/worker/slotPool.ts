/** A fixed set of slots lent out one user each, in the order of asking. */
export class SlotPool<T> {
  readonly #free: T[];
  readonly #waiting = new Set<() => void>();

  constructor(slots: readonly T[]) {
    this.#free = [...slots];
  }

  /** Runs `work` with a slot, waiting for one; throws the signal's reason when aborted while waiting. */
  async use<R>(signal: AbortSignal, work: (slot: T) => Promise<R>): Promise<R> {
    while (this.#free.length === 0 && !signal.aborted) await this.#freed(signal);
    signal.throwIfAborted();
    const slot = this.#free.pop() as T;
    try {
      return await work(slot);
    } finally {
      this.#free.push(slot);
      const [next] = this.#waiting;
      next?.();
    }
  }

  /** Settles when a slot may be free or `signal` is aborted; whoever left no longer stands in the queue. */
  #freed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener("abort", wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener("abort", wake);
    });
  }
}
