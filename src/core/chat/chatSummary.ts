import type { Chat } from "./chat";

/** What the list of chats shows, without the texts. */
export interface ChatSummary {
  readonly id: string;
  /** Empty where the writer has said nothing that makes a title. */
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Messages, in all branches. */
  readonly count: number;
}

export function chatSummary({ id, title, createdAt, updatedAt, messages }: Chat): ChatSummary {
  return { id, title, createdAt, updatedAt, count: messages.size };
}

/** Newest first. */
export function byNewest(one: ChatSummary, other: ChatSummary): number {
  return other.updatedAt - one.updatedAt || (one.id < other.id ? -1 : 1);
}
