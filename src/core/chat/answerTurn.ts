import { adaptPrompt } from "../models/adaptPrompt";
import type { LanguageModel, ModelChunk, ModelInfo, TokenUsage } from "../models/languageModel";
import { ModelError } from "../models/modelError";
import type { ChatMessage } from "../models/prompt";
import { estimateTokens } from "../text/tokenEstimate";
import type { AnswerOptions } from "./chat";
import { withinBudget } from "./historyBudget";

/** The most tokens of one answer, where no template says otherwise. */
const ANSWER_TOKENS = 1024;
/** How much of a chat is sent when the model's own context is not known. */
const DEFAULT_CONTEXT_TOKENS = 8192;

/** What the model is told it is, where no template says otherwise. */
export const CHAT_SYSTEM =
  "You are a writing assistant. Answer in the language of the writer's message, " +
  "with the text that was asked for and no preface.";

/** A piece of an answer, in the order of arrival; a whole answer ends with one "finish". */
export type AnswerEvent =
  | { readonly kind: "text" | "reasoning"; readonly text: string }
  /** "length": it ran out of tokens, and can be continued. */
  | { readonly kind: "finish"; readonly reason: "stop" | "length"; readonly usage?: TokenUsage };

type FinishChunk = Extract<ModelChunk, { kind: "finish" }>;

/** How a model's window is shared between an answer and what is sent for it, in tokens. */
export interface TurnRoom {
  readonly system: string;
  readonly maxTokens: number;
  /** For the messages. */
  readonly messageTokens: number;
}

/** What there is room for when a model is asked with these options. */
export function turnRoom(
  { system = CHAT_SYSTEM, maxTokens = ANSWER_TOKENS }: AnswerOptions,
  { contextTokens = DEFAULT_CONTEXT_TOKENS }: Pick<ModelInfo, "contextTokens">,
): TurnRoom {
  const most = Math.min(maxTokens, Math.floor(contextTokens / 2));
  return { system, maxTokens: most, messageTokens: contextTokens - most - estimateTokens(system) };
}

/**
 * Streams the answer to a chat, dropping its oldest messages when the model's context is too small. Throws ModelError:
 * "emptyAnswer" when the model said nothing, "cutShort" when it ran out of tokens before it said anything, "filtered"
 * when the provider cut it off, and whatever the model throws.
 *
 * @param messages what `turnMessages` found to be sent
 */
export async function* answerTurn(
  messages: readonly ChatMessage[],
  options: AnswerOptions,
  model: LanguageModel,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent> {
  const { info } = model;
  const { system, maxTokens, messageTokens } = turnRoom(options, info);
  const sampling = { ...options, maxTokens };
  delete sampling.system;
  const kept = withinBudget(messages, messageTokens);
  const prompt = adaptPrompt({ kind: "chat", system, messages: kept }, info);
  let answered = false;
  let finish: FinishChunk | undefined;
  for await (const chunk of model.stream({ prompt, sampling }, signal)) {
    if (chunk.kind === "finish") finish = chunk;
    // A chat has one answer: of a template made for several it shows the first.
    if (chunk.kind === "finish" || ("candidate" in chunk && (chunk.candidate ?? 0) > 0)) continue;
    answered ||= chunk.kind === "text" && chunk.text.trim() !== "";
    yield { kind: chunk.kind, text: chunk.text };
  }
  const { reason = "stop", usage } = finish ?? {};
  if (reason === "filtered") throw new ModelError("filtered", { subject: info.model });
  if (!answered) {
    throw new ModelError(reason === "length" ? "cutShort" : "emptyAnswer", { subject: info.model });
  }
  yield { kind: "finish", reason, ...(usage && { usage }) };
}
