import { editBetween } from "../../../src/core/text/textEdit";

/** What the writer does, `gap` milliseconds after what came before. Offsets and counts are UTF-16 units. */
export type TraceEvent = { readonly gap: number } & (
  | { readonly type: "key"; readonly text: string }
  /** Backspace. */
  | { readonly type: "delete"; readonly count: number }
  /** The cursor is put somewhere else by hand. */
  | { readonly type: "move"; readonly offset: number }
  /** An input method shows `text` in the place of what it showed before. */
  | { readonly type: "compose"; readonly text: string }
  /** It puts `text` there for good. */
  | { readonly type: "commit"; readonly text: string }
  /** The last `count` edits are taken back in one step. */
  | { readonly type: "undo"; readonly count: number }
);

/** What the writer does, without its time. */
export type Untimed<E = TraceEvent> = E extends unknown ? Omit<E, "gap"> : never;

/** In which words a model goes astray. */
export type Language = "en" | "de" | "zh";

/** A typing session. The format is described in test/bench/traces/README.md. */
export interface Trace {
  readonly name: string;
  readonly about: string;
  readonly languageId: string;
  readonly language: Language;
  readonly medianGapMs: number;
  /** The document before the first event, and where the cursor stands in it. */
  readonly document: string;
  readonly cursor: number;
  readonly events: readonly TraceEvent[];
  /** The document after the last event. */
  readonly finalText: string;
}

/** One replacement in a document. */
export interface Splice {
  readonly offset: number;
  readonly removed: string;
  readonly inserted: string;
}

/** Whether the event counts as a key: it types, deletes or commits. */
export function isKey({ type }: TraceEvent): boolean {
  return type === "key" || type === "delete" || type === "commit";
}

/** A document with a cursor that events happen to. */
export class TracedDocument {
  text: string;
  cursor: number;
  /** The length of what an input method is composing just before the cursor; 0 when it is not. */
  #composed = 0;
  readonly #edits: Splice[] = [];

  constructor({ document, cursor }: Pick<Trace, "document" | "cursor">) {
    this.text = document;
    this.cursor = cursor;
  }

  get isComposing(): boolean {
    return this.#composed > 0;
  }

  /** Makes the event happen and says what it changed: nothing for a move. */
  apply(event: TraceEvent): Splice | undefined {
    switch (event.type) {
      case "move":
        this.cursor = event.offset;
        return undefined;
      case "undo":
        return this.#undo(event.count);
      case "delete":
        return this.#type(event.count, "");
      case "key":
        return this.#type(0, event.text);
      case "compose":
      case "commit": {
        const splice = this.#type(this.#composed, event.text);
        this.#composed = event.type === "compose" ? event.text.length : 0;
        return splice;
      }
    }
  }

  #type(count: number, inserted: string): Splice {
    const offset = this.cursor - count;
    const splice = { offset, removed: this.text.slice(offset, this.cursor), inserted };
    this.#replace(splice);
    this.#edits.push(splice);
    return splice;
  }

  #undo(count: number): Splice {
    const edits = this.#edits.splice(-count).reverse();
    const before = this.text;
    for (const { offset, removed, inserted } of edits) {
      this.#replace({ offset, removed: inserted, inserted: removed });
    }
    const { start, end, text } = editBetween(before, this.text);
    return { offset: start, removed: before.slice(start, end), inserted: text };
  }

  #replace({ offset, removed, inserted }: Splice): void {
    this.text = this.text.slice(0, offset) + inserted + this.text.slice(offset + removed.length);
    this.cursor = offset + inserted.length;
  }
}
