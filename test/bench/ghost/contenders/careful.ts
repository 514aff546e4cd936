import { abortable } from "../../../../src/core/common/abort";
import { lineAt, requestAt, textOf } from "./baseline";
import type { Contender, ContenderPorts, Cursor, Item } from "./contender";
import { PrefixTrie } from "./prefixTrie";

/** Fewer characters than these tell a model nothing. */
const LEAST_TEXT = 10;
const CACHE_ENTRIES = 100;
/** What may follow on the line: closers, and one mark. */
const CLOSERS = /^\s*[)>}\]"'`]*\s*[:{;,]?\s*$/;

/** A request that has not ended. */
interface Running {
  readonly prefix: string;
  readonly suffix: string;
  readonly controller: AbortController;
  /** What has streamed so far. */
  text: string;
  /** The whole answer; undefined when it was given up. */
  readonly whole: Promise<string | undefined>;
}

/**
 * Does not wait; keeps a running request until what is typed diverges from it; finds answers by the text before the
 * cursor in a prefix trie; once an answer is on screen, it asks what would follow it. Shows whole lines, and nothing
 * inside one. After Copilot (GHOST-TEXT.md, section 5).
 */
export class Careful implements Contender {
  readonly #cache = new PrefixTrie(CACHE_ENTRIES);
  readonly #running = new Set<Running>();
  /** The last answer that came onto the screen, with the text before it. */
  #current: { readonly prefix: string; readonly suffix: string; readonly text: string } | undefined;
  /** The text up to the end of what is shown, for which the speculative request is made. */
  #offered: Cursor | undefined;

  constructor(private readonly ports: ContenderPorts) {}

  changed(): void {}

  moved(): void {}

  async complete(cursor: Cursor, signal: AbortSignal): Promise<Item[]> {
    const { start, before, after } = lineAt(cursor);
    if (!CLOSERS.test(after) || cursor.text.length < LEAST_TEXT) return [];
    const prefix = cursor.text.slice(0, cursor.offset);
    const suffix = cursor.text.slice(cursor.offset);
    const text = await this.#find(cursor, prefix, suffix, signal);
    if (text === undefined || text.trim() === "" || signal.aborted) return [];
    if (!this.#restOfCurrent(prefix, suffix)) this.#current = { prefix, suffix, text };
    this.#offered = { text: prefix + text + suffix, offset: prefix.length + text.length };
    return [{ start, text: before + text }];
  }

  /** What follows acceptance is asked for once. */
  shown(): void {
    const cursor = this.#offered;
    this.#offered = undefined;
    if (cursor === undefined) return;
    const prefix = cursor.text.slice(0, cursor.offset);
    const suffix = cursor.text.slice(cursor.offset);
    if (this.#cache.find(prefix, suffix) !== undefined || this.#match(prefix, suffix)) return;
    this.#start(cursor, prefix, suffix);
  }

  /** What is on screen, then what is known, then what is under way, then the model. */
  async #find(
    cursor: Cursor,
    prefix: string,
    suffix: string,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const known = this.#restOfCurrent(prefix, suffix) ?? this.#cache.find(prefix, suffix);
    if (known !== undefined) return known;
    for (const running of this.#running) {
      if (!isPossible(running, prefix, suffix)) running.controller.abort();
    }
    const matching = this.#match(prefix, suffix);
    if (matching) {
      await abortable(matching.whole, signal);
      if (signal.aborted) return undefined;
      const rest = this.#cache.find(prefix, suffix);
      if (rest !== undefined) return rest;
    }
    const { whole } = this.#start(cursor, prefix, suffix);
    return abortable(whole, signal);
  }

  #restOfCurrent(prefix: string, suffix: string): string | undefined {
    if (this.#current?.suffix !== suffix || !prefix.startsWith(this.#current.prefix)) return undefined;
    const { text } = this.#current;
    const typed = prefix.slice(this.#current.prefix.length);
    return typed.length < text.length && text.startsWith(typed) ? text.slice(typed.length) : undefined;
  }

  /** The request under way that has come closest to here. */
  #match(prefix: string, suffix: string): Running | undefined {
    return [...this.#running].findLast(
      (running) => isPossible(running, prefix, suffix) && prefix.startsWith(running.prefix),
    );
  }

  #start(cursor: Cursor, prefix: string, suffix: string): Running {
    const controller = new AbortController();
    const running: Running = {
      prefix,
      suffix,
      controller,
      text: "",
      whole: Promise.resolve().then(() => this.#read(running, cursor)),
    };
    this.#running.add(running);
    return running;
  }

  async #read(running: Running, cursor: Cursor): Promise<string | undefined> {
    try {
      const { signal } = running.controller;
      for await (const chunk of this.ports.model.stream(requestAt(cursor), signal))
        running.text += textOf(chunk);
      const text = running.text.trimEnd();
      this.#cache.set(running.prefix, running.suffix, text);
      return text;
    } catch {
      return undefined;
    } finally {
      this.#running.delete(running);
    }
  }
}

/** Whether the text before the cursor may still come to be how the running answer begins. */
function isPossible(running: Running, prefix: string, suffix: string): boolean {
  if (running.suffix !== suffix) return false;
  if (!prefix.startsWith(running.prefix)) return running.prefix.startsWith(prefix);
  const typed = prefix.slice(running.prefix.length);
  return running.text.startsWith(typed) || typed.startsWith(running.text);
}
