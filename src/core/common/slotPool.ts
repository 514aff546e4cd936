/** A slot while somebody has it. */
export interface Lease<T> {
  readonly slot: T;
  /** Gives the slot back; to be called once. */
  readonly release: () => void;
}

/** A fixed set of slots lent out one user each, in the order of asking. */
export class SlotPool<T> {
  readonly #free: T[];
  readonly #waiting = new Set<(slot: T) => void>();

  constructor(slots: readonly T[]) {
    this.#free = [...slots];
  }

  /** Runs `work` with a slot, waiting for one; throws the signal's reason when aborted while waiting. */
  async use<R>(signal: AbortSignal, work: (slot: T) => Promise<R>): Promise<R> {
    const { slot, release } = await this.take(signal);
    try {
      return await work(slot);
    } finally {
      release();
    }
  }

  /** Lends a slot until it is released; throws the signal's reason when aborted while waiting. */
  async take(signal: AbortSignal): Promise<Lease<T>> {
    signal.throwIfAborted();
    const slot = this.#free.pop() ?? (await this.#wait(signal));
    const release = () => this.#giveBack(slot);
    // It may have happened between the hand-over and here.
    if (!signal.aborted) return { slot, release };
    release();
    throw signal.reason as Error;
  }

  /** A slot goes straight to whoever has waited longest, so that nobody can come between. */
  #giveBack(slot: T): void {
    const [take] = this.#waiting;
    if (take) take(slot);
    else this.#free.push(slot);
  }

  #wait(signal: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.delete(take);
        signal.removeEventListener("abort", giveUp);
      };
      const take = (slot: T) => {
        leave();
        resolve(slot);
      };
      const giveUp = () => {
        leave();
        reject(signal.reason as Error);
      };
      this.#waiting.add(take);
      signal.addEventListener("abort", giveUp);
    });
  }
}
