import { literalText, textOfPieces, type TextPiece } from "../prompts/literalText";
import { newTemplate } from "../prompts/newTemplate";
import type { PromptTemplate } from "../prompts/promptTemplate";
import type { GenerationOptions } from "../settings/settings";
import type { AnswerOptions, Chat, TreeMessage } from "./chat";
import { contextBlock } from "./chatContext";
import { activePath } from "./chatTree";

/**
 * A template that asks what the chat began with: the first question of the path that is shown, with `{{selection}}`
 * where the text stood that it was about. Files and answers that were sent along are not in it. Undefined for a chat
 * without a question.
 *
 * @param name what the writer calls it; also the wish for its id
 */
export function templateOfChat(chat: Chat, name: string): PromptTemplate | undefined {
  const question = activePath(chat).find(({ role }) => role === "user");
  if (!question) return undefined;
  const { system, maxTokens, temperature, ...rest } = question.options ?? {};
  const generation = generationOptions(rest);
  return newTemplate({
    ...{ id: name, name, description: name, target: "panel", icon: "comment-discussion" },
    user: textOfPieces(piecesOf(question)),
    ...(system !== undefined && { system: literalText(system) }),
    ...(maxTokens !== undefined && { maxTokens }),
    ...(temperature !== undefined && { temperature }),
    ...(Object.keys(generation).length > 0 && { generation }),
  });
}

function piecesOf({ content, quoted, context = [] }: TreeMessage): TextPiece[] {
  const selection: TextPiece = { name: "selection" };
  if (quoted) return [content.slice(0, quoted.start), selection, content.slice(quoted.end)];
  const beside = context.find(({ kind }) => kind === "selection");
  if (!beside) return [content];
  const [before = "", after = ""] = contextBlock([{ ...beside, label: "", text: MARK }]).split(MARK);
  return [before, selection, `${after}\n\n${content}`];
}

/** Stands where the selection is to be; no text of the writer's goes through it. */
const MARK = "\uFFFC";

function generationOptions(
  options: Omit<AnswerOptions, "system" | "maxTokens" | "temperature">,
): GenerationOptions {
  const { topP, topK, repetitionPenalty, seed, stop, candidates } = options;
  return {
    ...(topP !== undefined && { top_p: topP }),
    ...(topK !== undefined && { top_k: topK }),
    ...(repetitionPenalty !== undefined && { repetition_penalty: repetitionPenalty }),
    ...(seed !== undefined && { seed }),
    ...(stop !== undefined && { stop }),
    ...(candidates !== undefined && { num_return_sequences: candidates }),
  };
}
