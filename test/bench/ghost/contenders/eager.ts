import { LRUCache } from "lru-cache";
import { pause } from "../../../../src/core/common/clock";
import { lineAt, requestAt, wholeAnswer } from "./baseline";
import type { Contender, ContenderPorts, Cursor, Item } from "./contender";

/** Silent when more than so many characters follow on the line. */
const MOST_AFTER = 8;
/** Milliseconds after which a newcomer looks again whether the request before it has ended. */
const POLL = 150;
const CACHE_ENTRIES = 250;

/** For requests that nobody gives up. */
const NEVER = new AbortController().signal;

/** An answer, and the place that it was given for. */
interface Entry {
  readonly cursor: Cursor;
  readonly answer: string;
}

/**
 * Asks at every key, one request at a time, and never gives one up; its cache is found by walking back along the
 * line, and what follows acceptance is fetched in advance. After llama.vscode (GHOST-TEXT.md, section 2). Its limit of
 * 500 ms is left out: llama.cpp's server keeps to it only at a line break, and an answer ends at the first one anyway
 * (https://github.com/ggml-org/llama.cpp/tree/master/tools/server, `t_max_predict_ms`).
 */
export class Eager implements Contender {
  readonly #cache = new LRUCache<string, Entry>({ max: CACHE_ENTRIES });
  #isBusy = false;

  constructor(private readonly ports: ContenderPorts) {}

  changed(): void {}

  moved(): void {}

  async complete(cursor: Cursor, signal: AbortSignal): Promise<Item[]> {
    while (this.#isBusy) {
      if (!(await pause(this.ports.clock, POLL, signal))) return [];
    }
    const { after } = lineAt(cursor);
    if (after.length > MOST_AFTER) return [];
    const text = this.#known(cursor) ?? (await this.#ask(cursor));
    if (text.trim() === "") return [];
    if (!signal.aborted && after.trim() === "") void this.#prefetch(cursor, text);
    const isRepeated = after !== "" && text.endsWith(after);
    return [{ start: cursor.offset, text: isRepeated ? text.slice(0, -after.length) : text }];
  }

  async #ask(cursor: Cursor): Promise<string> {
    this.#isBusy = true;
    try {
      return await this.#answer(cursor);
    } finally {
      this.#isBusy = false;
    }
  }

  async #prefetch({ text, offset }: Cursor, accepted: string): Promise<void> {
    const after = {
      text: text.slice(0, offset) + accepted + text.slice(offset),
      offset: offset + accepted.length,
    };
    if (!this.#cache.has(keyOf(after))) await this.#answer(after);
  }

  async #answer(cursor: Cursor): Promise<string> {
    const answer = await wholeAnswer(this.ports.model, requestAt(cursor), NEVER);
    if (answer.trim() !== "") this.#cache.set(keyOf(cursor), { cursor, answer });
    return answer;
  }

  /** The rest of the answer given for this place or, walking back along the line, for the nearest one before it. */
  #known(cursor: Cursor): string | undefined {
    const { start } = lineAt(cursor);
    const before = cursor.text.slice(0, cursor.offset);
    const after = cursor.text.slice(cursor.offset);
    let nearest: Entry | undefined;
    for (const entry of this.#cache.values()) {
      const { text, offset } = entry.cursor;
      if (offset < start || offset > cursor.offset || offset <= (nearest?.cursor.offset ?? -1)) continue;
      if (!entry.answer.startsWith(before.slice(offset)) || text.length - offset !== after.length) continue;
      if (text.endsWith(after) && text.startsWith(before.slice(0, offset))) nearest = entry;
    }
    if (nearest === undefined) return undefined;
    this.#cache.get(keyOf(nearest.cursor));
    return nearest.answer.slice(cursor.offset - nearest.cursor.offset);
  }
}

/** Everything around a place. */
function keyOf({ text, offset }: Cursor): string {
  return `${offset}|${text}`;
}
