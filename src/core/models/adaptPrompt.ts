import type { ModelInfo, Prompt } from "./languageModel";

/**
 * The prompt in a kind that the model takes. A conversation for a base model becomes a text to go on with;
 * a gap becomes the text before it, or for a chat model an instruction that yields the bare continuation.
 */
export function adaptPrompt(prompt: Prompt, info: Pick<ModelInfo, "prompts">): Prompt {
  if (info.prompts.includes(prompt.kind)) return prompt;
  switch (prompt.kind) {
    case "chat": {
      const turns = prompt.messages.map(({ content }) => content);
      return { kind: "text", text: [prompt.system, ...turns].filter(Boolean).join("\n\n") + "\n\n" };
    }
    case "infill":
      return adaptPrompt(
        info.prompts.includes("text") ? { kind: "text", text: prompt.prefix } : continuation(prompt),
        info,
      );
    case "text":
      return continuation({ prefix: prompt.text, suffix: "" });
  }
}

/** Asks a chat model to do what a base model does by nature. */
function continuation({ prefix, suffix }: { prefix: string; suffix: string }): Prompt {
  const system =
    "You continue the writer's text. Answer with the continuation alone: no quotes, no comments, " +
    "nothing that already stands there. Keep the language, voice, tense and typography of the text. " +
    "Begin exactly where it breaks off, in the middle of a sentence if need be, and write one sentence.";
  const after =
    suffix.trim() === "" ? "" : `\n\nThe text that will follow your words:\n<after>${suffix}</after>`;
  const content = `<before>${prefix}</before>${after}`;
  return { kind: "chat", system, messages: [{ role: "user", content }] };
}
