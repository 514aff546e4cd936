import { LRUCache } from "lru-cache";
import type { Clock } from "../common/clock";
import type { Continuation } from "./continuation";
import type { GhostTextQuery } from "./ghostTextQuery";

/** How long no is no, in milliseconds. */
const REFUSED_MS = 60_000;
const KEY_PREFIX = 64;
const MAX_PLACES = 100;

/** What the writer did not want, and where: neither comes back for a while, unless asked for by key. */
export class Refusals {
  readonly #places = new LRUCache<string, number>({ max: MAX_PLACES });
  readonly #continuations = new WeakMap<Continuation, number>();

  constructor(private readonly clock: Clock) {}

  /** The whole of a continuation is refused, wherever its rest would be shown. */
  refuse(continuation: Continuation, place: Pick<GhostTextQuery, "documentId" | "prefix">): void {
    this.#places.set(key(place), this.clock.now());
    this.#continuations.set(continuation, this.clock.now());
  }

  /** The writer asked for it after all. */
  forgive(continuation: Continuation, place: Pick<GhostTextQuery, "documentId" | "prefix">): void {
    this.#places.delete(key(place));
    this.#continuations.delete(continuation);
  }

  isRefusedPlace(place: Pick<GhostTextQuery, "documentId" | "prefix">): boolean {
    return this.#isRecent(this.#places.get(key(place)));
  }

  isRefused(continuation: Continuation): boolean {
    return this.#isRecent(this.#continuations.get(continuation));
  }

  #isRecent(at: number | undefined): boolean {
    return at !== undefined && this.clock.now() - at < REFUSED_MS;
  }
}

function key({ documentId, prefix }: Pick<GhostTextQuery, "documentId" | "prefix">): string {
  return `${documentId}\0${prefix.slice(-KEY_PREFIX)}`;
}
