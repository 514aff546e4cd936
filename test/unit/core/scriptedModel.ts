import type {
  LanguageModel,
  ModelChunk,
  ModelInfo,
  ModelRequest,
} from "../../../src/core/models/languageModel";
import { ModelError } from "../../../src/core/models/modelError";

/** Silence until the caller aborts. */
export const UNTIL_ABORTED = Symbol("until aborted");

/** A step of an answer: text, another chunk, an error to throw, or silence. */
export type Step = string | ModelChunk | ModelError | typeof UNTIL_ABORTED;

/** A LanguageModel that says what the test wrote down, one answer a request, and throws when there is none left. */
export class ScriptedModel implements LanguageModel {
  readonly info: ModelInfo;
  readonly requests: ModelRequest[] = [];
  readonly signals: AbortSignal[] = [];
  /** How many steps the caller took, and how many answers it has let go of. */
  stepsTaken = 0;
  streamsLeft = 0;
  readonly #answers: (readonly Step[])[];

  constructor(info: Partial<ModelInfo>, ...answers: (readonly Step[])[]) {
    const usual = { name: "scripted", model: "scripted-1", kind: "instruct", prompts: ["chat"] } as const;
    this.info = { ...usual, seesImages: false, ...info };
    this.#answers = answers;
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    this.requests.push(request);
    this.signals.push(signal);
    const steps = this.#answers.shift();
    if (!steps) throw new Error(`ScriptedModel: request ${this.requests.length} was not expected`);
    try {
      for (const step of steps) {
        this.stepsTaken++;
        if (step === UNTIL_ABORTED) await aborted(signal);
        if (signal.aborted) throw new ModelError("aborted");
        if (step instanceof ModelError) throw step;
        if (typeof step === "string") yield { kind: "text", text: step };
        else if (typeof step === "object") yield step;
      }
      if (!steps.some(isFinish)) yield { kind: "finish", reason: "stop" };
    } finally {
      this.streamsLeft++;
    }
  }
}

/** Everything that a generator yields. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function isFinish(step: Step): boolean {
  return typeof step === "object" && "kind" in step && step.kind === "finish";
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
