import type { Match } from "./completionCache";
import type { Continuation } from "./continuation";
import type { DocumentChange, GhostTextQuery } from "./ghostTextQuery";
import { TypedSince } from "./typedSince";

/** What the editor was given to show at a place, followed while the writer types. */
export class Offered {
  readonly #since: TypedSince;
  #isVisible = true;

  /** `texts` are the candidates at the cursor of the query, with "\n" between lines. */
  constructor(
    readonly match: Match,
    readonly texts: readonly string[],
    private readonly query: Pick<GhostTextQuery, "prefix" | "offset">,
  ) {
    this.#since = new TypedSince(query.offset);
  }

  /** The text before the cursor. */
  get prefix(): string {
    return this.query.prefix + this.#since.text;
  }

  /** Where the cursor is when everything since was typed here. */
  get cursor(): number {
    return this.#since.cursor;
  }

  /** Its continuation and what was typed of it, when the cursor is still there. */
  matchAt(offset: number): Match | undefined {
    if (offset !== this.cursor) return undefined;
    return { ...this.match, typed: this.match.typed + this.#since.text };
  }

  /** UTF-16 units of the continuation's first answer that are on screen or typed. */
  get end(): number {
    return this.match.typed.length + (this.texts[0]?.length ?? 0);
  }

  /** Whether the editor still shows it, as far as can be known: it hides what the writer types against. */
  get isVisible(): boolean {
    return this.#isVisible;
  }

  /** Whether it is of this continuation, and visible. */
  shows(continuation: Continuation): boolean {
    return this.#isVisible && this.match.continuation === continuation;
  }

  /** The cursor is at `offset` now, and not by typing: the editor hides what is shown elsewhere. */
  moved(offset: number): void {
    this.#isVisible &&= offset === this.cursor;
  }

  /** What is left of each candidate that agrees with what was typed since. */
  restAt(offset: number): string[] {
    if (offset !== this.cursor) return [];
    const typed = this.#since.text.replaceAll("\r\n", "\n");
    return this.texts.flatMap((text) =>
      text.startsWith(typed) && text !== typed ? [text.slice(typed.length)] : [],
    );
  }

  /**
   * Takes a change of the document in: whether it took part of the text over, agrees with it, or has just hidden it,
   * as it does at its end too. "hidden" where nothing was on screen before.
   */
  follow(change: DocumentChange): "accepted" | "agrees" | "hides" | "hidden" {
    const wasVisible = this.#isVisible;
    const isHere = this.#since.follow(change);
    const isAtEnd = isHere && this.texts.includes(this.#since.text.replaceAll("\r\n", "\n"));
    const agrees = isAtEnd || (isHere && this.restAt(this.cursor).length > 0);
    this.#isVisible &&= agrees && !isAtEnd;
    if (!wasVisible) return "hidden";
    const { kind, removedLength, inserted } = change;
    if (agrees && kind === "edit" && removedLength === 0 && inserted.length > 1) return "accepted";
    return this.#isVisible ? "agrees" : "hides";
  }
}
