import { median } from "../common/median";

const REPLIES = 10;

/** How long models take until their first token, by name, and where they are. */
export class Latency {
  readonly #replies = new Map<string, number[]>();
  readonly #here = new Set<string>();

  /** The model runs on this machine, or does not. */
  place(model: string, isHere: boolean): void {
    if (isHere) this.#here.add(model);
    else this.#here.delete(model);
  }

  /** Unknown counts as elsewhere. */
  isElsewhere(model: string): boolean {
    return !this.#here.has(model);
  }

  /** `ms` is the time from the request to the first token. */
  record(model: string, ms: number): void {
    const replies = this.#replies.get(model) ?? [];
    replies.push(ms);
    if (replies.length > REPLIES) replies.shift();
    this.#replies.set(model, replies);
  }

  /** The median of the last replies in milliseconds; 0 while nothing is known. */
  firstTokenMs(model: string): number {
    const replies = this.#replies.get(model);
    return replies ? median(replies) : 0;
  }
}
