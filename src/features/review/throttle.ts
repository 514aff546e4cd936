import type { Disposable } from "../../core/common/disposable";

/** Runs something at once, and when it is asked for again too soon, once more when its time has come. */
export class Throttle implements Disposable {
  #timer: NodeJS.Timeout | undefined;
  #isWanted = false;
  #isDisposed = false;

  constructor(
    private readonly run: () => void,
    /** The shortest time between two runs, in milliseconds. */
    private readonly ms: number,
  ) {}

  request(): void {
    if (this.#timer) this.#isWanted = true;
    else this.now();
  }

  /** Runs it whatever the time. */
  now(): void {
    if (this.#isDisposed) return;
    clearTimeout(this.#timer);
    this.#isWanted = false;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#isWanted) this.now();
    }, this.ms);
    this.run();
  }

  /** From now on nothing runs, whoever still asks for it. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#isDisposed = true;
  }
}
