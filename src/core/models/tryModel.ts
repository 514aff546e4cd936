import { adaptPrompt } from "./adaptPrompt";
import type { LanguageModel } from "./languageModel";
import type { Prompt } from "./prompt";
import { ModelError } from "./modelError";

export interface Trial {
  /** Milliseconds from the request to the first text. */
  readonly firstTextMs: number;
  /** From the request to the end of the answer. */
  readonly wholeMs: number;
  /** The first words. */
  readonly text: string;
}

/** Enough for a sentence, and for a thinking model to say something at all. */
const MAX_TOKENS = 60;

/**
 * Asks a model for a sentence about the sea. A base model is given the beginning of one.
 * Throws ModelError, "emptyAnswer" when nothing came.
 */
export async function tryModel(model: LanguageModel, signal: AbortSignal): Promise<Trial> {
  const { info } = model;
  const prompt: Prompt =
    info.kind === "base"
      ? { kind: "text", text: "The sea was calm that morning, and the" }
      : { kind: "chat", messages: [{ role: "user", content: "Write one short sentence about the sea." }] };
  const started = performance.now();
  let firstTextMs: number | undefined;
  let text = "";
  const request = { prompt: adaptPrompt(prompt, info), sampling: { maxTokens: MAX_TOKENS } };
  for await (const chunk of model.stream(request, signal)) {
    if (chunk.kind === "finish") continue;
    firstTextMs ??= performance.now() - started;
    // A thinking model may have spent its tokens before it came to the answer.
    text += chunk.kind === "text" || text === "" ? chunk.text : "";
  }
  if (firstTextMs === undefined) throw new ModelError("emptyAnswer", { subject: info.model });
  return { firstTextMs, wholeMs: performance.now() - started, text: text.trim() };
}
