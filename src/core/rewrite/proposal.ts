import { adaptPrompt } from "../models/adaptPrompt";
import type { LanguageModel, Prompt } from "../models/languageModel";
import { ModelError } from "../models/modelError";
import type { PromptTemplate } from "../prompts/promptTemplate";
import { renderTemplate } from "../prompts/renderTemplate";
import { templateContext, type TemplateInput } from "../prompts/templateContext";
import { sentenceEnds } from "../text/sentence";
import { estimateTokens } from "../text/tokenEstimate";
import { cleanAnswer } from "./cleanAnswer";

/** No model known to us takes more tokens than this; a longer text is refused before it is sent. */
const LARGEST_CONTEXT_TOKENS = 1_000_000;

/**
 * Asks `model` and yields the whole proposal each time it has grown. Throws ModelError: "tooLong" before
 * anything is sent, "emptyAnswer" when the model said nothing, and whatever the model throws.
 */
export async function* propose(
  template: PromptTemplate,
  input: TemplateInput,
  model: LanguageModel,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const { maxTokens, temperature } = template;
  const prompt = buildPrompt(template, input, model);
  checkLength(prompt, model);
  const request = { prompt, sampling: { maxTokens, ...(temperature !== undefined && { temperature }) } };
  let raw = "";
  let shown = "";
  for await (const chunk of model.stream(request, signal)) {
    if (chunk.kind === "finish" && chunk.reason === "filtered") {
      throw new ModelError("filtered", { subject: model.info.model });
    }
    if (chunk.kind === "finish" && chunk.reason === "length" && template.style === "continuation") {
      const whole = wholeSentences(shown);
      if (whole !== shown) yield (shown = whole);
    }
    if (chunk.kind !== "text") continue;
    raw += chunk.text;
    const text = prompt.kind === "chat" ? cleanAnswer(raw, input.text) : continuation(raw, input.before);
    if (text !== shown) yield (shown = text);
  }
  if (shown.trim() === "") throw new ModelError("emptyAnswer", { subject: model.info.model });
}

function buildPrompt(template: PromptTemplate, input: TemplateInput, { info }: LanguageModel): Prompt {
  const context = templateContext(input, info);
  if (template.style === "continuation" && info.prompts.includes("text")) {
    return { kind: "text", text: context.before };
  }
  return adaptPrompt(renderTemplate(template, context), info);
}

/** What a model wrote straight on: its own space at the seam counts only where none stands yet. */
function continuation(raw: string, before: string): string {
  const text = raw.trimEnd();
  return /\s$/.test(before) ? text.trimStart() : text;
}

/** Without the sentence that ran out of tokens; everything when there is only that one. */
function wholeSentences(text: string): string {
  const end = sentenceEnds(text).at(-1);
  return end === undefined ? text : text.slice(0, end);
}

function checkLength(prompt: Prompt, model: LanguageModel): void {
  const limitTokens = model.info.contextTokens ?? LARGEST_CONTEXT_TOKENS;
  const askedTokens = estimateTokens(promptText(prompt));
  if (askedTokens > limitTokens) {
    throw new ModelError("tooLong", { subject: model.info.model, limitTokens, askedTokens });
  }
}

function promptText(prompt: Prompt): string {
  switch (prompt.kind) {
    case "chat":
      return (prompt.system ?? "") + prompt.messages.map(({ content }) => content).join("");
    case "text":
      return prompt.text;
    case "infill":
      return prompt.prefix + prompt.suffix;
  }
}
