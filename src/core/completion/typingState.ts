import type { Clock } from "../common/clock";
import type { TextRange } from "../text/textEdit";
import type { DocumentChange } from "./ghostTextQuery";

/** What the writer did last in a document; "acceptance" took over ghost text. */
export type LastChange = "none" | "typing" | "deletion" | "paste" | "acceptance" | "undo" | "redo";

export interface TypingState {
  readonly lastChange: LastChange;
  /** Milliseconds since then; Infinity when there was none. */
  readonly quietMs: number;
  /** What an input method has probably not yet settled: where it stands in the document. */
  readonly composition: TextRange | undefined;
}

/** More characters than these come at once only from the clipboard or a program. */
const LONGEST_TYPED = 40;

/** A composition that is left alone for so long was settled without a change, as raw letters are with Enter. */
const COMPOSITION_MS = 10_000;

/**
 * What input methods show before a character is chosen: Latin letters, behind the characters chosen already;
 * kana; zhuyin; one syllable of Hangul.
 */
const UNSETTLED = new RegExp(
  "^(?:\\p{Script=Han}+[A-Za-z'’ ]*[A-Za-z'’]|" +
    "[A-Za-z'’ \\p{Script=Hiragana}\\p{Script=Katakana}ー\\p{Script=Bopomofo}˙ˊˇˋ]+|" +
    "\\p{Script=Hangul})$",
  "u",
);

/** A letter of Hangul that is not yet a syllable. */
const JAMO = /^[\u1100-\u11FF\u3131-\u318E]$/;

/** A key makes a composition longer by a letter, a mark between syllables or the tail of a kana. */
const LONGEST_STEP = 3;

/** The last change, without its text. */
interface Memory {
  readonly kind: LastChange;
  readonly offset: number;
  readonly length: number;
  readonly isComposing: boolean;
  readonly at: number;
}

/** Remembers how each document was changed last. */
export class TypingHistory {
  private readonly memories = new Map<string, Memory>();

  constructor(private readonly clock: Pick<Clock, "now">) {}

  /** To be told of every change, in order. */
  changed(change: DocumentChange): void {
    const { documentId, offset, inserted } = change;
    const before = this.memories.get(documentId);
    this.memories.set(documentId, {
      kind: before !== undefined && settles(change, before) ? "typing" : kindOf(change),
      offset,
      length: inserted.length,
      isComposing: composes(change, before),
      at: this.clock.now(),
    });
  }

  /** The last change took over ghost text, so it was no paste. */
  accepted(documentId: string): void {
    const memory = this.memories.get(documentId);
    if (memory !== undefined)
      this.memories.set(documentId, { ...memory, kind: "acceptance", isComposing: false });
  }

  state(documentId: string): TypingState {
    const memory = this.memories.get(documentId);
    if (memory === undefined) return { lastChange: "none", quietMs: Infinity, composition: undefined };
    const { kind, offset, length, isComposing, at } = memory;
    const quietMs = this.clock.now() - at;
    const composition =
      isComposing && quietMs < COMPOSITION_MS ? { start: offset, end: offset + length } : undefined;
    return { lastChange: kind, quietMs, composition };
  }

  forget(documentId: string): void {
    this.memories.delete(documentId);
  }
}

function kindOf({ kind, inserted, removedLength }: DocumentChange): LastChange {
  if (kind !== "edit") return kind;
  if (inserted === "") return removedLength > 0 ? "deletion" : "typing";
  // Enter may bring indentation, a list's next mark or a closing bracket with it, but no words.
  const isPaste = inserted.length > LONGEST_TYPED || (/[\r\n]/.test(inserted) && /\p{L}/u.test(inserted));
  return isPaste ? "paste" : "typing";
}

/**
 * The editor writes a composition into the document as it grows, each time in place of what it wrote before:
 * "n", "ni" for "n", "ni'h" for "ni", and at last "你好" for that.
 */
function composes(change: DocumentChange, before: Memory | undefined): boolean {
  const { kind, removedLength, inserted } = change;
  if (kind === "edit" && JAMO.test(inserted)) return true;
  if (before === undefined || !replacesLast(change, before)) return false;
  return inserted.length - removedLength <= LONGEST_STEP && UNSETTLED.test(inserted);
}

/** The end of a composition, which may be a long sentence. */
function settles(change: DocumentChange, before: Memory): boolean {
  return before.isComposing && change.inserted !== "" && replacesLast(change, before);
}

function replacesLast({ kind, offset, removedLength }: DocumentChange, before: Memory): boolean {
  return (
    kind === "edit" &&
    before.kind === "typing" &&
    removedLength > 0 &&
    offset === before.offset &&
    removedLength === before.length
  );
}
