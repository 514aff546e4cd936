import * as vscode from "vscode";
import type { ChatMessage, ChatPrompt } from "../../core/models/prompt";
import { imagesIn } from "../../platform/imageParts";

type Message = vscode.LanguageModelChatRequestMessage;

/**
 * What VS Code's chat says, as one conversation. Tools' calls and their results are skipped: Inkling's models have
 * none. Neighbours of one role become one message, since many local models insist on turns.
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
    const images = role === "user" ? imagesIn(message.content) : [];
    if (content === "" && images.length === 0) continue;
    if (role) addTurn(turns, { role, content, images });
    // VS Code's own chat has a third role, for instructions, that the API does not name yet.
    else system.push(content);
  }
  return { kind: "chat", ...(system.length > 0 && { system: system.join("\n\n") }), messages: turns };
}

/** The text parts of a message. */
export function textOf({ content }: Pick<Message, "content">): string {
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : "")).join("");
}

function addTurn(turns: ChatMessage[], { role, content, images = [] }: ChatMessage): void {
  const before = turns.at(-1)?.role === role ? turns.pop() : undefined;
  const shown = [...(before?.images ?? []), ...images];
  turns.push({
    role,
    content: [before?.content ?? "", content].filter((text) => text !== "").join("\n\n"),
    ...(shown.length > 0 && { images: shown }),
  });
}
