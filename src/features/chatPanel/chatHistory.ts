import * as vscode from "vscode";
import type { ChatEvent } from "../../core/chat/chatEvents";
import type { ListedChat } from "./chatIndex";
import { chooseChat, type ChatChoice } from "./chatList";
import type { ChatStore } from "./chatStore";

export interface ChatHistoryParts {
  readonly store: Pick<ChatStore, "list" | "search" | "warm" | "rename" | "delete" | "toMarkdown">;
  /** Opens a chat in the panel, with the branch in which `messageId` is. */
  readonly open: (id: string, messageId: string | undefined) => Promise<void>;
  /** Something has happened to a chat, and is written down. */
  readonly changed: (id: string, events: readonly ChatEvent[]) => void;
  /** A chat is about to be deleted. */
  readonly goes: (id: string) => void;
}

/** The list of all chats: to search, open, rename, export and delete them. */
export class ChatHistory {
  constructor(private readonly parts: ChatHistoryParts) {}

  /** Shows the list, and again after what leaves the writer in it. */
  async show(): Promise<void> {
    for (;;) {
      const choice = await chooseChat(this.parts.store);
      if (!choice || !(await this.#do(choice))) return;
    }
  }

  /** Whether the list is to be shown again. */
  async #do({ what, chat, messageId }: ChatChoice): Promise<boolean> {
    switch (what) {
      case "open":
        await this.parts.open(chat.id, messageId);
        return false;
      case "export":
        await this.#export(chat);
        return false;
      case "rename":
        await this.#rename(chat);
        return true;
      case "delete":
        await this.#delete(chat);
        return true;
    }
  }

  async #rename({ id, title }: ListedChat): Promise<void> {
    const typed = await vscode.window.showInputBox({ title: vscode.l10n.t("Rename Chat"), value: title });
    if (typed === undefined || typed.trim() === "") return;
    this.parts.changed(id, await this.parts.store.rename(id, typed, Date.now()));
  }

  async #delete({ id, title }: ListedChat): Promise<void> {
    const { l10n } = vscode;
    const confirmed = l10n.t("Delete");
    const answer = await vscode.window.showWarningMessage(
      l10n.t('Delete the chat "{0}"?', title === "" ? l10n.t("Untitled Chat") : title),
      { modal: true, detail: l10n.t("It cannot be brought back.") },
      confirmed,
    );
    if (answer !== confirmed) return;
    this.parts.goes(id);
    await this.parts.store.delete(id);
  }

  /** Into a new document: the writer saves it where they like. */
  async #export({ id }: ListedChat): Promise<void> {
    const { l10n, env, workspace, window } = vscode;
    const format = new Intl.DateTimeFormat(env.language, { dateStyle: "long", timeStyle: "short" });
    const content = await this.parts.store.toMarkdown(id, {
      untitled: l10n.t("Untitled Chat"),
      you: l10n.t("You"),
      answer: l10n.t("Answer"),
      context: l10n.t("Context:"),
      date: (at) => format.format(at),
    });
    if (content === undefined) return;
    await window.showTextDocument(await workspace.openTextDocument({ content, language: "markdown" }));
  }
}
