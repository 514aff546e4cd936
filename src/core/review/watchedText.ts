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
    if (!mapped) this.locate(content());
  }

  /** Looks for the text where it should be, and elsewhere when it is not there. */
  locate(content: string): void {
    const found = locateOriginal(content, this.#text, this.#range.start);
    this.#stands = found !== undefined;
    if (found) this.#range = found;
  }

  /** From now on this is the text; it is looked for in `content`. */
  become(text: string, content: string): void {
    this.#text = text;
    this.locate(content);
  }
}
