import { GhostTextEngine } from "../../../../src/core/completion/ghostTextEngine";
import type { GhostTextEvent } from "../../../../src/core/completion/ghostTextEvent";
import type { GhostTextPorts } from "../../../../src/core/completion/ghostTextPorts";
import type { GhostTextQuery } from "../../../../src/core/completion/ghostTextQuery";
import type { ModelInfo } from "../../../../src/core/models/languageModel";
import { DEFAULT_SETTINGS, type GhostTextSettings } from "../../../../src/core/settings/settings";
import { VirtualClock } from "../../../bench/ghost/virtualClock";
import { at } from "./cursor";
import { PacedModel, type PacedAnswer } from "./pacedModel";

const DOCUMENT = "file:///story.md";
/** The editor's own wait after a key, in milliseconds. */
const DEBOUNCE_MS = 50;
/** Longer than any answer of these tests takes. */
const LONG_MS = 5000;

export interface WriterOptions {
  readonly info?: Partial<ModelInfo>;
  readonly settings?: Partial<GhostTextSettings>;
  readonly ports?: Partial<GhostTextPorts>;
}

/** Somebody who writes with the engine on a clock of their own: types, waits, and looks at what is shown. */
export class Writer {
  readonly clock = new VirtualClock();
  readonly model: PacedModel;
  readonly engine: GhostTextEngine;
  readonly events: GhostTextEvent[] = [];
  /** How often the engine said that there is more to show. */
  grown = 0;
  /** What the engine said to have failed. */
  readonly failures: unknown[] = [];
  #text: string;
  #cursor: number;
  #call: AbortController | undefined;

  /** `drawn` is the document with the cursor ║ in it. */
  constructor(drawn: string, answers: readonly PacedAnswer[], options: WriterOptions = {}) {
    const { prefix, suffix } = at(drawn);
    this.#text = prefix + suffix;
    this.#cursor = prefix.length;
    this.model = new PacedModel(this.clock, options.info ?? {}, ...answers);
    const settings = { ...DEFAULT_SETTINGS.ghostText, speculate: "off" as const, ...options.settings };
    this.engine = new GhostTextEngine({
      clock: this.clock,
      modelName: () => "paced",
      model: () => Promise.resolve(this.model),
      settings: () => settings,
      others: () => [],
      isTrusted: () => true,
      isPaused: () => false,
      told: (event) => this.events.push(event),
      grown: () => this.grown++,
      failed: (error) => this.failures.push(error),
      ...options.ports,
    });
  }

  get requests(): number {
    return this.model.requests.length;
  }

  /** How often something happened. */
  count(kind: GhostTextEvent["kind"]): number {
    return this.events.filter((event) => event.kind === kind).length;
  }

  /** Lets time pass. */
  wait(ms: number): Promise<void> {
    return this.clock.advanceTo(this.clock.now() + ms);
  }

  /** Types, a key each `gapMs`; the editor gives up what it has asked at each. */
  async type(text: string, gapMs = 0): Promise<void> {
    for (const key of text) {
      this.#change(this.#cursor, 0, key);
      await this.wait(gapMs);
    }
  }

  /** Puts a text in by one change, as an acceptance or a paste does. */
  insert(text: string): boolean {
    return this.#change(this.#cursor, 0, text);
  }

  /** Takes back so many characters. */
  remove(count: number): void {
    this.#change(this.#cursor - count, count, "");
  }

  /** Replaces so many characters before the cursor, as an input method does. */
  compose(count: number, text: string): void {
    this.#change(this.#cursor - count, count, text);
  }

  undo(count: number): void {
    this.#change(this.#cursor - count, count, "", "undo");
  }

  moveTo(cursor: number): void {
    this.#cursor = cursor;
    this.engine.moved(DOCUMENT, cursor);
  }

  get cursor(): number {
    return this.#cursor;
  }

  query(more: Partial<GhostTextQuery> = {}): GhostTextQuery {
    const drawn = `${this.#text.slice(0, this.#cursor)}║${this.#text.slice(this.#cursor)}`;
    return { ...at(drawn), documentId: DOCUMENT, ...more };
  }

  /** Has the editor ask, and does not wait for the answer; what is typed next does not end its call. */
  ask(more: Partial<GhostTextQuery> = {}): void {
    this.engine.complete(this.query(more), new AbortController().signal).catch(() => undefined);
  }

  /** What the editor would be given in the end, by a writer who waits. Rejects as the engine does. */
  async shown(more: Partial<GhostTextQuery> = {}): Promise<string[]> {
    await this.wait(DEBOUNCE_MS);
    const call = (this.#call = new AbortController());
    const texts = this.engine.complete(this.query(more), call.signal);
    texts.catch(() => undefined);
    await this.wait(LONG_MS);
    return texts;
  }

  /** What the editor is given without any wait; undefined while the engine still thinks. */
  async shownAtOnce(more: Partial<GhostTextQuery> = {}): Promise<string[] | undefined> {
    const call = (this.#call = new AbortController());
    let texts: string[] | undefined;
    void this.engine.complete(this.query(more), call.signal).then(
      (given) => (texts = given),
      () => undefined,
    );
    await this.wait(0);
    return texts;
  }

  #change(offset: number, removedLength: number, inserted: string, kind: "edit" | "undo" = "edit"): boolean {
    this.#call?.abort();
    this.#text = this.#text.slice(0, offset) + inserted + this.#text.slice(offset + removedLength);
    this.#cursor = offset + inserted.length;
    return this.engine.changed({ documentId: DOCUMENT, offset, removedLength, inserted, kind });
  }
}
