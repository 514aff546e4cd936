import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { TreeMessage } from "../../core/chat/chat";
import type { ChatEvent } from "../../core/chat/chatEvents";
import { failureError } from "../../core/chat/chatFailure";
import {
  regenerate,
  resumeAnswer,
  selectBranch,
  showMessage,
  startTurn,
  type Origin,
  type Question,
} from "../../core/chat/chatTransitions";
import type { Disposable } from "../../core/common/disposable";
import { isCancellation, type ErrorReporter } from "../../platform/errorReporter";
import { wordError } from "../../platform/errorWording";
import type { ModelAccess } from "../../platform/modelAccess";
import { writeAnswer } from "../../platform/writeAnswer";
import type { FromPanel, ToPanel } from "../../protocol/chatPanel";
import { ChatAnswers } from "./chatAnswers";
import { ChatSession } from "./chatSession";
import type { ChatStore } from "./chatStore";
import { ChatTemplates, type ChatTemplatesParts } from "./chatTemplates";
import { panelStrings } from "./panelStrings";
import { damageNotice, panelState, panelUsage, type PanelNotice, type PanelUsage } from "./panelView";

export interface ChatControllerParts extends ChatTemplatesParts {
  readonly models: Pick<ModelAccess, "resolve" | "chosen">;
  readonly usage: PanelUsage;
  readonly errors: Pick<ErrorReporter, "log" | "apply">;
  readonly chats: Pick<ChatStore, "append" | "open">;
  /** The window's own. */
  readonly windowState: vscode.Memento;
}

/** Does what the panel asks with the chat that is open; the panel is told what to draw through `post`. */
export class ChatController implements Disposable {
  readonly #session: ChatSession;
  readonly #answers: ChatAnswers;
  readonly #templates: ChatTemplates;
  /** What went wrong outside any answer. */
  #notice: PanelNotice | undefined;

  constructor(
    private readonly parts: ChatControllerParts,
    private readonly post: (message: ToPanel) => void,
  ) {
    const { chats, windowState, models, errors } = parts;
    this.#templates = new ChatTemplates(parts);
    const session = (this.#session = new ChatSession(chats, windowState));
    this.#answers = new ChatAnswers({
      ...{ session, models, errors },
      grew: (id, text, part) => post({ kind: "append", id, text, ...(part === "reasoning" && { part }) }),
      changed: () => this.redraw(),
    });
  }

  /** Does what the panel asks; what goes wrong is shown in the panel. */
  async handle(message: FromPanel): Promise<void> {
    try {
      await this.#dispatch(message);
    } catch (error) {
      if (isCancellation(error)) return;
      this.parts.errors.log(error);
      this.#notice = { error };
      this.redraw();
    }
  }

  /** Sends the whole state anew. */
  redraw(): void {
    this.#answers.flush(); // the state holds it
    const { models, usage } = this.parts;
    const { chat } = this.#session;
    const templates = this.#templates.offered();
    const model = models.chosen("chat");
    const state = panelState({ chat, templates, model, notice: this.#notice, usage });
    this.post({ kind: "state", state, strings: panelStrings() });
  }

  /** The writer is in another document, for which other templates may be offered. */
  showTemplates(): void {
    if (this.#templates.haveChanged()) this.redraw();
  }

  /** Sends the line about tokens and cost anew, alone: it changes with every request of any face. */
  showUsage(): void {
    const { models, usage } = this.parts;
    this.post({ kind: "usage", text: panelUsage(models.chosen("chat"), usage) });
  }

  /** Opens a chat of the history in place of the one that is open, with the branch of `messageId`. */
  async openChat(id: string, messageId?: string): Promise<void> {
    if (id !== this.#session.chat.id) {
      const read = await this.parts.chats.open(id);
      if (!read) return;
      this.#answers.leave();
      this.#session.show(read.chat);
      this.#notice = read.damage && damageNotice();
    }
    if (messageId !== undefined) this.#session.apply(showMessage(this.#session.chat, messageId));
    this.redraw();
  }

  /** What the history did to a chat that may be the open one. */
  chatChanged(id: string, events: readonly ChatEvent[]): void {
    this.#session.follow(id, events);
  }

  /** Call before the history deletes a chat: what is open of it is left, so that it is not written any more. */
  chatGoes(id: string): void {
    if (id === this.#session.chat.id) this.#beginChat();
  }

  dispose(): void {
    this.#answers.dispose();
  }

  async #dispatch(message: FromPanel): Promise<void> {
    const { chat } = this.#session;
    switch (message.kind) {
      case "ready":
        return this.#begin();
      case "send":
        if (message.text.trim() !== "") await this.#ask({ content: message.text.trim() });
        return;
      case "runTemplate":
        return this.#runTemplate(message.id, message.text);
      case "stop":
        this.#answers.stop();
        return;
      case "newChat":
        this.#beginChat();
        return;
      case "insert":
      case "replace":
        return this.#write(message.messageId, message.kind);
      case "regenerate":
        return this.#answer(regenerate(chat, message.messageId, origin()));
      case "continue":
        return this.#answer(resumeAnswer(chat, message.messageId));
      case "branch":
        if (this.#session.apply(selectBranch(chat, message.messageId, message.offset))) this.redraw();
        return;
      case "remedy":
        return this.#remedy(message.remedy, message.messageId);
      case "copy": {
        const copied = this.#message(message.messageId);
        if (copied) await vscode.env.clipboard.writeText(copied.content);
        return;
      }
      case "history":
        await vscode.commands.executeCommand("inkling.chatHistory");
        return;
      case "chooseModel":
        await vscode.commands.executeCommand("inkling.chooseModel", "chat");
        return;
    }
  }

  /** The panel is there, perhaps again. */
  async #begin(): Promise<void> {
    await this.#templates.load();
    const damage = await this.#session.restore();
    if (damage) this.#notice ??= damageNotice();
    this.redraw();
  }

  #beginChat(): void {
    this.#answers.leave();
    this.#session.begin();
    this.#notice = undefined;
    this.redraw();
  }

  async #runTemplate(id: string, typed: string): Promise<void> {
    const question = await this.#templates.question(id, typed.trim());
    if (question) await this.#ask(question);
  }

  /** Does what a button under a message, or under the notice, promises. */
  async #remedy(wanted: string, messageId: string | undefined): Promise<void> {
    const message = messageId === undefined ? undefined : this.#message(messageId);
    const error =
      messageId === undefined ? errorOf(this.#notice) : message?.failure && failureError(message.failure);
    if (error === undefined) return;
    const remedy = wordError(error).remedies.find((offered) => offered === wanted);
    if (remedy === "chooseModel") await vscode.commands.executeCommand("inkling.chooseModel", "chat");
    else if (remedy === "tryAgain" && message) await this.#retry(message.id);
    else if (remedy) await this.parts.errors.apply(remedy, error);
  }

  async #retry(id: string): Promise<void> {
    await this.#answer(regenerate(this.#session.chat, id, origin()));
  }

  async #ask(question: Question): Promise<void> {
    await this.#answer(startTurn(this.#session.chat, question, origin()));
  }

  /** Lets the model fill the answer that `events` begin. */
  async #answer(events: readonly ChatEvent[]): Promise<void> {
    if (!this.#session.apply(events)) return;
    this.#notice = undefined;
    await this.#answers.run();
  }

  async #write(messageId: string, where: "insert" | "replace"): Promise<void> {
    const message = this.#message(messageId);
    if (!message) return;
    await writeAnswer(message.content, where);
    if (!this.#notice) return;
    this.#notice = undefined;
    this.redraw();
  }

  #message(messageId: string): TreeMessage | undefined {
    return this.#session.chat.messages.get(messageId);
  }
}

function errorOf(notice: PanelNotice | undefined): unknown {
  return notice && "error" in notice ? notice.error : undefined;
}

function origin(): Origin {
  return { at: Date.now(), newId: randomUUID };
}
