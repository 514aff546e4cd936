import { adaptPrompt } from "../models/adaptPrompt";
import type { LanguageModel } from "../models/languageModel";
import type { ChatMessage } from "../models/prompt";
import { ModelError } from "../models/modelError";
import { estimateTokens } from "../text/tokenEstimate";
import type { TurnOptions } from "./conversation";
import { withinBudget } from "./historyBudget";

/** The most tokens of one answer, where no template says otherwise. */
const ANSWER_TOKENS = 1024;
/** How much of the conversation is sent when the model's own context is not known. */
const DEFAULT_CONTEXT_TOKENS = 8192;

const SYSTEM =
  "You are a writing assistant. Answer in the language of the writer's message, " +
  "with the text that was asked for and no preface.";

/**
 * Streams the answer to a conversation, dropping its oldest messages when the model's context is too small.
 * Throws ModelError: "emptyAnswer" when the model said nothing, "filtered" when the provider cut it off.
 */
export async function* chatTurn(
  conversation: readonly ChatMessage[],
  options: TurnOptions,
  model: LanguageModel,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const { system = SYSTEM, ...wanted } = options;
  const context = model.info.contextTokens ?? DEFAULT_CONTEXT_TOKENS;
  const maxTokens = Math.min(wanted.maxTokens ?? ANSWER_TOKENS, Math.floor(context / 2));
  const messages = withinBudget(conversation, context - maxTokens - estimateTokens(system));
  const prompt = adaptPrompt({ kind: "chat", system, messages }, model.info);
  const sampling = { ...wanted, maxTokens };
  let answered = false;
  for await (const chunk of model.stream({ prompt, sampling }, signal)) {
    if (chunk.kind === "finish" && chunk.reason === "filtered") {
      throw new ModelError("filtered", { subject: model.info.model });
    }
    if (chunk.kind !== "text") continue;
    answered ||= chunk.text.trim() !== "";
    yield chunk.text;
  }
  if (!answered) throw new ModelError("emptyAnswer", { subject: model.info.model });
}
