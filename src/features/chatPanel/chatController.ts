import * as vscode from "vscode";
import { chatTurn } from "../../core/chat/chatTurn";
import {
  appendText,
  EMPTY_CONVERSATION,
  endTurn,
  isStreaming,
  startTurn,
  type Conversation,
} from "../../core/chat/conversation";
import type { Disposable } from "../../core/common/disposable";
import type { ChatPrompt } from "../../core/models/languageModel";
import { ModelError } from "../../core/models/modelError";
import type { PromptTemplate } from "../../core/prompts/promptTemplate";
import { renderTemplate } from "../../core/prompts/renderTemplate";
import type { BuiltInTemplates } from "../../platform/builtInTemplates";
import { readSnapshot } from "../../platform/editorSnapshot";
import { isCancellation, type ErrorReporter } from "../../platform/errorReporter";
import { wordError } from "../../platform/errorWording";
import type { ModelAccess } from "../../platform/modelAccess";
import type { VariablePrompt } from "../../platform/variablePrompt";
import { writeAnswer } from "../../platform/writeAnswer";
import type { FromPanel, ToPanel } from "../../protocol/chatPanel";
import { panelState, panelStrings } from "./panelView";

/** The shortest time between two messages of text to the panel: one frame. */
const BATCH_MS = 16;

export interface ChatControllerParts {
  readonly templates: BuiltInTemplates;
  readonly models: ModelAccess;
  readonly variables: VariablePrompt;
  readonly errors: Pick<ErrorReporter, "log">;
}

/** Owns the conversation; the panel is told what to draw through `post`. */
export class ChatController implements Disposable {
  #conversation: Conversation = EMPTY_CONVERSATION;
  #notice: string | undefined;
  #abort: AbortController | undefined;
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
      this.#notice = wordError(error).message;
      this.redraw();
    }
  }

  /** Sends the whole state anew. */
  redraw(): void {
    const model = this.parts.models.chosen("chat");
    const state = panelState(this.#conversation, this.#templates, model, this.#notice);
    this.post({ kind: "state", state, strings: panelStrings() });
  }

  dispose(): void {
    this.#abort?.abort();
  }

  async #dispatch(message: FromPanel): Promise<void> {
    switch (message.kind) {
      case "ready":
        this.#templates = await this.parts.templates.all();
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
        await writeAnswer(this.#content(message.messageId), message.kind);
        return;
      case "copy":
        await vscode.env.clipboard.writeText(this.#content(message.messageId));
        return;
      case "chooseModel":
        await vscode.commands.executeCommand("inkling.chooseModel", "chat");
        return;
    }
  }

  /** On the composer's text, else on the editor's selection or paragraph. */
  async #runTemplate(id: string, typed: string): Promise<void> {
    const template = await this.parts.templates.get(id);
    const text = typed.trim();
    const source =
      text === "" ? readSnapshot() : { text, before: text, languageId: "plaintext", fileName: "" };
    const variables = await this.parts.variables.ask(template.variables);
    if (!variables) return;
    const prompt = renderTemplate(template, { ...source, selection: source.text, variables });
    await this.#ask(prompt.messages[0]?.content ?? "", prompt.system);
  }

  async #ask(content: string, system?: string): Promise<void> {
    if (isStreaming(this.#conversation)) return;
    this.#notice = undefined;
    this.#conversation = startTurn(this.#conversation, content);
    const controller = (this.#abort = new AbortController());
    const id = this.#conversation.nextId - 1;
    this.redraw();
    try {
      const model = await this.parts.models.resolve("chat", { mayAsk: true });
      await this.#stream(id, chatTurn(this.#prompt(system), model, controller.signal));
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
    let waiting = "";
    let timer: NodeJS.Timeout | undefined;
    const flush = () => {
      clearTimeout(timer);
      timer = undefined;
      if (waiting !== "" && this.#isCurrent(id)) this.post({ kind: "append", id, text: waiting });
      waiting = "";
    };
    try {
      for await (const text of answer) {
        if (!this.#isCurrent(id)) return;
        this.#conversation = appendText(this.#conversation, text);
        waiting += text;
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

  #prompt(system: string | undefined): ChatPrompt {
    const answered = this.#conversation.messages.filter(({ content }) => content !== "");
    const messages = answered.map(({ role, content }) => ({ role, content }));
    return { kind: "chat", messages, ...(system !== undefined && { system }) };
  }

  #content(messageId: number): string {
    return this.#conversation.messages.find(({ id }) => id === messageId)?.content ?? "";
  }
}
