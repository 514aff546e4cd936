import * as vscode from "vscode";
import { chatTurn } from "../../core/chat/chatTurn";
import {
  appendText,
  EMPTY_CONVERSATION,
  endTurn,
  isStreaming,
  openTurn,
  retryTurn,
  startTurn,
  type Conversation,
  type ConversationMessage,
  type TurnOptions,
} from "../../core/chat/conversation";
import type { Disposable } from "../../core/common/disposable";
import { ModelError } from "../../core/models/modelError";
import type { PromptTemplate } from "../../core/prompts/promptTemplate";
import { renderTemplate } from "../../core/prompts/renderTemplate";
import { hasMaterial, templateContext } from "../../core/prompts/templateContext";
import { templateSampling } from "../../core/prompts/templateSampling";
import type { BuiltInTemplates } from "../../platform/builtInTemplates";
import { EditorError } from "../../platform/editorError";
import { isCancellation, type ErrorReporter } from "../../platform/errorReporter";
import { wordError } from "../../platform/errorWording";
import type { ModelAccess } from "../../platform/modelAccess";
import { templateSource } from "../../platform/templateSource";
import type { VariablePrompt } from "../../platform/variablePrompt";
import { writeAnswer } from "../../platform/writeAnswer";
import type { FromPanel, ToPanel } from "../../protocol/chatPanel";
import { panelState, panelStrings, panelUsage, type PanelUsage } from "./panelView";

/** The shortest time between two messages of text to the panel: one frame. */
const BATCH_MS = 16;

export interface ChatControllerParts {
  readonly templates: BuiltInTemplates;
  readonly models: ModelAccess;
  readonly variables: VariablePrompt;
  readonly usage: PanelUsage;
  readonly errors: Pick<ErrorReporter, "log" | "apply">;
}

/** Owns the conversation; the panel is told what to draw through `post`. */
export class ChatController implements Disposable {
  #conversation: Conversation = EMPTY_CONVERSATION;
  /** What went wrong outside any answer. */
  #notice: { readonly error: unknown } | undefined;
  #abort: AbortController | undefined;
  /** Text of the answer that streams, which the panel has not been told yet. */
  #unsent = "";
  #templates: readonly PromptTemplate[] = [];

  constructor(
    private readonly parts: ChatControllerParts,
    private readonly post: (message: ToPanel) => void,
  ) {}

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
    this.#unsent = ""; // the state holds it
    const { models, usage } = this.parts;
    const model = models.chosen("chat");
    const state = panelState(this.#conversation, this.#templates, model, this.#notice, usage);
    this.post({ kind: "state", state, strings: panelStrings() });
  }

  /** Sends the line about tokens and cost anew, alone: it changes with every request of any face. */
  showUsage(): void {
    const { models, usage } = this.parts;
    this.post({ kind: "usage", text: panelUsage(models.chosen("chat"), usage) });
  }

  dispose(): void {
    this.#abort?.abort();
  }

  async #dispatch(message: FromPanel): Promise<void> {
    switch (message.kind) {
      case "ready":
        // What is staged is no text to talk about here: it has a place of its own.
        this.#templates = (await this.parts.templates.all()).filter(({ scope }) => scope !== "stagedChanges");
        this.redraw();
        return;
      case "send":
        if (message.text.trim() !== "") await this.#ask(message.text.trim());
        return;
      case "runTemplate":
        await this.#runTemplate(message.id, message.text);
        return;
      case "stop":
        this.#abort?.abort();
        return;
      case "newChat":
        this.#abort?.abort();
        this.#conversation = { ...EMPTY_CONVERSATION, nextId: this.#conversation.nextId };
        this.#notice = undefined;
        this.redraw();
        return;
      case "insert":
      case "replace":
        await this.#write(message.messageId, message.kind);
        return;
      case "remedy":
        await this.#remedy(message.remedy, message.messageId);
        return;
      case "copy":
        await this.#copy(message.messageId);
        return;
      case "chooseModel":
        await vscode.commands.executeCommand("inkling.chooseModel", "chat");
        return;
    }
  }

  /** On the composer's text, else on the editor's selection or paragraph. */
  async #runTemplate(id: string, typed: string): Promise<void> {
    const { templates, variables, models } = this.parts;
    const template = await templates.get(id);
    const source = templateSource(template, typed.trim());
    if (!hasMaterial(template, source)) throw new EditorError("nothingToWorkOn");
    const values = await variables.ask(template.variables);
    if (!values) return;
    const { info } = await models.resolve("chat", { mayAsk: true });
    const prompt = renderTemplate(template, templateContext({ ...source, variables: values }, info));
    await this.#ask(prompt.messages[0]?.content ?? "", {
      ...templateSampling(template),
      ...(prompt.system !== undefined && { system: prompt.system }),
    });
  }

  /** Does what a button under a message, or under the notice, promises. */
  async #remedy(wanted: string, messageId: number | undefined): Promise<void> {
    const error = messageId === undefined ? this.#notice?.error : this.#message(messageId)?.failure;
    const remedy = wordError(error).remedies.find((offered) => offered === wanted);
    if (remedy === "chooseModel") await vscode.commands.executeCommand("inkling.chooseModel", "chat");
    else if (remedy === "tryAgain") await this.#retry();
    else if (remedy) await this.parts.errors.apply(remedy, error);
  }

  async #ask(content: string, options?: TurnOptions): Promise<void> {
    if (isStreaming(this.#conversation)) return;
    this.#conversation = startTurn(this.#conversation, content, options);
    await this.#answer();
  }

  async #retry(): Promise<void> {
    const retried = retryTurn(this.#conversation);
    if (retried === this.#conversation) return;
    this.#conversation = retried;
    await this.#answer();
  }

  /** Fills the answer that stands empty at the end of the conversation. */
  async #answer(): Promise<void> {
    this.#notice = undefined;
    const controller = (this.#abort = new AbortController());
    const id = this.#conversation.nextId - 1;
    this.redraw();
    try {
      const model = await this.parts.models.resolve("chat", { mayAsk: true });
      const { messages, options } = openTurn(this.#conversation);
      await this.#stream(id, chatTurn(messages, options, model, controller.signal));
      this.#end(id, "done");
    } catch (error) {
      if (isCancellation(error)) {
        this.#end(id, "stopped");
      } else if (error instanceof ModelError) {
        this.parts.errors.log(error);
        this.#end(id, "failed", error);
      } else {
        this.#end(id, "failed");
        throw error;
      }
    }
  }

  /** Appends the answer as it comes; the panel hears of it at most once a frame. */
  async #stream(id: number, answer: AsyncIterable<string>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const flush = () => {
      clearTimeout(timer);
      timer = undefined;
      const text = this.#unsent;
      this.#unsent = "";
      if (text !== "" && this.#isCurrent(id)) this.post({ kind: "append", id, text });
    };
    try {
      for await (const text of answer) {
        if (!this.#isCurrent(id)) return;
        this.#conversation = appendText(this.#conversation, text);
        this.#unsent += text;
        timer ??= setTimeout(flush, BATCH_MS);
      }
    } finally {
      flush();
    }
  }

  #end(id: number, state: "done" | "stopped" | "failed", failure?: ModelError): void {
    if (!this.#isCurrent(id)) return;
    this.#conversation = endTurn(this.#conversation, state, failure);
    this.redraw();
  }

  /** The answer `id` is the one that streams: a new chat has not taken its place. */
  #isCurrent(id: number): boolean {
    return isStreaming(this.#conversation) && this.#conversation.messages.at(-1)?.id === id;
  }

  async #write(messageId: number, where: "insert" | "replace"): Promise<void> {
    const message = this.#message(messageId);
    if (!message) return;
    await writeAnswer(message.content, where);
    if (!this.#notice) return;
    this.#notice = undefined;
    this.redraw();
  }

  async #copy(messageId: number): Promise<void> {
    const message = this.#message(messageId);
    if (message) await vscode.env.clipboard.writeText(message.content);
  }

  #message(messageId: number): ConversationMessage | undefined {
    return this.#conversation.messages.find(({ id }) => id === messageId);
  }
}
