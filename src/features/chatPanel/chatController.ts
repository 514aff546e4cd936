import * as vscode from "vscode";
import type { ChatEvent } from "../../core/chat/chatEvents";
import { failureError } from "../../core/chat/chatFailure";
import { selectBranch, showMessage } from "../../core/chat/chatTransitions";
import type { Disposable } from "../../core/common/disposable";
import { isCancellation, type ErrorReporter } from "../../platform/errorReporter";
import type { ModelAccess } from "../../platform/modelAccess";
import type { SuggestionPresenter } from "../../platform/suggestionPresenter";
import type { TemplateFiles } from "../../platform/templateFiles";
import type { FromPanel } from "../../protocol/chatPanel/fromPanel";
import type { ToPanel } from "../../protocol/chatPanel/toPanel";
import { useAnswer, type AnswerUse } from "./answerUses";
import { ChatAnswers } from "./chatAnswers";
import { ChatContext, isContextRequest } from "./chatContext";
import { ChatSession } from "./chatSession";
import type { ChatStore } from "./chatStore";
import { ChatTemplates, type ChatTemplatesParts } from "./chatTemplates";
import { ChatTurns } from "./chatTurns";
import { KnownModel } from "./knownModel";
import { panelCommand } from "./panelCommands";
import { panelStrings } from "./panelStrings";
import { damageNotice, errorOf, unsavedNotice, type PanelNotice } from "./panelNotice";
import { applyRemedy } from "./panelRemedy";
import { panelState, panelUsage, type PanelUsage } from "./panelView";
import { saveChatAsTemplate } from "./savedTemplate";

export interface ChatControllerParts extends ChatTemplatesParts {
  readonly models: Pick<ModelAccess, "resolve" | "chosen">;
  readonly usage: PanelUsage;
  readonly errors: Pick<ErrorReporter, "log" | "apply">;
  readonly chats: Pick<ChatStore, "append" | "open" | "isSaved">;
  readonly files: Pick<TemplateFiles, "save">;
  readonly presenter: SuggestionPresenter;
  /** The window's own. */
  readonly windowState: vscode.Memento;
}

/** Does what the panel asks with the chat that is open; the panel is told what to draw through `post`. */
export class ChatController implements Disposable {
  readonly #session: ChatSession;
  readonly #answers: ChatAnswers;
  readonly #templates: ChatTemplates;
  readonly #model: KnownModel;
  readonly #context: ChatContext;
  readonly #turns: ChatTurns;
  /** What went wrong outside any answer. */
  #notice: PanelNotice | undefined;
  /** The chat of the history that is being read, to be shown. */
  #opening: { readonly id: string } | undefined;

  constructor(
    private readonly parts: ChatControllerParts,
    private readonly post: (message: ToPanel) => void,
  ) {
    const { chats, windowState, models, errors } = parts;
    const templates = (this.#templates = new ChatTemplates(parts));
    const model = (this.#model = new KnownModel(models, () => this.#context.show()));
    const session = (this.#session = new ChatSession(chats, windowState));
    const context = (this.#context = new ChatContext({ session, model, post }));
    const answers = (this.#answers = new ChatAnswers({
      ...{ session, models, errors },
      grew: (id, text, part) => post({ kind: "append", id, text, ...(part === "reasoning" && { part }) }),
      changed: () => this.redraw(),
    }));
    const begun = () => (this.#notice = undefined);
    this.#turns = new ChatTurns({ session, answers, context, templates, begun });
  }

  /** Does what the panel asks; what goes wrong is shown in the panel. */
  async handle(message: FromPanel): Promise<void> {
    try {
      await this.#dispatch(message);
    } catch (error) {
      if (message.kind === "send" || message.kind === "runTemplate") this.post({ kind: "notTaken" });
      if (isCancellation(error)) return;
      this.parts.errors.log(error);
      this.#notice = { error };
      this.redraw();
    }
  }

  /** Sends the whole state anew. */
  redraw(): void {
    this.#answers.flush(); // the state holds it
    this.#model.look();
    const { models, usage, chats } = this.parts;
    const { chat } = this.#session;
    const notice = this.#notice ?? (chats.isSaved(chat.id) ? undefined : unsavedNotice());
    const shown = { gallery: this.#templates.gallery(), context: this.#context.view(), notice, usage };
    const state = panelState({ chat, ...shown, model: models.chosen("chat") });
    this.post({ kind: "state", state, strings: panelStrings() });
  }

  /** The writer is in another document, for which other templates may be offered. */
  showTemplates(): void {
    if (this.#templates.haveChanged()) this.redraw();
  }

  /** Template files have come, gone or changed. */
  async reloadTemplates(): Promise<void> {
    await this.#templates.load();
    this.redraw();
  }

  /** Sends the line about tokens and cost anew, alone: it changes with every request of any face. */
  showUsage(): void {
    const { models, usage } = this.parts;
    this.post({ kind: "usage", text: panelUsage(models.chosen("chat"), usage) });
  }

  /** Opens a chat of the history in place of the one that is open, with the branch of `messageId`. */
  async openChat(id: string, messageId?: string): Promise<void> {
    const opening = (this.#opening = { id });
    if (id !== this.#session.chat.id) {
      const read = await this.#turns.asked().then(() => this.parts.chats.open(id));
      if (!read || this.#opening !== opening) return;
      this.#answers.leave();
      this.#session.show(read.chat);
      this.#context.clear();
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
    if (id === this.#opening?.id) this.#opening = undefined;
    if (id === this.#session.chat.id) this.#beginChat();
  }

  /** Whether the open chat is on the disk may be different by now. */
  savingChanged(id: string): void {
    if (id === this.#session.chat.id) this.redraw();
  }

  /** Throws EditorError. */
  async saveAsTemplate(): Promise<void> {
    await saveChatAsTemplate(this.#session.chat, this.parts.files);
  }

  dispose(): void {
    this.#answers.dispose();
    this.#context.dispose();
  }

  async #dispatch(message: FromPanel): Promise<void> {
    if (isContextRequest(message)) {
      await this.#context.handle(message);
      if (message.kind !== "draft" && message.kind !== "mentions") this.#dropNotice();
      return;
    }
    const { chat } = this.#session;
    switch (message.kind) {
      case "ready":
        return this.#begin();
      case "send":
        if (!(await this.#turns.send(message.text))) this.post({ kind: "notTaken" });
        return;
      case "edit":
        return this.#turns.edit(message.messageId, message.text);
      case "runTemplate":
        if (!(await this.#turns.runTemplate(message))) this.post({ ...message, kind: "openTemplate" });
        return;
      case "preview": {
        const preview = await this.#templates.preview(message, chat, this.#context.previewed());
        this.post({ kind: "preview", ticket: message.ticket, preview });
        return;
      }
      case "favourite":
        await this.#templates.mark(message.id, message.isFavourite);
        this.redraw();
        return;
      case "stop":
        this.#answers.stop();
        return;
      case "newChat":
        this.#opening = undefined;
        return this.#turns.asked().then(() => this.#beginChat());
      case "insert":
      case "replace":
      case "newDocument":
      case "copy":
        return this.#use(message.messageId, message.kind);
      case "copyText":
        return vscode.env.clipboard.writeText(message.text);
      case "useAsContext":
        this.#context.addAnswer(this.#session.message(message.messageId));
        return;
      case "regenerate":
        return this.#turns.regenerate(message.messageId);
      case "continue":
        return this.#turns.resume(message.messageId);
      case "branch":
        if (this.#session.apply(selectBranch(chat, message.messageId, message.offset))) this.redraw();
        return;
      case "remedy":
        return this.#remedy(message.remedy, message.messageId);
      default:
        await vscode.commands.executeCommand(...panelCommand(message));
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
    this.#context.clear();
    this.#notice = undefined;
    this.redraw();
  }

  /** Does what a button under a message, or under the notice, promises. */
  async #remedy(wanted: string, messageId: string | undefined): Promise<void> {
    const message = messageId === undefined ? undefined : this.#session.message(messageId);
    const error =
      messageId === undefined ? errorOf(this.#notice) : message?.failure && failureError(message.failure);
    if (error === undefined) return;
    const tryAgain = message && (() => this.#turns.regenerate(message.id));
    await applyRemedy(wanted, error, this.parts.errors, tryAgain);
  }

  async #use(messageId: string, use: AnswerUse): Promise<void> {
    const message = this.#session.message(messageId);
    if (!message) return;
    await useAnswer(message, use, this.parts.presenter);
    this.#dropNotice();
  }

  /** Something went well. */
  #dropNotice(): void {
    if (!this.#notice) return;
    this.#notice = undefined;
    this.redraw();
  }
}
