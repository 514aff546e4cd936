import { LRUCache } from "lru-cache";
import type { GhostTextQuery } from "./ghostTextQuery";

/** How much text on each side makes a place the same place. */
const KEY_PREFIX = 256;
const KEY_SUFFIX = 40;
/** How far typing into a cached completion is followed. */
const MAX_TYPED = 200;
const MAX_ENTRIES = 200;
const MAX_CHARACTERS = 256 * 1024;

/**
 * What models answered, by place. A completion is found again at its place and anywhere along it: after
 * "The gar" the rest of a completion for "The " that begins with "garden". Raw answers are kept; what the
 * writer sees is made of them at each look-up, since the text around may have changed.
 */
export class CompletionCache {
  readonly #entries = new LRUCache<string, string>({
    max: MAX_ENTRIES,
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (text, key) => text.length + key.length,
  });

  set(query: GhostTextQuery, text: string): void {
    this.#entries.set(key(query, query.prefix), text);
  }

  /** The rest of a completion that agrees with what was typed since, or undefined. */
  get(query: GhostTextQuery): string | undefined {
    const { prefix } = query;
    for (let typed = 0; typed <= Math.min(MAX_TYPED, prefix.length); typed++) {
      const start = prefix.length - typed;
      const cached = this.#entries.get(key(query, prefix.slice(0, start)));
      if (!cached?.startsWith(prefix.slice(start))) continue;
      const rest = cached.slice(typed);
      // At its own place an empty answer is an answer; once it is typed to its end, there is none any more.
      if (typed === 0 || rest.trim() !== "") return rest;
    }
    return undefined;
  }
}

function key({ documentId, suffix }: GhostTextQuery, prefix: string): string {
  return [documentId, prefix.slice(-KEY_PREFIX), suffix.slice(0, KEY_SUFFIX)].join("\0");
}
