import { LRUCache } from "lru-cache";
import type { Clock } from "../common/clock";
import type { Continuation } from "./continuation";
import type { GhostTextQuery } from "./ghostTextQuery";

/** How much text on each side makes a place the same place. */
const KEY_PREFIX = 256;
const KEY_SUFFIX = 40;
/** How far typing into a continuation is followed. */
const MAX_TYPED = 200;
const MAX_ENTRIES = 200;
const MAX_CHARACTERS = 1024 * 1024;
/** Ten minutes: a text that was left alone that long has gone another way. */
const MAX_AGE_MS = 600_000;

/** A continuation that agrees with what stands before the cursor. */
export interface Match {
  readonly continuation: Continuation;
  /** What has been typed of it. */
  readonly typed: string;
}

/** Whether an answer still has something to say. At its own place an empty answer is one, too. */
export function isMatch({ continuation, typed }: Match): boolean {
  return continuation.answers.some((answer) => {
    const rest = answer.rest(typed);
    if (rest === undefined || rest === "unknown") return rest === "unknown";
    return typed === "" || answer.finished === "no" || rest.text.trim() !== "";
  });
}

/** Part of a place's key: who is asked, and for what. */
export type Asked = Pick<GhostTextQuery, "documentId" | "keywords"> & { readonly model: string };

/**
 * What models said, by place: found again there and anywhere along it, as after "The gar" the rest of a
 * continuation of "The " that begins with "garden". A continuation is put here when it is asked for and grows in place.
 */
export class CompletionCache {
  readonly #entries: LRUCache<string, { continuation: Continuation; at: number }>;

  constructor(private readonly clock: Clock) {
    this.#entries = new LRUCache({ max: MAX_ENTRIES });
  }

  set(asked: Asked, continuation: Continuation): void {
    const { prefix, suffix } = continuation.place;
    this.#entries.set(key(asked, prefix, suffixKey(suffix)), { continuation, at: this.clock.now() });
    this.#fit();
  }

  /** Forgets what was said at a place, so that it is asked for again. */
  delete(asked: Asked, continuation: Continuation): void {
    const { prefix, suffix } = continuation.place;
    const at = key(asked, prefix, suffixKey(suffix));
    if (this.#entries.peek(at)?.continuation === continuation) this.#entries.delete(at);
  }

  /** The continuation from the nearest place before the cursor that agrees with all that was typed since. */
  get(asked: Asked, { prefix, suffix }: Pick<GhostTextQuery, "prefix" | "suffix">): Match | undefined {
    const after = suffixKey(suffix);
    for (let length = 0; length <= Math.min(MAX_TYPED, prefix.length); length++) {
      const start = prefix.length - length;
      const entry = this.#entries.get(key(asked, prefix.slice(0, start), after));
      if (!entry || this.clock.now() - entry.at > MAX_AGE_MS) continue;
      const { continuation } = entry;
      const typed = prefix.slice(start);
      const match = { continuation, typed };
      if (isMatch(match)) return match;
    }
    return undefined;
  }

  /** Forgets all: what was said was said under other settings. */
  clear(): void {
    this.#entries.clear();
  }

  /** A continuation's size is known only while it grows, so it is counted here and not by the map. */
  #fit(): void {
    let size = 0;
    for (const [entry, { continuation }] of [...this.#entries.entries()]) {
      size += entry.length + continuation.size;
      if (size > MAX_CHARACTERS) this.#entries.delete(entry);
    }
  }
}

function key({ documentId, model, keywords = "" }: Asked, prefix: string, after: string): string {
  return [documentId, model, keywords, prefix.slice(-KEY_PREFIX), after].join("\0");
}

/** The text that follows, wherever the white space before it ends: edits further down do not matter. */
function suffixKey(suffix: string): string {
  return suffix.trimStart().slice(0, KEY_SUFFIX);
}
