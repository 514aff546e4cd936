import type { Chat } from "./chat";
import type { Question } from "./chatTransitions";

/**
 * A question of the chat with other words: what it was sent with, and how it was asked, stays. Undefined for no words,
 * and where there is no such question.
 */
export function editedQuestion(chat: Chat, questionId: string, text: string): Question | undefined {
  const message = chat.messages.get(questionId);
  const content = text.trim();
  if (message?.role !== "user" || content === "") return undefined;
  const { options, context, quoted } = message;
  const about = quoted && message.content.slice(quoted.start, quoted.end);
  const start = about === undefined ? -1 : content.indexOf(about);
  return {
    content,
    ...(options && { options }),
    ...(context && { context }),
    ...(about !== undefined && start >= 0 && { quoted: { start, end: start + about.length } }),
  };
}
