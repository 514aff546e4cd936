import { growRange, mapRange, type TextEdit, type TextRange } from "../text/textEdit";
import { locateOriginal } from "./locateOriginal";

/** The document's text at a range, which may reach behind its end. */
export type ReadText = (range: TextRange) => string;

/**
 * A piece of a document that is followed through the edits of it. When it was edited itself, it no longer stands,
 * until that is taken back.
 */
export class WatchedText {
  #range: TextRange;
  #text: string;
  #stands = true;

  constructor(range: TextRange, text: string) {
    this.#range = range;
    this.#text = text;
  }

  /** Where it stands, or what has become of it. */
  get range(): TextRange {
    return this.#range;
  }

  get text(): string {
    return this.#text;
  }

  get stands(): boolean {
    return this.#stands;
  }

  /** Follows the edits of one change, given in offsets before it; `read` gives the document after it. */
  follow(edits: readonly TextEdit[], read: ReadText): void {
    const mapped = this.#stands ? mapRange(this.#range, edits) : undefined;
    const isFarAway = !this.#stands && !edits.some((edit) => touches(edit, this.#range));
    this.#range = mapped ?? growRange(this.#range, edits);
    if (!mapped && !isFarAway) this.#settle(locateOriginal(read, this.#text, this.#range));
  }

  /** Looks for the text where it should be, and in the whole document of so many characters when it is not there. */
  locate(read: ReadText, length: number): void {
    const here = locateOriginal(read, this.#text, this.#range);
    this.#settle(here ?? locateOriginal(read, this.#text, { start: 0, end: length }));
  }

  /** Looks for another text in its stead, which it becomes where it is found. Returns whether it was. */
  locateAs(text: string, read: ReadText, length: number): boolean {
    const found =
      locateOriginal(read, text, this.#range) ?? locateOriginal(read, text, { start: 0, end: length });
    if (found) this.become(text, found);
    else this.#stands = false;
    return found !== undefined;
  }

  /** From now on it is this text, at this range. */
  become(text: string, range: TextRange): void {
    this.#text = text;
    this.#range = range;
    this.#stands = true;
  }

  #settle(found: TextRange | undefined): void {
    this.#stands = found !== undefined;
    if (found) this.#range = found;
  }
}

/** Whether the edit reaches into the range or touches its borders. */
export function touches(edit: TextEdit, { start, end }: TextRange): boolean {
  return edit.start <= end && edit.end >= start;
}
