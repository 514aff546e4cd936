import type { Sampling } from "../models/languageModel";
import type { ChatMessage } from "../models/prompt";
import type { ModelError } from "../models/modelError";

/** How one answer is asked for, where a template says so. */
export interface TurnOptions extends Partial<Sampling> {
  readonly system?: string;
}

/** One message of the panel. An answer grows while it is "streaming". */
export interface ConversationMessage extends ChatMessage {
  readonly id: number;
  readonly state: "done" | "streaming" | "stopped" | "failed";
  /** On a message of the writer's: what the template that it came from asks for. */
  readonly options?: TurnOptions;
  /** Why it failed, for the wording in platform. */
  readonly failure?: ModelError;
}

/** A conversation: a value, changed only by the functions below, each of which returns a new one. */
export interface Conversation {
  readonly messages: readonly ConversationMessage[];
  readonly nextId: number;
}

export const EMPTY_CONVERSATION: Conversation = { messages: [], nextId: 1 };

/** Adds the writer's message and an empty answer that is about to stream. */
export function startTurn(
  conversation: Conversation,
  content: string,
  options: TurnOptions = {},
): Conversation {
  const { messages, nextId } = conversation;
  return {
    messages: [
      ...messages,
      { id: nextId, role: "user", content, state: "done", options },
      { id: nextId + 1, role: "assistant", content: "", state: "streaming" },
    ],
    nextId: nextId + 2,
  };
}

/** Begins the last answer anew when it failed or was stopped; otherwise nothing changes. */
export function retryTurn(conversation: Conversation): Conversation {
  const { messages, nextId } = conversation;
  const last = messages.at(-1);
  if (last?.state !== "failed" && last?.state !== "stopped") return conversation;
  return {
    messages: [...messages.slice(0, -1), { id: nextId, role: "assistant", content: "", state: "streaming" }],
    nextId: nextId + 1,
  };
}

/** Adds text to the answer that streams. */
export function appendText(conversation: Conversation, text: string): Conversation {
  return changeAnswer(conversation, (answer) => ({ ...answer, content: answer.content + text }));
}

/** Ends the answer that streams; what had arrived stays. */
export function endTurn(
  conversation: Conversation,
  state: "done" | "stopped" | "failed",
  failure?: ModelError,
): Conversation {
  return changeAnswer(conversation, (answer) => ({
    ...answer,
    state,
    ...(failure !== undefined && { failure }),
  }));
}

/**
 * What is sent for the answer at the end. A question that never got a word of an answer is left out: after it
 * another of the writer's would follow, and many models take turns strictly.
 */
export function openTurn({ messages }: Conversation): {
  readonly messages: readonly ChatMessage[];
  readonly options: TurnOptions;
} {
  const asked = messages.findLast(({ role }) => role === "user");
  const sent = messages.filter(({ role, content }, index) => {
    const answer = messages[index + 1];
    const isAnswered = answer?.content.trim() !== "" || index === messages.length - 2;
    return role === "user" ? isAnswered : content.trim() !== "";
  });
  return {
    messages: sent.map(({ role, content }) => ({ role, content })),
    options: asked?.options ?? {},
  };
}

export function isStreaming({ messages }: Conversation): boolean {
  return messages.at(-1)?.state === "streaming";
}

function changeAnswer(
  conversation: Conversation,
  change: (answer: ConversationMessage) => ConversationMessage,
): Conversation {
  const last = conversation.messages.at(-1);
  if (last?.state !== "streaming") return conversation;
  return { ...conversation, messages: [...conversation.messages.slice(0, -1), change(last)] };
}
