import { literalText, textOfPieces, type TextPiece } from "../prompts/literalText";
import { LONGEST_NAME } from "../prompts/templateSchema";
import { newTemplate } from "../prompts/newTemplate";
import type { PromptTemplate } from "../prompts/promptTemplate";
import type { GenerationOptions } from "../settings/settings";
import type { AnswerOptions, Chat, TreeMessage } from "./chat";
import { contextBlock } from "./chatContext";
import { activePath } from "./chatTree";

/**
 * A template that asks what the chat began with: the first question of the path that is shown, with `{{selection}}`
 * where the text stood that it was about, and the names of what else of the writer's stood there. Files and answers
 * that were sent along are not in it. Undefined for a chat without a question.
 *
 * @param name what the writer calls it; also the wish for its id
 */
export function templateOfChat(chat: Chat, name: string): PromptTemplate | undefined {
  const question = activePath(chat).find(({ role }) => role === "user");
  if (!question) return undefined;
  const { system, maxTokens, temperature, ...rest } = question.options ?? {};
  const generation = generationOptions(rest);
  // As a template's file can have it: without slashes, and not too long in UTF-16 units.
  const named = Array.from(name.replace(/[\\/]/g, "-"))
    .slice(0, LONGEST_NAME / 2)
    .join("");
  return newTemplate({
    ...{ id: named, name: named, description: named, target: "panel", icon: "comment-discussion" },
    user: textOfPieces(piecesOf(question)),
    ...(system !== undefined && { system: literalText(system) }),
    ...(maxTokens !== undefined && { maxTokens }),
    ...(temperature !== undefined && { temperature }),
    ...(Object.keys(generation).length > 0 && { generation }),
  });
}

function piecesOf({ content, quoted = [], context = [] }: TreeMessage): TextPiece[] {
  if (quoted.length > 0) {
    const ends = [0, ...quoted.map(({ end }) => end)];
    const named = quoted.flatMap(({ name, start }, i) => [content.slice(ends[i], start), { name }]);
    return [...named, content.slice(ends.at(-1))];
  }
  const selection: TextPiece = { name: "selection" };
  const beside = context.find(({ kind }) => kind === "selection");
  if (!beside) return [content];
  // Of another selection it is not known whether all of it has room.
  const whole = { kind: beside.kind, label: "", text: MARK, tokens: 0 };
  const [before = "", after = ""] = contextBlock([whole]).split(MARK);
  return [before, selection, `${after}\n\n${content}`];
}

/** Stands where the selection is to be; no text of the writer's goes through it. */
const MARK = "\uFFFC";

function generationOptions(
  options: Omit<AnswerOptions, "system" | "maxTokens" | "temperature">,
): GenerationOptions {
  const { topP, topK, repetitionPenalty, seed, stop } = options;
  return {
    ...(topP !== undefined && { top_p: topP }),
    ...(topK !== undefined && { top_k: topK }),
    ...(repetitionPenalty !== undefined && { repetition_penalty: repetitionPenalty }),
    ...(seed !== undefined && { seed }),
    ...(stop !== undefined && { stop }),
  };
}
