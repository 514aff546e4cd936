import { growRange, mapRange, type TextEdit, type TextRange } from "../text/textEdit";
import { locateOriginal } from "./locateOriginal";

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

  /** Follows the edits of one change, given in offsets before it; `content` is the document after it. */
  follow(edits: readonly TextEdit[], content: () => string): void {
    const mapped = this.#stands ? mapRange(this.#range, edits) : undefined;
    this.#range = mapped ?? growRange(this.#range, edits);
    if (!mapped) this.#settle(locateOriginal(content(), this.#text, this.#range));
  }

  /** Looks for the text where it should be, and in the whole document when it is not there. */
  locate(content: string): void {
    const here = locateOriginal(content, this.#text, this.#range);
    this.#settle(here ?? locateOriginal(content, this.#text, { start: 0, end: content.length }));
  }

  /** From now on this is the text; it is looked for in `content`. */
  become(text: string, content: string): void {
    this.#text = text;
    this.locate(content);
  }

  #settle(found: TextRange | undefined): void {
    this.#stands = found !== undefined;
    if (found) this.#range = found;
  }
}
