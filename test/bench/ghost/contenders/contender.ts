import type { Clock } from "../../../../src/core/common/clock";
import type { DocumentChange } from "../../../../src/core/completion/ghostTextQuery";
import type { LanguageModel } from "../../../../src/core/models/languageModel";

/** Where the editor asks. */
export interface Cursor {
  /** The whole document. */
  readonly text: string;
  readonly offset: number;
}

/** An inline completion: the text that is to stand from `start` on. What stands there before the cursor is its beginning. */
export interface Item {
  readonly start: number;
  readonly text: string;
}

/** A provider of ghost text as the editor knows it. */
export interface Contender {
  /** On every change, before the editor asks. */
  changed(change: DocumentChange): void;
  /** The cursor was put at `offset` by hand. */
  moved(offset: number): void;
  /** `signal` is the editor's: it is aborted by the next change. */
  complete(cursor: Cursor, signal: AbortSignal): Promise<Item[]>;
  /** The item has come onto the screen, rather than being the rest of what stood there. */
  shown?(item: Item): void;
  dispose?(): void;
}

export interface ContenderPorts {
  readonly clock: Clock;
  readonly model: LanguageModel;
  readonly languageId: string;
}
