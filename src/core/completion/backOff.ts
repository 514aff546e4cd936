import type { Clock } from "../common/clock";
import { ModelError } from "../models/modelError";

const FIRST_MS = 2000;
const LONGEST_MS = 60_000;

/** Keeps a model that fails from being asked at every key: longer after each failure in a row. */
export class BackOff {
  #until = -Infinity;
  #failures = 0;

  constructor(private readonly clock: Clock) {}

  get isOver(): boolean {
    return this.clock.now() >= this.#until;
  }

  failed(error: unknown): void {
    const ms = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#failures++);
    const asked = error instanceof ModelError ? (error.details.retryAfterMs ?? 0) : 0;
    this.#until = this.clock.now() + Math.max(ms, asked);
  }

  succeeded(): void {
    this.#failures = 0;
    this.#until = -Infinity;
  }
}
