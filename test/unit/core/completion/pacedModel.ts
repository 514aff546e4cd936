import type { Clock } from "../../../../src/core/common/clock";
import type {
  LanguageModel,
  ModelChunk,
  ModelInfo,
  ModelRequest,
} from "../../../../src/core/models/languageModel";
import { ModelError } from "../../../../src/core/models/modelError";

/** One answer: its chunks, how it ends, and how fast they come. */
export interface PacedAnswer {
  readonly chunks: readonly (string | ModelChunk)[];
  readonly end?: "stop" | "length" | ModelError;
  /** Milliseconds until the first chunk, and between two. */
  readonly firstMs?: number;
  readonly gapMs?: number;
}

/** A model whose chunks come at set times of a clock, one answer a request; out of answers it says nothing. */
export class PacedModel implements LanguageModel {
  readonly info: ModelInfo;
  readonly requests: ModelRequest[] = [];
  aborted = 0;
  readonly #answers: PacedAnswer[];

  constructor(
    private readonly clock: Clock,
    info: Partial<ModelInfo>,
    ...answers: PacedAnswer[]
  ) {
    const usual = { name: "paced", model: "paced-1", kind: "base", prompts: ["text", "infill"] } as const;
    this.info = { ...usual, seesImages: false, ...info };
    this.#answers = answers;
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    this.requests.push(request);
    const { chunks, end = "stop", firstMs = 100, gapMs = 25 } = this.#answers.shift() ?? { chunks: [] };
    for (const [index, chunk] of chunks.entries()) {
      await this.#after(index === 0 ? firstMs : gapMs, signal);
      yield typeof chunk === "string" ? { kind: "text", text: chunk } : chunk;
    }
    if (chunks.length === 0) await this.#after(firstMs, signal);
    if (end instanceof ModelError) throw end;
    yield { kind: "finish", reason: end };
  }

  #after(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = () => {
        cancel();
        this.aborted++;
        reject(new ModelError("aborted"));
      };
      const cancel = this.clock.after(ms, () => {
        signal.removeEventListener("abort", abort);
        resolve();
      });
      if (signal.aborted) abort();
      else signal.addEventListener("abort", abort, { once: true });
    });
  }
}

/** The words of a text as chunks, each with the white space before it. */
export function words(text: string): string[] {
  return text.match(/\s*\S+/g) ?? [];
}
