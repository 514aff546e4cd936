import type { TokenUsage } from "../languageModel";
import type { Prompt } from "../prompt";
import { countTokens, encodingOf } from "./countTokens";
import { imageTokens } from "./imageTokens";

/**
 * Tokens around each message of a conversation, its role among them, and before the answer, as OpenAI's chat
 * models have them (https://cookbook.openai.com/examples/how_to_count_tokens_with_tiktoken).
 */
const MESSAGE_TOKENS = 4;
const ANSWER_TOKENS = 3;

/** What a server that did not count must have counted, about: `answers` is all that it said. */
export async function estimateUsage(
  prompt: Prompt,
  answers: Iterable<string>,
  modelId: string,
): Promise<TokenUsage> {
  const encoding = encodingOf(modelId);
  const count = async (texts: Iterable<string>) => {
    let tokens = 0;
    for (const text of texts) tokens += await countTokens(text, encoding);
    return tokens;
  };
  const texts = promptTexts(prompt);
  const around = prompt.kind === "chat" ? MESSAGE_TOKENS * texts.length + ANSWER_TOKENS : 0;
  return {
    promptTokens: around + imageTokens(prompt) + (await count(texts)),
    completionTokens: await count(answers),
    estimated: true,
  };
}

function promptTexts(prompt: Prompt): string[] {
  switch (prompt.kind) {
    case "chat":
      return [...(prompt.system ? [prompt.system] : []), ...prompt.messages.map(({ content }) => content)];
    case "text":
      return [prompt.text];
    case "infill":
      return [prompt.prefix, prompt.suffix];
  }
}
