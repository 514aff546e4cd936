import type { CommandRequest } from "../../protocol/chatPanel/fromPanel";

/** The command that does what the panel asks, and what it is given. */
export function panelCommand(message: CommandRequest): readonly [id: string, ...args: readonly string[]] {
  if ("id" in message) return [`inkling.${message.kind}`, message.id];
  switch (message.kind) {
    case "history":
      return ["inkling.chatHistory"];
    case "chooseModel":
      return ["inkling.chooseModel", "chat"];
    default:
      return [`inkling.${message.kind}`];
  }
}
