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
const NEW_PARAGRAPH = "\n\n";

/** A way to ask: the prompt, and what stands in the proposal before the answer. */
interface Attempt {
  readonly prompt: Prompt;
  readonly lead: string;
}

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
  for (const attempt of attempts(template, input, model)) {
    checkLength(attempt.prompt, model);
    let answered = false;
    for await (const proposal of ask(attempt, template, input, model, signal)) {
      answered = true;
      yield proposal;
    }
    if (answered) return;
  }
  throw new ModelError("emptyAnswer", { subject: model.info.model });
}

/**
 * One way to ask, or two: where a paragraph is finished, a model that goes on with plain text often says just
 * that, by saying nothing. Then it is asked for the next paragraph.
 */
function attempts(template: PromptTemplate, input: TemplateInput, { info }: LanguageModel): Attempt[] {
  const context = templateContext(input, info);
  if (template.style !== "continuation" || !info.prompts.includes("text")) {
    return [{ prompt: adaptPrompt(renderTemplate(template, context), info), lead: "" }];
  }
  const straightOn: Attempt = { prompt: { kind: "text", text: context.before }, lead: "" };
  const text = `${context.before.trimEnd()}${NEW_PARAGRAPH}`;
  const afresh: Attempt = { prompt: { kind: "text", text }, lead: NEW_PARAGRAPH };
  return /\s$/.test(context.before) ? [straightOn] : [straightOn, afresh];
}

async function* ask(
  { prompt, lead }: Attempt,
  { maxTokens, temperature, style }: PromptTemplate,
  input: TemplateInput,
  model: LanguageModel,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const request = { prompt, sampling: { maxTokens, ...(temperature !== undefined && { temperature }) } };
  let raw = "";
  let shown = "";
  for await (const chunk of model.stream(request, signal)) {
    if (chunk.kind === "finish" && chunk.reason === "filtered") {
      throw new ModelError("filtered", { subject: model.info.model });
    }
    if (chunk.kind === "finish" && chunk.reason === "length" && style === "continuation") {
      const whole = wholeSentences(shown);
      if (whole !== shown) yield whole;
    }
    if (chunk.kind !== "text") continue;
    raw += chunk.text;
    const text = prompt.kind === "chat" ? cleanAnswer(raw, input.text) : continuation(raw, prompt, lead);
    if (text !== shown) yield (shown = text);
  }
}

/** What a model wrote straight on: its own space at the seam counts only where none stands yet. */
function continuation(raw: string, prompt: Prompt, lead: string): string {
  const text = /\s$/.test(promptText(prompt)) ? raw.trim() : raw.trimEnd();
  return text === "" ? "" : lead + text;
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
