import type { AnswerEnd, AnsweringModel, Chat, TreeMessage } from "./chat";
import { chatTitle } from "./chatTitle";

/** A new message: an answer streams from its start, a question is done. */
export interface AddedMessage extends Pick<
  TreeMessage,
  "id" | "parentId" | "role" | "content" | "at" | "options" | "context" | "quoted"
> {
  readonly kind: "added";
}

/** What can happen in a chat, and one line of its file. Whatever does not fit the chat changes nothing. */
export type ChatEvent =
  | { readonly kind: "created"; readonly title: string; readonly at: number }
  | { readonly kind: "renamed"; readonly title: string; readonly at: number }
  | AddedMessage
  /** The answer `id` has grown. */
  | { readonly kind: "text" | "reasoning"; readonly id: string; readonly text: string }
  /** Who gives the answer `id`. */
  | ({ readonly kind: "model"; readonly id: string } & AnsweringModel)
  | ({ readonly kind: "ended"; readonly id: string } & AnswerEnd)
  /** The answer `id`, which had ended, streams again. */
  | { readonly kind: "resumed"; readonly id: string }
  /** Among those that follow the same message, `id` is shown. */
  | { readonly kind: "chosen"; readonly id: string };

/** A chat while events are applied to it. */
type Draft = { -readonly [K in keyof Chat]: Chat[K] } & {
  readonly messages: Map<string, TreeMessage>;
  readonly chosen: Map<string | null, string>;
};

/**
 * The chat after the events; the same object where there are none. The chat given stays as it is.
 *
 * @param events in order. One that does not fit is passed over: text for an answer that has ended or that nobody
 *   knows, a message that is there already. A message that follows an unknown one (the line of that was damaged) is
 *   put under the newest that it can follow.
 */
export function applyEvents(chat: Chat, events: readonly ChatEvent[]): Chat {
  if (events.length === 0) return chat;
  const draft: Draft = { ...chat, messages: new Map(chat.messages), chosen: new Map(chat.chosen) };
  for (const event of events) apply(draft, event);
  return draft;
}

function apply(draft: Draft, event: ChatEvent): void {
  switch (event.kind) {
    case "created":
      draft.createdAt = event.at;
      rename(draft, event);
      return;
    case "renamed":
      rename(draft, event);
      return;
    case "added":
      add(draft, event);
      return;
    case "text":
      change(draft, event.id, "streaming", ({ content }) => ({ content: content + event.text }));
      return;
    case "reasoning":
      change(draft, event.id, "streaming", ({ reasoning = "" }) => ({ reasoning: reasoning + event.text }));
      return;
    case "model": {
      const { name, host } = event;
      change(draft, event.id, "streaming", () => ({ model: { name, ...(host !== undefined && { host }) } }));
      return;
    }
    case "ended":
      change(draft, event.id, "streaming", () => endOf(event));
      return;
    case "resumed":
      resume(draft, event.id);
      return;
    case "chosen": {
      const message = draft.messages.get(event.id);
      if (message) draft.chosen.set(message.parentId, message.id);
      return;
    }
  }
}

function rename(draft: Draft, { title, at }: { title: string; at: number }): void {
  draft.title = title;
  draft.updatedAt = Math.max(draft.updatedAt, at);
}

function add(
  draft: Draft,
  { id, parentId: wanted, role, content, at, options, context, quoted }: AddedMessage,
): void {
  if (draft.messages.has(id)) return;
  const parentId = parentFor(draft, role, wanted);
  if (parentId === undefined) return;
  draft.messages.set(id, {
    ...{ id, parentId, role, content, at },
    state: role === "user" ? "done" : "streaming",
    ...(options && { options }),
    ...(context && { context }),
    ...(quoted && { quoted }),
  });
  draft.chosen.set(parentId, id);
  draft.updatedAt = Math.max(draft.updatedAt, at);
  if (draft.title === "" && role === "user") draft.title = chatTitle(content);
}

/** What a message follows: what it says, where that can be, else the newest that it can; undefined for an answer to nothing. */
function parentFor(
  { messages }: Draft,
  role: TreeMessage["role"],
  parentId: string | null,
): string | null | undefined {
  const asked = parentId === null ? undefined : messages.get(parentId);
  if (role === "user" && parentId === null) return null;
  if (asked && asked.role !== role) return asked.id;
  const newest = [...messages.values()].findLast((message) => message.role !== role);
  return newest?.id ?? (role === "user" ? null : undefined);
}

/** An answer that ended is open again; what was counted for it stays until its next end. */
function resume(draft: Draft, id: string): void {
  const message = draft.messages.get(id);
  if (message?.role !== "assistant" || message.state === "streaming") return;
  const resumed: { -readonly [K in keyof TreeMessage]: TreeMessage[K] } = { ...message, state: "streaming" };
  delete resumed.failure;
  draft.messages.set(id, resumed);
}

function endOf({ state, failure, usage, ms }: AnswerEnd): AnswerEnd {
  return {
    state,
    ...(failure && { failure }),
    ...(usage && { usage }),
    ...(ms !== undefined && { ms }),
  };
}

function change(
  draft: Draft,
  id: string,
  state: TreeMessage["state"],
  changes: (message: TreeMessage) => Partial<TreeMessage>,
): void {
  const message = draft.messages.get(id);
  if (message?.state === state) draft.messages.set(id, { ...message, ...changes(message) });
}
