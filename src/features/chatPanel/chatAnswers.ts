import { answerTurn, type AnswerEvent } from "../../core/chat/answerTurn";
import type { AnswerEnd } from "../../core/chat/chat";
import { chatFailure } from "../../core/chat/chatFailure";
import { answeredBy, appendReasoning, appendText, endTurn } from "../../core/chat/chatTransitions";
import { streamingAnswers } from "../../core/chat/chatTree";
import { turnMessages } from "../../core/chat/turnMessages";
import { abortable } from "../../core/common/abort";
import type { Disposable } from "../../core/common/disposable";
import { ModelError } from "../../core/models/modelError";
import { isCancellation, type ErrorReporter } from "../../platform/errorReporter";
import type { ModelAccess } from "../../platform/modelAccess";
import type { ChatSession } from "./chatSession";

/** The shortest time between two pieces of an answer that streams: one frame. */
const BATCH_MS = 16;

/** A part of an answer that grows. */
export type AnswerPart = "text" | "reasoning";

export interface ChatAnswersParts {
  readonly session: ChatSession;
  readonly models: Pick<ModelAccess, "resolve">;
  readonly errors: Pick<ErrorReporter, "log">;
  /** An answer has grown. */
  readonly grew: (id: string, text: string, part: AnswerPart) => void;
  /** An answer has begun, or ended. */
  readonly changed: () => void;
}

/** Lets the model answer in the chat that is open, one answer at a time. */
export class ChatAnswers implements Disposable {
  #abort: AbortController | undefined;
  /** What has come and is not in the chat yet. */
  #waiting: { readonly id: string; readonly part: AnswerPart; text: string } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isDisposed = false;

  constructor(private readonly parts: ChatAnswersParts) {}

  /**
   * Fills the answer that was begun, or goes on with the one that was resumed. What the model could not do is said in
   * the answer; throws what is a fault of our own.
   */
  async run(): Promise<void> {
    const { session, errors, changed } = this.parts;
    const [answer] = streamingAnswers(session.chat);
    if (!answer) return;
    const { id } = answer;
    const began = performance.now();
    const controller = (this.#abort = new AbortController());
    changed();
    const faults: unknown[] = [];
    const end = await this.#fill(id, controller.signal).catch((error: unknown): AnswerEnd => {
      if (isCancellation(error)) return { state: "stopped" };
      if (!(error instanceof ModelError)) {
        faults.push(error);
        return { state: "failed" };
      }
      errors.log(error);
      return { state: "failed", failure: chatFailure(error) };
    });
    this.#end(id, { ...end, ms: Math.round(performance.now() - began) });
    if (faults.length > 0) throw faults[0];
  }

  /** What had come of the answer stays. */
  stop(): void {
    this.#abort?.abort();
  }

  /** Stops the answer at once, for another chat is about to take this one's place. */
  leave(): void {
    for (const { id } of streamingAnswers(this.parts.session.chat)) this.#end(id, { state: "stopped" });
    this.stop();
  }

  /** Puts what has come into the chat. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (!waiting) return;
    const { session, grew } = this.parts;
    const { id, part, text } = waiting;
    const append = part === "text" ? appendText : appendReasoning;
    if (session.apply(append(session.chat, id, text))) grew(id, text, part);
  }

  /** The answer is left without an end: whoever opens the chat next is told that it was interrupted. */
  dispose(): void {
    this.flush();
    this.#isDisposed = true;
    this.stop();
  }

  /** Reads the answer to its end. */
  async #fill(id: string, signal: AbortSignal): Promise<AnswerEnd> {
    const { session, models } = this.parts;
    const model = await abortable(models.resolve("chat", { mayAsk: true }), signal);
    if (!model) return { state: "stopped" };
    const { name, host } = model.info;
    // Another chat may be open by now.
    if (!session.apply(answeredBy(session.chat, id, { name, ...(host !== undefined && { host }) }))) {
      return { state: "stopped" };
    }
    const { messages, options } = turnMessages(session.chat, id);
    for await (const event of answerTurn(messages, options, model, signal)) {
      if (this.#isDisposed) return { state: "stopped" };
      if (event.kind === "finish") {
        const { reason, usage } = event;
        return { state: reason === "length" ? "cut" : "done", ...(usage && { usage }) };
      }
      this.#take(id, event);
    }
    return { state: "done" };
  }

  #take(id: string, { kind, text }: Exclude<AnswerEvent, { kind: "finish" }>): void {
    const waiting = this.#waiting;
    if (waiting?.id === id && waiting.part === kind) {
      waiting.text += text;
      return;
    }
    this.flush();
    this.#waiting = { id, part: kind, text };
    this.#timer = setTimeout(() => this.flush(), BATCH_MS);
  }

  #end(id: string, end: AnswerEnd): void {
    if (this.#isDisposed) return;
    this.flush();
    const { session, changed } = this.parts;
    if (session.apply(endTurn(session.chat, id, end))) changed();
  }
}
