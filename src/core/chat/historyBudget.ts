import type { ChatMessage } from "../models/prompt";
import { IMAGE_TOKENS } from "../models/usage/imageTokens";
import { estimateTokens } from "../text/tokenEstimate";

/**
 * The newest messages that fit into `tokens`, beginning with one of the writer's. The last message is always
 * kept: if it alone is too long, the model says so with the numbers.
 */
export function withinBudget<T extends ChatMessage>(messages: readonly T[], tokens: number): T[] {
  const kept: T[] = [];
  let left = tokens;
  for (const message of messages.toReversed()) {
    left -= messageTokens(message);
    if (left < 0 && kept.length > 0) break;
    kept.unshift(message);
  }
  while (kept.length > 1 && kept[0]?.role === "assistant") kept.shift();
  return kept;
}

/** About what a message costs, with its images. */
export function messageTokens({ content, images = [] }: Pick<ChatMessage, "content" | "images">): number {
  return estimateTokens(content) + IMAGE_TOKENS * images.length;
}
