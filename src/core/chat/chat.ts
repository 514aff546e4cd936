import type { Sampling, TokenUsage } from "../models/languageModel";
import type { ModelErrorDetails, ModelErrorReason } from "../models/modelError";
import type { TextRange } from "../text/textEdit";
import type { ContextItem } from "./chatContext";

/** How one answer is asked for, where a template says so. */
export interface AnswerOptions extends Partial<Sampling> {
  readonly system?: string;
}

/** Why an answer failed, as it can be stored; `failureError` makes a ModelError of it again. */
export interface ChatFailure extends Omit<ModelErrorDetails, "cause"> {
  readonly reason: ModelErrorReason;
}

/** Who gave an answer. */
export interface AnsweringModel {
  /** The name that the writer gave it in the settings. */
  readonly name: string;
  /** Where the text went; left out for this machine. */
  readonly host?: string;
}

/** "cut": the model ran out of tokens, so that the answer can be continued. Only answers are anything but "done". */
export type MessageState = "done" | "streaming" | "stopped" | "failed" | "cut";

/** How an answer ended. */
export interface AnswerEnd {
  readonly state: Exclude<MessageState, "streaming">;
  readonly failure?: ChatFailure;
  readonly usage?: TokenUsage;
  /** Milliseconds from the question to the end. */
  readonly ms?: number;
}

/** Where a text stands that a template has named, in UTF-16 units. */
export interface QuotedText extends TextRange {
  /** As the template calls it: "selection", "document". */
  readonly name: string;
}

/** One message of a chat. The writer's hang under an answer or under nothing, answers under the writer's. */
export interface TreeMessage {
  readonly id: string;
  /** What it follows; null for a first message. */
  readonly parentId: string | null;
  readonly role: "user" | "assistant";
  /** What the writer typed, or the answer so far. */
  readonly content: string;
  readonly state: MessageState;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** On a message of the writer's: what the template that it came from asks for. */
  readonly options?: AnswerOptions;
  /** On a message of the writer's: what was sent with it. */
  readonly context?: readonly ContextItem[];
  /** On a message that a template made: the writer's texts in `content`, in order. */
  readonly quoted?: readonly QuotedText[];
  /** What the model thought before and while it answered. */
  readonly reasoning?: string;
  readonly model?: AnsweringModel;
  readonly failure?: ChatFailure;
  readonly usage?: TokenUsage;
  readonly ms?: number;
}

/** A chat: a value, changed only by `applyEvents`, which returns a new one. */
export interface Chat {
  readonly id: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** When the last message was added, or the title changed. */
  readonly updatedAt: number;
  /** By id, in the order of coming; a message always comes after the one that it follows. */
  readonly messages: ReadonlyMap<string, TreeMessage>;
  /** Which of several messages is shown that follow the same one: parent (null for the first ones) → child. */
  readonly chosen: ReadonlyMap<string | null, string>;
}

/** A chat in which nothing has been said. Its title is empty until the first message gives it one. */
export function emptyChat(id: string, at: number): Chat {
  return { id, title: "", createdAt: at, updatedAt: at, messages: new Map(), chosen: new Map() };
}
