import * as fc from "fast-check";
import { emptyChat, type Chat } from "../../../../src/core/chat/chat";
import { applyEvents, type ChatEvent } from "../../../../src/core/chat/chatEvents";
import {
  answeredBy,
  appendReasoning,
  appendText,
  editMessage,
  endTurn,
  interruptAll,
  regenerate,
  renameChat,
  resumeAnswer,
  selectBranch,
  showMessage,
  startTurn,
  type Origin,
} from "../../../../src/core/chat/chatTransitions";

/** Walks through everything that can be done in a chat, for properties. */

export interface Step {
  readonly what: (typeof WHAT)[number];
  /** Which of the messages, counted round and round. */
  readonly which: number;
  readonly text: string;
}

const WHAT = [
  ...["ask", "ask", "ask", "text", "text", "text", "reasoning", "model", "end", "end", "stop", "cut", "fail"],
  ...["regenerate", "edit", "resume", "next", "previous", "show", "rename", "interrupt"],
] as const;

const said = fc.oneof(
  fc.constantFrom("The sea.", "海。", "", "\n", '"}', "👩‍👩‍👧 \u2028"),
  fc.string({ unit: "grapheme", maxLength: 12 }),
);

export const steps = fc.array(fc.record({ what: fc.constantFrom(...WHAT), which: fc.nat(50), text: said }), {
  maxLength: 40,
});

/** Ids that count, in a window of this name. */
export function origin(name = "m", at = 1000): Origin {
  let count = 0;
  return { at, newId: () => `${name}${++count}` };
}

/** The events of one step in a chat. */
export function eventsOf(chat: Chat, { what, which, text }: Step, from: Origin): ChatEvent[] {
  const ids = [...chat.messages.keys()];
  const id = ids[which % Math.max(1, ids.length)] ?? "none";
  const streaming = [...chat.messages.values()].find(({ state }) => state === "streaming")?.id ?? id;
  switch (what) {
    case "ask":
      return startTurn(chat, { content: text, options: { system: text, temperature: 1 } }, from);
    case "text":
      return appendText(chat, streaming, text);
    case "reasoning":
      return appendReasoning(chat, streaming, text);
    case "model":
      return answeredBy(chat, streaming, { name: text, host: "example.org" });
    case "end":
      return endTurn(chat, streaming, {
        ...{ state: "done", ms: 12, usage: { promptTokens: 3, completionTokens: 4, estimated: true } },
      });
    case "stop":
      return endTurn(chat, streaming, { state: "stopped" });
    case "cut":
      return endTurn(chat, streaming, { state: "cut" });
    case "fail":
      return endTurn(chat, streaming, { state: "failed", failure: { reason: "unreachable", subject: text } });
    case "regenerate":
      return regenerate(chat, id, from);
    case "edit": {
      const context = [{ kind: "file", label: text, text, tokens: 1, wholeTokens: 2 }] as const;
      return editMessage(chat, id, { content: text, context }, from);
    }
    case "resume":
      return resumeAnswer(chat, id);
    case "next":
      return selectBranch(chat, id, 1);
    case "previous":
      return selectBranch(chat, id, -1);
    case "show":
      return showMessage(chat, id);
    case "rename":
      return renameChat(chat, text, from.at);
    case "interrupt":
      return interruptAll(chat);
  }
}

/** The chat at the end of a walk, and all that happened on it. */
export function walk(path: readonly Step[], from = origin()): { chat: Chat; events: ChatEvent[] } {
  let chat = emptyChat("walk", from.at);
  const events: ChatEvent[] = [];
  for (const step of path) {
    const next = eventsOf(chat, step, from);
    events.push(...next);
    chat = applyEvents(chat, next);
  }
  return { chat, events };
}

/** What is wrong with a tree; nothing where it is well-formed. */
export function faults({ messages, chosen }: Chat): string[] {
  const found: string[] = [];
  const seen = new Set<string>();
  for (const [key, { id, parentId, role, state }] of messages) {
    if (key !== id) found.push(`${id} is kept as ${key}`);
    if (parentId !== null && !seen.has(parentId)) found.push(`${id} comes before what it follows`);
    const parent = parentId === null ? undefined : messages.get(parentId);
    if (parent?.role === role) found.push(`${id} follows one of the same role`);
    if (role === "assistant" && !parent) found.push(`${id} answers nothing`);
    if (role === "user" && state !== "done") found.push(`${id} is a question and ${state}`);
    if (!chosen.has(parentId)) found.push(`nothing is chosen where ${id} is`);
    seen.add(id);
  }
  for (const [parentId, id] of chosen) {
    if (messages.get(id)?.parentId !== parentId) found.push(`${id} is chosen where it is not`);
  }
  return found;
}
