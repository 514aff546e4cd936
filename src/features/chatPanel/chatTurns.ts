import { randomUUID } from "node:crypto";
import type { ChatEvent } from "../../core/chat/chatEvents";
import {
  editMessage,
  regenerate,
  resumeAnswer,
  startTurn,
  type Origin,
} from "../../core/chat/chatTransitions";
import { isStreaming } from "../../core/chat/chatTree";
import { editedQuestion } from "../../core/chat/editedQuestion";
import type { ChatAnswers } from "./chatAnswers";
import type { ChatContext } from "./chatContext";
import type { ChatSession } from "./chatSession";
import type { ChatTemplates, FilledForm } from "./chatTemplates";

export interface ChatTurnsParts {
  readonly session: ChatSession;
  readonly answers: Pick<ChatAnswers, "run">;
  readonly context: Pick<ChatContext, "taken">;
  readonly templates: Pick<ChatTemplates, "question">;
  /** An answer is about to be asked for. */
  readonly begun: () => void;
}

/** What the writer asks in the chat that is open. While an answer streams nothing is asked. */
export class ChatTurns {
  /** Ends when nothing is read for a question any more. */
  #reading: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: ChatTurnsParts) {}

  /** Resolves when what was sent stands in its chat: another may be opened then. */
  async asked(): Promise<void> {
    await this.#reading;
  }

  /** A question in the writer's own words, with what stands beside it. False where it is not asked. */
  async send(text: string): Promise<boolean> {
    const { session, context } = this.parts;
    const content = text.trim();
    if (content === "" || isStreaming(session.chat)) return false;
    const { id } = session.chat;
    const reading = context.taken(content);
    this.#reading = reading.catch(() => undefined);
    const { items, sent } = await reading;
    if (session.chat.id !== id) return false; // it was deleted
    return this.#ask(startTurn(session.chat, { content, context: items }, origin()), sent);
  }

  /** Another question in the place of one, which stays in its branch. */
  async edit(questionId: string, text: string): Promise<void> {
    const { chat } = this.parts.session;
    const question = editedQuestion(chat, questionId, text);
    if (question) await this.#ask(editMessage(chat, questionId, question, origin()));
  }

  /**
   * False where it is not asked: its form has to be filled in first, an answer streams, or the writer has gone on to
   * another chat while it was read or the model's address asked about. Throws what `ChatTemplates.question` throws.
   */
  async runTemplate(form: FilledForm): Promise<boolean> {
    const { session, templates } = this.parts;
    if (isStreaming(session.chat)) return false;
    const { id } = session.chat;
    const question = await templates.question(form);
    if (!question || session.chat.id !== id) return false;
    return this.#ask(startTurn(session.chat, question, origin()));
  }

  /** Another answer beside this one, or a first one to this question. */
  async regenerate(messageId: string): Promise<void> {
    await this.#ask(regenerate(this.parts.session.chat, messageId, origin()));
  }

  /** The answer goes on where it broke off. */
  async resume(answerId: string): Promise<void> {
    await this.#ask(resumeAnswer(this.parts.session.chat, answerId));
  }

  /**
   * Lets the model fill the answer that `events` begin; `written` is called before it is asked. False where there are
   * none, for another answer streams.
   */
  async #ask(events: readonly ChatEvent[], written?: () => void): Promise<boolean> {
    const { session, answers, begun } = this.parts;
    if (!session.apply(events)) return false;
    written?.();
    begun();
    await answers.run();
    return true;
  }
}

function origin(): Origin {
  return { at: Date.now(), newId: randomUUID };
}
