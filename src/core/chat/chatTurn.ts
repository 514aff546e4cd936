import { adaptPrompt } from "../models/adaptPrompt";
import type { ChatPrompt, LanguageModel } from "../models/languageModel";
import { ModelError } from "../models/modelError";
import { withinBudget } from "./historyBudget";

/** The most tokens of one answer in the panel. */
const ANSWER_TOKENS = 1024;
/** How much of the conversation is sent when the model's own context is not known. */
const DEFAULT_CONTEXT_TOKENS = 8192;

const SYSTEM =
  "You are a writing assistant. Answer in the language of the writer's message, " +
  "with the text that was asked for and no preface.";

/**
 * Streams the answer to a conversation, dropping its oldest messages when the model's context is too small.
 * Throws ModelError, "emptyAnswer" when the model said nothing.
 */
export async function* chatTurn(
  conversation: ChatPrompt,
  model: LanguageModel,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const context = model.info.contextTokens ?? DEFAULT_CONTEXT_TOKENS;
  const maxTokens = Math.min(ANSWER_TOKENS, Math.floor(context / 2));
  const messages = withinBudget(conversation.messages, context - maxTokens);
  const system = conversation.system ?? SYSTEM;
  const prompt = adaptPrompt({ kind: "chat", system, messages }, model.info);
  let answered = false;
  for await (const chunk of model.stream({ prompt, sampling: { maxTokens } }, signal)) {
    if (chunk.kind !== "text") continue;
    answered ||= chunk.text.trim() !== "";
    yield chunk.text;
  }
  if (!answered) throw new ModelError("emptyAnswer", { subject: model.info.model });
}
