import type { Place } from "./ghostTextQuery";
import { startContinuation } from "./postprocess/startContinuation";

/** Whether more will come, and why not. */
export type Finished = "no" | "stop" | "length";

/** What one stream said, and where it began. */
interface Part {
  readonly origin: Place;
  raw: string;
  /** What the raw text comes to at its place; left out until it is asked for. */
  text?: string | undefined;
}

/** One answer of a model, while it grows and afterwards. Raw text is kept; what it comes to is worked out once. */
export class Answer {
  readonly #parts: Part[];
  #last: Part;
  #finished: Finished = "no";
  /** False once the model had nothing to go on with. */
  hasMore = true;
  /** How it ended before another stream was to go on with it. */
  #before: Finished = "no";

  constructor(place: Place) {
    this.#last = { origin: place, raw: "" };
    this.#parts = [this.#last];
  }

  get finished(): Finished {
    return this.#finished;
  }

  /** UTF-16 units that it holds. */
  get size(): number {
    return this.#parts.reduce((size, { raw, text = "" }) => size + raw.length + text.length, 0);
  }

  grow(text: string): void {
    const part = this.#last;
    part.raw += text;
    delete part.text;
  }

  finish(why: Exclude<Finished, "no">): void {
    const [before] = this.#parts.slice(-2, -1);
    if (before && this.#last.raw === "") {
      // Nothing came of it: what was there before has ended as it had.
      this.#parts.pop();
      this.#last = before;
      this.#finished = this.#before;
      this.hasMore = why !== "stop";
      return;
    }
    this.#finished = why;
    delete this.#last.text;
  }

  /** Lets another stream go on where this one ended: `next` is where it was asked. */
  extend(next: Place): void {
    this.#last = { origin: next, raw: "" };
    this.#parts.push(this.#last);
    this.#before = this.#finished;
    this.#finished = "no";
  }

  /** Where one would ask for more. */
  get end(): Place {
    const { origin } = this.#parts[0] ?? this.#last;
    return { ...origin, prefix: origin.prefix + (this.text ?? "") };
  }

  /** The text from the place on, with "\n" between its lines; undefined while that cannot be told yet. */
  get text(): string | undefined {
    let text: string | undefined;
    for (const part of this.#parts) {
      if (!("text" in part)) {
        const isDone = this.#finished !== "no" || part !== this.#last;
        part.text = startContinuation(part.raw, part.origin, isDone);
      }
      if (part.text === undefined) break;
      text = (text ?? "") + part.text;
    }
    return text;
  }

  /**
   * What is left once `typed` has been typed at the place: "unknown" while the stream may still agree with it,
   * undefined when it does not.
   */
  rest(typed: string): { readonly text: string } | "unknown" | undefined {
    const { text } = this;
    const typedLines = typed.replaceAll("\r\n", "\n");
    const mayCome = this.#finished === "no";
    if (text === undefined) return mayCome ? "unknown" : undefined;
    if (text.startsWith(typedLines)) return { text: text.slice(typedLines.length) };
    return mayCome && typedLines.startsWith(text) ? "unknown" : undefined;
  }
}
