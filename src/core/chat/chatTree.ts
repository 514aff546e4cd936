import type { Chat, TreeMessage } from "./chat";

/** The messages that are shown, first to last: at every fork the one that was chosen. */
export function activePath({ messages, chosen }: Chat): TreeMessage[] {
  const path: TreeMessage[] = [];
  for (let id = chosen.get(null); id !== undefined; id = chosen.get(id)) {
    const message = messages.get(id);
    if (!message) break;
    path.push(message);
  }
  return path;
}

/** The messages that lead to `id`, and itself at the end; empty where there is no such message. */
export function pathTo({ messages }: Chat, id: string): TreeMessage[] {
  const path: TreeMessage[] = [];
  for (let message = messages.get(id); message; message = parent(messages, message)) path.unshift(message);
  return path;
}

/** Every message that follows the same one as `id` does, itself among them, oldest first; empty for an unknown one. */
export function siblings({ messages }: Chat, id: string): TreeMessage[] {
  const message = messages.get(id);
  if (!message) return [];
  return [...messages.values()].filter(({ parentId }) => parentId === message.parentId);
}

/** Which of how many siblings a message is, counted from 1. */
export interface BranchPlace {
  readonly place: number;
  readonly of: number;
}

/** The places of all messages that have siblings, in one pass, for drawing. */
export function branchPlaces({ messages }: Chat): Map<string, BranchPlace> {
  const families = new Map<string | null, string[]>();
  for (const { id, parentId } of messages.values()) {
    const family = families.get(parentId);
    if (family) family.push(id);
    else families.set(parentId, [id]);
  }
  const places = new Map<string, BranchPlace>();
  for (const family of families.values()) {
    if (family.length < 2) continue;
    for (const [i, id] of family.entries()) places.set(id, { place: i + 1, of: family.length });
  }
  return places;
}

/** The answers that stream, in the order of coming: one, unless two windows write. */
export function streamingAnswers({ messages }: Chat): TreeMessage[] {
  return [...messages.values()].filter(({ state }) => state === "streaming");
}

/** Whether an answer streams, on the path that is shown or beside it. */
export function isStreaming({ messages }: Chat): boolean {
  for (const { state } of messages.values()) if (state === "streaming") return true;
  return false;
}

function parent(messages: Chat["messages"], { parentId }: TreeMessage): TreeMessage | undefined {
  return parentId === null ? undefined : messages.get(parentId);
}
