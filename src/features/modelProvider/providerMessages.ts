import * as vscode from "vscode";
import type { ChatMessage, ChatPrompt } from "../../core/models/prompt";

type Message = vscode.LanguageModelChatRequestMessage;

/**
 * What VS Code's chat says, as one conversation. Images, tools' calls and their results are skipped: Inkling's
 * models take text. Neighbours of one role become one message, since many local models insist on turns.
 */
export function conversationOf(messages: readonly Message[]): ChatPrompt {
  const roles = new Map<number, ChatMessage["role"]>([
    [vscode.LanguageModelChatMessageRole.User, "user"],
    [vscode.LanguageModelChatMessageRole.Assistant, "assistant"],
  ]);
  const system: string[] = [];
  const turns: ChatMessage[] = [];
  for (const message of messages) {
    const content = textOf(message);
    const role = roles.get(message.role);
    if (content === "") continue;
    if (role) addTurn(turns, { role, content });
    // VS Code's own chat has a third role, for instructions, that the API does not name yet.
    else system.push(content);
  }
  return { kind: "chat", ...(system.length > 0 && { system: system.join("\n\n") }), messages: turns };
}

/** The text parts of a message. */
export function textOf({ content }: Pick<Message, "content">): string {
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : "")).join("");
}

function addTurn(turns: ChatMessage[], { role, content }: ChatMessage): void {
  const last = turns.at(-1);
  if (last?.role === role) turns.splice(-1, 1, { role, content: `${last.content}\n\n${content}` });
  else turns.push({ role, content });
}
