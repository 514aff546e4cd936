import type { LanguageModel, ModelChunk, ModelRequest, TokenUsage } from "../languageModel";
import { estimateUsage } from "./estimateUsage";
import type { ModelUsage } from "./usageDays";

/** Tokens of one request. Never any text. */
export interface RequestUsage extends ModelUsage {
  /** When the answer ended, in milliseconds since 1970. */
  readonly at: number;
}

/**
 * `model`, which tells `record` of each answer's tokens: as the server counted them, else estimated, once all
 * the text has been passed on. Its finish chunk carries them too. An answer that was left, was aborted or
 * failed after it had begun is recorded too, a little later.
 */
export function meteredModel(model: LanguageModel, record: (usage: RequestUsage) => void): LanguageModel {
  const { info } = model;

  async function* stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    /** All that the model said: each of several answers, and its reasoning. */
    const answers = new Map<number | "reasoning", string>();
    let hasEnded = false;
    try {
      for await (const chunk of model.stream(request, signal)) {
        if (chunk.kind !== "finish") {
          const key = chunk.kind === "text" ? (chunk.candidate ?? 0) : chunk.kind;
          answers.set(key, (answers.get(key) ?? "") + chunk.text);
          yield chunk;
          continue;
        }
        hasEnded = true;
        const usage = isCounted(chunk.usage) ? chunk.usage : await estimate(request, answers);
        if (usage) note(usage);
        yield { kind: "finish", reason: chunk.reason, ...(usage && { usage }) };
      }
    } finally {
      // Whoever left is not kept waiting for this.
      if (!hasEnded && answers.size > 0) {
        void estimate(request, answers).then((usage) => usage && note(usage));
      }
    }
  }

  /** Undefined when the tokenizer cannot be loaded: an answer does not fail for that. */
  function estimate({ prompt }: ModelRequest, answers: ReadonlyMap<unknown, string>) {
    return estimateUsage(prompt, answers.values(), info.model).catch(() => undefined);
  }

  function note({ promptTokens, completionTokens, estimated }: TokenUsage): void {
    const { name, model: modelId } = info;
    record({
      model: name,
      modelId,
      promptTokens,
      completionTokens,
      estimated: estimated ?? false,
      at: Date.now(),
    });
  }

  return { info, stream };
}

/** Some servers send a usage without the numbers. */
function isCounted(usage: TokenUsage | undefined): usage is TokenUsage {
  return Number.isFinite(usage?.promptTokens) && Number.isFinite(usage?.completionTokens);
}
