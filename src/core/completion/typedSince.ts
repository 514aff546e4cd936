import type { DocumentChange } from "./ghostTextQuery";

/** Changes that far from a place, in UTF-16 units, do not matter to it. */
const FAR = 2000;

/** What has been typed at a place since, followed through the changes of its document. */
export class TypedSince {
  #offset: number;
  #text: string;

  /** `offset` is where the place is in the document now, and `text` what has been typed there already. */
  constructor(offset: number, text = "") {
    this.#offset = offset;
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  /** Where the cursor is when everything since was typed here. */
  get cursor(): number {
    return this.#offset + this.#text.length;
  }

  /** Takes a change in; false when it touches the text around the place, which then is another one. */
  follow({ offset, removedLength, inserted }: DocumentChange): boolean {
    const from = offset - this.#offset;
    if (from >= 0 && from + removedLength <= this.#text.length) {
      this.#text = this.#text.slice(0, from) + inserted + this.#text.slice(from + removedLength);
      return true;
    }
    if (offset + removedLength <= this.#offset - FAR) {
      this.#offset += inserted.length - removedLength;
      return true;
    }
    if (offset >= this.cursor + FAR) return true;
    // It is nowhere from now on: what is offered here would be offered at another text.
    this.#offset = NaN;
    return false;
  }
}
