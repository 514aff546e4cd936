import type { Uri } from "vscode";
import type { Disposable } from "../../core/common/disposable";
import type { AskedText } from "./destination";

/** The shortest time between two paints of a growing answer: about every third frame. */
const PAINT_MS = 50;
/** Between the answers for several cursors. */
const RULE = "\n\n---\n\n";

/** The text of one answer document, or the texts of one command with several cursors, as they are written. */
export class AnswerDocument implements Disposable {
  /** In the order of the document that they are about, whichever comes first. */
  readonly #parts: string[] = [];
  #painting: NodeJS.Timeout | undefined;
  #isWritten = false;

  constructor(
    readonly uri: Uri,
    private readonly controller: AbortController,
    private readonly changed: () => void,
  ) {}

  get content(): string {
    return this.#parts.filter((part) => part !== "").join(RULE);
  }

  /** Shows the answer as it grows. What came before a failure stays; throws what the answer throws. */
  async take({ answer }: AskedText): Promise<void> {
    const index = this.#parts.push("") - 1;
    for await (const text of answer) {
      this.#parts[index] = text;
      this.#painting ??= setTimeout(() => this.#paint(), PAINT_MS);
    }
  }

  /** Nothing more comes. */
  finish(): void {
    this.#isWritten = true;
    this.#paint();
  }

  /** The writer does not want to wait for the rest. */
  stop(): void {
    if (!this.#isWritten) this.controller.abort();
  }

  dispose(): void {
    this.stop();
    this.#isWritten = true;
    clearTimeout(this.#painting);
  }

  #paint(): void {
    clearTimeout(this.#painting);
    this.#painting = undefined;
    this.changed();
  }
}
