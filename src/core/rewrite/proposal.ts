import { adaptPrompt } from "../models/adaptPrompt";
import type { LanguageModel, Prompt } from "../models/languageModel";
import { ModelError } from "../models/modelError";
import type { PromptTemplate } from "../prompts/promptTemplate";
import { renderTemplate, type TemplateContext } from "../prompts/renderTemplate";
import { sentenceEnds } from "../text/sentence";
import { estimateTokens, lastTokens } from "../text/tokenEstimate";
import { cleanAnswer } from "./cleanAnswer";

/** What an action works on: read from the editor once, before the model is asked. */
export interface RewriteInput {
  readonly text: string;
  /** The document up to the end of `text`. */
  readonly before: string;
  readonly languageId: string;
  readonly fileName: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** No model known to us takes more tokens than this; a longer text is refused before it is sent. */
const LARGEST_CONTEXT_TOKENS = 1_000_000;
/** How much of the document a continuation reads when the model's own context is not known. */
const DEFAULT_BEFORE_TOKENS = 2000;

/**
 * Asks `model` and yields the whole proposal each time it has grown. Throws ModelError: "tooLong" before
 * anything is sent, "emptyAnswer" when the model said nothing, and whatever the model throws.
 */
export async function* propose(
  template: PromptTemplate,
  input: RewriteInput,
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
    const text = prompt.kind === "chat" ? cleanAnswer(raw, input.text) : raw.trimEnd();
    if (text !== shown) yield (shown = text);
  }
  if (shown.trim() === "") throw new ModelError("emptyAnswer", { subject: model.info.model });
}

function buildPrompt(template: PromptTemplate, input: RewriteInput, model: LanguageModel): Prompt {
  const { contextTokens } = model.info;
  const budget = contextTokens === undefined ? DEFAULT_BEFORE_TOKENS : Math.floor(contextTokens / 2);
  const before = lastTokens(input.before, budget);
  if (template.style === "continuation" && model.info.prompts.includes("text")) {
    return { kind: "text", text: before };
  }
  const context: TemplateContext = { ...input, selection: input.text, before };
  return adaptPrompt(renderTemplate(template, context), model.info);
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
