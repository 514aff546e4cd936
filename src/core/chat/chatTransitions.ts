import type { AnswerEnd, AnswerOptions, AnsweringModel, Chat, QuotedText, TreeMessage } from "./chat";
import type { ContextItem } from "./chatContext";
import type { AddedMessage, ChatEvent } from "./chatEvents";
import { chatTitle } from "./chatTitle";
import { activePath, isStreaming, pathTo, siblings, streamingAnswers } from "./chatTree";

/**
 * What a person or a model does in a chat, as the events that follow from it: `applyEvents` makes the next chat of
 * them, the store writes them down. No event means that it cannot be done (now), and nothing has changed.
 */

/** When it happens, and where ids come from. */
export interface Origin {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** A new one each time, unlike any in any window. */
  readonly newId: () => string;
}

/** What the writer sends. */
export interface Question {
  readonly content: string;
  readonly options?: AnswerOptions;
  readonly context?: readonly ContextItem[];
  /** The writer's texts that a template has put into `content`, in order. */
  readonly quoted?: readonly QuotedText[];
}

/** The writer asks, at the end of the path that is shown; an empty answer begins to stream. None while one streams. */
export function startTurn(chat: Chat, question: Question, origin: Origin): ChatEvent[] {
  if (isStreaming(chat)) return [];
  const last = activePath(chat).at(-1);
  // A question without an answer, as damage leaves it, is asked anew beside it.
  const parentId = last?.role === "user" ? last.parentId : (last?.id ?? null);
  return [...created(chat, question, origin), ...turn(question, parentId, origin)];
}

/** Another answer beside `answerId`, or a first one where `answerId` is a question. None while one streams. */
export function regenerate(chat: Chat, answerId: string, { at, newId }: Origin): ChatEvent[] {
  const message = chat.messages.get(answerId);
  if (!message || isStreaming(chat)) return [];
  const parentId = message.role === "user" ? message.id : message.parentId;
  return [...show(chat, message), answer(newId(), parentId, at)];
}

/** A question beside `questionId` with an answer to come; what followed the old one stays in its branch. */
export function editMessage(chat: Chat, questionId: string, question: Question, origin: Origin): ChatEvent[] {
  const message = chat.messages.get(questionId);
  if (message?.role !== "user" || isStreaming(chat)) return [];
  return [...show(chat, message), ...turn(question, message.parentId, origin)];
}

/** The answer that ran out of tokens, was stopped or broke off streams on from where it ended. */
export function resumeAnswer(chat: Chat, answerId: string): ChatEvent[] {
  const message = chat.messages.get(answerId);
  if (!message || !canResume(message) || isStreaming(chat)) return [];
  return [...show(chat, message), { kind: "resumed", id: answerId }];
}

/** Whether there is a beginning to go on from. */
export function canResume({ role, state, content }: TreeMessage): boolean {
  return role === "assistant" && ["cut", "stopped", "failed"].includes(state) && content.trim() !== "";
}

/** Shows another of those that follow the same message: `offset` 1 is the next, -1 the one before. */
export function selectBranch(chat: Chat, messageId: string, offset: number): ChatEvent[] {
  const family = siblings(chat, messageId);
  const next = family[family.findIndex(({ id }) => id === messageId) + offset];
  return next && next.id !== messageId ? [{ kind: "chosen", id: next.id }] : [];
}

/** Whatever has to be chosen so that the message is on the path that is shown, for a hit of the search. */
export function showMessage(chat: Chat, messageId: string): ChatEvent[] {
  const message = chat.messages.get(messageId);
  return message ? show(chat, message) : [];
}

/** None for an empty title, or the one that it has. */
export function renameChat(chat: Chat, title: string, at: number): ChatEvent[] {
  const trimmed = chatTitle(title);
  return trimmed === "" || trimmed === chat.title ? [] : [{ kind: "renamed", title: trimmed, at }];
}

export function appendText(chat: Chat, answerId: string, text: string): ChatEvent[] {
  return whileStreaming(chat, answerId, text !== "", { kind: "text", id: answerId, text });
}

export function appendReasoning(chat: Chat, answerId: string, text: string): ChatEvent[] {
  return whileStreaming(chat, answerId, text !== "", { kind: "reasoning", id: answerId, text });
}

/** Says who answers, once that is known. */
export function answeredBy(chat: Chat, answerId: string, model: AnsweringModel): ChatEvent[] {
  return whileStreaming(chat, answerId, true, { kind: "model", id: answerId, ...model });
}

/** Ends the answer; what had arrived stays. None where it has ended: the first end is the one that counts. */
export function endTurn(chat: Chat, answerId: string, end: AnswerEnd): ChatEvent[] {
  return whileStreaming(chat, answerId, true, { kind: "ended", id: answerId, ...end });
}

/** Ends whatever streams as "interrupted": for a chat that was read from a file, whose writer may be gone. */
export function interruptAll(chat: Chat): ChatEvent[] {
  return streamingAnswers(chat).map(({ id }) => ({
    ...{ kind: "ended", id, state: "failed", failure: { reason: "interrupted" } },
  }));
}

function created({ messages, title, createdAt }: Chat, { content }: Question, { at }: Origin): ChatEvent[] {
  if (messages.size > 0) return [];
  const first = title === "" ? chatTitle(content) : title;
  return [{ kind: "created", title: first, at: Math.min(createdAt, at) }];
}

function turn(
  { content, options, context, quoted }: Question,
  parentId: string | null,
  { at, newId }: Origin,
): ChatEvent[] {
  const id = newId();
  const asked: AddedMessage = {
    ...{ kind: "added", id, parentId, role: "user", content, at },
    ...(options && { options }),
    ...(context && context.length > 0 && { context }),
    ...(quoted && { quoted }),
  };
  return [asked, answer(newId(), id, at)];
}

function answer(id: string, parentId: string | null, at: number): AddedMessage {
  return { kind: "added", id, parentId, role: "assistant", content: "", at };
}

/** The choices on the way to a message that are not made already. */
function show(chat: Chat, message: TreeMessage): ChatEvent[] {
  return pathTo(chat, message.id)
    .filter(({ id, parentId }) => chat.chosen.get(parentId) !== id)
    .map(({ id }) => ({ kind: "chosen", id }));
}

function whileStreaming(chat: Chat, id: string, isSome: boolean, event: ChatEvent): ChatEvent[] {
  return isSome && chat.messages.get(id)?.state === "streaming" ? [event] : [];
}
