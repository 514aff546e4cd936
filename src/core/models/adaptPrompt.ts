import type { ModelInfo } from "./languageModel";
import type { ChatPrompt, Prompt } from "./prompt";

/**
 * The prompt in a kind that the model takes. A conversation becomes a text in the model's own format, or for a
 * base model, which has none, a text whose pattern says how to go on; a gap becomes the text before it, or for a
 * chat model an instruction that yields the bare continuation. Images stay with a conversation that stays one; a
 * text has no place for them.
 */
export function adaptPrompt(prompt: Prompt, info: Pick<ModelInfo, "prompts" | "format">): Prompt {
  if (info.prompts.includes(prompt.kind)) return prompt;
  switch (prompt.kind) {
    case "chat": {
      if (info.format) return { kind: "text", ...info.format.render(prompt) };
      return prompt.examples?.length && prompt.messages.length === 1 ? fewShot(prompt) : dialogue(prompt);
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

/** Begins each part of a text for a base model; what it begins itself is the end of its answer. */
const PART = "\n\n### ";

/**
 * What is wanted, some examples, and the task in the same pattern: how base models are told what to do
 * (Brown et al., "Language Models are Few-Shot Learners", https://arxiv.org/abs/2005.14165).
 */
function fewShot({ system, examples = [], messages }: ChatPrompt): Prompt {
  const shown = examples.map(({ input, output }) => `### Input\n${input}${PART}Output\n${output}`);
  const task = `### Input\n${messages[0]?.content ?? ""}${PART}Output\n`;
  return {
    kind: "text",
    text: [...(system ? [system] : []), ...shown, task].join("\n\n"),
    stop: [PART.trimEnd()],
  };
}

const USER = "User:";
const ASSISTANT = "Assistant:";

/** A conversation as a base model has read many: line by line, who says what. */
function dialogue({ system, messages }: ChatPrompt): Prompt {
  const lines = messages.map(({ role, content }) => `${role === "user" ? USER : ASSISTANT} ${content}`);
  return {
    kind: "text",
    text: [...(system ? [system] : []), ...lines, ASSISTANT].join("\n\n"),
    stop: [`\n\n${USER}`],
  };
}

/** What a chat model has to be told, so that it does what a base model does by nature. How much is said after it. */
export const CONTINUE =
  "You continue the writer's text. Answer with the continuation alone: no quotation marks around it, no comments, " +
  "no Markdown fences, nothing that already stands there. Begin exactly where the text breaks off, in the middle of " +
  "a sentence or of a word if need be. Write in the language of the text around that place, and keep its voice, " +
  "tense and typography.";

/** Asks a chat model to do what a base model does by nature. */
function continuation({ prefix, suffix }: { prefix: string; suffix: string }): Prompt {
  const after =
    suffix.trim() === "" ? "" : `\n\nThe text that will follow your words:\n<after>${suffix}</after>`;
  const content = `<before>${prefix}</before>${after}`;
  return { kind: "chat", system: `${CONTINUE} Write one sentence.`, messages: [{ role: "user", content }] };
}
