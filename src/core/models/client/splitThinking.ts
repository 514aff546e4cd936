import type { ModelChunk } from "../languageModel";

const OPENING = /^\s*<(think|thinking|reasoning)>/i;
/** The tag's beginning, as long as it may still become one. */
const BEGUN =
  /^\s*(?:<(?:t(?:h(?:i(?:n(?:k(?:i(?:n(?:g)?)?)?)?)?)?)?|r(?:e(?:a(?:s(?:o(?:n(?:i(?:n(?:g)?)?)?)?)?)?)?)?)?)?$/i;
const CLOSING = /<\/(?:think|thinking|reasoning)>/i;
/** The longest closing tag, of which only a part may have arrived. */
const CLOSING_LENGTH = "</reasoning>".length;

/** Where the text is: before a possible tag, inside the thoughts, in the white space after them, in the answer. */
type Place = "beginning" | "thoughts" | "gap" | "answer";

/**
 * Takes the thoughts that a model writes between `<think>` and `</think>` at the beginning of its text out of it
 * and passes them on as reasoning. Only the first candidate is looked at.
 *
 * @param implicit the prompt has opened the tag already, so that the text begins with thoughts (DeepSeek R1's
 * template: https://huggingface.co/deepseek-ai/DeepSeek-R1/blob/main/tokenizer_config.json)
 */
export async function* splitThinking(
  stream: AsyncIterable<ModelChunk>,
  { implicit }: { implicit: boolean },
): AsyncGenerator<ModelChunk> {
  let place: Place = implicit ? "thoughts" : "beginning";
  let held = "";
  for await (const chunk of stream) {
    if (chunk.kind === "finish" && held !== "" && place !== "gap") {
      yield { kind: place === "thoughts" ? "reasoning" : "text", text: held };
    }
    if (chunk.kind !== "text" || chunk.candidate || place === "answer") {
      yield chunk;
      continue;
    }
    held += chunk.text;
    if (place === "beginning") {
      if (BEGUN.test(held)) continue;
      const opening = OPENING.exec(held)?.[0];
      place = opening === undefined ? "answer" : "thoughts";
      held = held.slice(opening?.length ?? 0);
    }
    if (place === "thoughts") {
      const closing = CLOSING.exec(held);
      const end = closing?.index ?? Math.max(0, held.length - CLOSING_LENGTH);
      if (end > 0) yield { kind: "reasoning", text: held.slice(0, end) };
      held = held.slice(end + (closing?.[0].length ?? 0));
      if (closing) place = "gap";
    }
    if (place === "gap") {
      held = held.trimStart();
      if (held !== "") place = "answer";
    }
    if (place === "answer") {
      yield { ...chunk, text: held };
      held = "";
    }
  }
}
