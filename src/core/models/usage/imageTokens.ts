import type { Prompt } from "../prompt";

/**
 * About what an image costs: 765 tokens at OpenAI's "high" detail for 1024×1024
 * (https://platform.openai.com/docs/guides/images-vision#calculating-costs); others lie near it.
 */
export const IMAGE_TOKENS = 765;

/** About what the images of a prompt cost. */
export function imageTokens(prompt: Prompt): number {
  if (prompt.kind !== "chat") return 0;
  return IMAGE_TOKENS * prompt.messages.reduce((count, { images = [] }) => count + images.length, 0);
}
