import type { Clock } from "../../../src/core/common/clock";
import type { DocumentChange } from "../../../src/core/completion/ghostTextQuery";
import type { Contender, Item } from "./contenders/contender";
import { TracedDocument, type Trace, type TraceEvent } from "./trace";

/** Milliseconds that VS Code waits after a change before it asks anybody (GHOST-TEXT.md, section 9). */
const DEBOUNCE = 50;

export const DOCUMENT_ID = "file:///trace";

/**
 * What VS Code does with a provider of ghost text: it asks 50 ms after the last change, gives up the question at the
 * next one, shows an answer at the cursor, and keeps it for as long as what is typed agrees with it. An answer
 * replaces what is shown, an empty one too. While an input method composes nobody is asked.
 */
export class EditorModel {
  readonly #document: TracedDocument;
  #item: Item | undefined;
  #question: AbortController | undefined;
  #cancelTimer = () => {};

  constructor(
    trace: Trace,
    private readonly clock: Clock,
    private readonly contender: Contender,
    /** Told at once when the text on screen is another one; undefined for none. */
    private readonly looked: (ghostText: string | undefined) => void,
  ) {
    this.#document = new TracedDocument(trace);
  }

  get text(): string {
    return this.#document.text;
  }

  get cursor(): number {
    return this.#document.cursor;
  }

  /** What stands on screen behind the cursor now. */
  get ghostText(): string | undefined {
    return this.#item && this.#visible(this.#item);
  }

  /** Makes the event happen; what it entails at a later time needs the clock. */
  apply(event: TraceEvent): void {
    this.#cancelTimer();
    this.#question?.abort();
    const splice = this.#document.apply(event);
    if (splice === undefined) {
      this.#show(undefined);
      this.contender.moved(this.cursor);
      return;
    }
    const kind: DocumentChange["kind"] = event.type === "undo" ? "undo" : "edit";
    const { offset, removed, inserted } = splice;
    this.contender.changed({
      documentId: DOCUMENT_ID,
      offset,
      removedLength: removed.length,
      inserted,
      kind,
    });
    this.#show(this.#item);
    if (!this.#document.isComposing) this.#cancelTimer = this.clock.after(DEBOUNCE, () => this.#ask());
  }

  #ask(): void {
    const question = new AbortController();
    this.#question = question;
    const { text, cursor } = this;
    void this.contender.complete({ text, offset: cursor }, question.signal).then((items) => {
      if (question.signal.aborted) return;
      const item = items.find((one) => this.#visible(one) !== undefined);
      const isNew = item !== undefined && this.#visible(item) !== this.ghostText;
      this.#show(item);
      if (isNew) this.contender.shown?.(item);
    });
  }

  #show(item: Item | undefined): void {
    const text = item && this.#visible(item);
    this.#item = text === undefined ? undefined : item;
    this.looked(text);
  }

  /** The rest of the item behind the cursor; undefined when the text before the cursor is not how it begins. */
  #visible({ start, text }: Item): string | undefined {
    if (start > this.cursor || !text.startsWith(this.text.slice(start, this.cursor))) return undefined;
    const rest = text.slice(this.cursor - start);
    return rest === "" ? undefined : rest;
  }
}
