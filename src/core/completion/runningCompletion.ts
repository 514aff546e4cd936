import type { Clock } from "../common/clock";
import type { LanguageModel, ModelRequest } from "../models/languageModel";
import type { Continuation } from "./continuation";
import type { DocumentChange } from "./ghostTextQuery";
import type { TypedSince } from "./typedSince";

/**
 * A model's stream on its way into a continuation. It lives as long as the writer's typing agrees with it, not as
 * long as the editor's call that began it, which dies with every key.
 */
export class RunningCompletion {
  readonly #abort = new AbortController();
  readonly #waiting = new Set<() => void>();
  #isDone = false;
  #error: unknown;
  /** Milliseconds of the clock. */
  #firstTokenAt: number | undefined;

  /** When the request was sent, in milliseconds of the clock. */
  readonly startedAt: number;
  /** Whether it was given up before its end. */
  wasStopped = false;

  /** `typed` is what has been typed at the continuation's place so far. */
  constructor(
    readonly continuation: Continuation,
    readonly typed: TypedSince,
    private readonly clock: Clock,
  ) {
    this.startedAt = clock.now();
  }

  get isDone(): boolean {
    return this.#isDone;
  }

  get error(): unknown {
    return this.#error;
  }

  get firstTokenAt(): number | undefined {
    return this.#firstTokenAt;
  }

  /** Reads the stream to its end, or until it is stopped. Throws nothing: `error` says what went wrong. */
  async read(model: LanguageModel, request: ModelRequest): Promise<void> {
    const { continuation } = this;
    try {
      for await (const chunk of model.stream(request, this.#abort.signal)) {
        if (this.#isDone) break;
        if (chunk.kind === "finish") continuation.finish(chunk.reason === "length" ? "length" : "stop");
        if (chunk.kind !== "text" || chunk.text === "") continue;
        this.#firstTokenAt ??= this.clock.now();
        continuation.grow(chunk.text, chunk.candidate, chunk.logprob);
        if (!continuation.agrees(this.typed.text)) this.stop();
        this.#wake();
      }
    } catch (error) {
      if (!this.#isDone) this.#error = error;
    }
    this.#end();
  }

  /** Takes a change of the document in; false when the stream is of no use after it. */
  follow(change: DocumentChange): boolean {
    return this.typed.follow(change) && this.continuation.agrees(this.typed.text);
  }

  /** Resolves once more has come, or nothing will, or `signal` is aborted. */
  grown(signal: AbortSignal): Promise<void> {
    if (this.#isDone || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const settle = () => {
        this.#waiting.delete(settle);
        signal.removeEventListener("abort", settle);
        resolve();
      };
      this.#waiting.add(settle);
      signal.addEventListener("abort", settle);
    });
  }

  /** Frees the socket at once; what has come so far stays. */
  stop(): void {
    if (this.#isDone) return;
    this.wasStopped = true;
    this.#end();
    this.#abort.abort();
  }

  #end(): void {
    this.#isDone = true;
    // Whatever ended it early ended it in the middle of a word.
    this.continuation.finish("length");
    this.#wake();
  }

  #wake(): void {
    for (const settle of [...this.#waiting]) settle();
  }
}
