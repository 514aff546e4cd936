import { adaptPrompt } from "../models/adaptPrompt";
import type { LanguageModel } from "../models/languageModel";
import type { Prompt } from "../models/prompt";
import { ModelError } from "../models/modelError";
import type { PromptTemplate } from "../prompts/promptTemplate";
import { renderTemplate } from "../prompts/renderTemplate";
import { templateSampling } from "../prompts/templateSampling";
import { templateContext, type TemplateInput } from "../prompts/templateContext";
import { LETTER } from "../text/characters";
import { sentenceEnds } from "../text/sentence";
import { estimateTokens } from "../text/tokenEstimate";
import { cleanAnswer } from "./cleanAnswer";

/** No model known to us takes more tokens than this; a longer text is refused before it is sent. */
const LARGEST_CONTEXT_TOKENS = 1_000_000;
const NEW_PARAGRAPH = "\n\n";

/** A way to ask, and to read what comes back. */
interface Attempt {
  readonly prompt: Prompt;
  readonly read: (raw: string) => string;
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
  let shown = "";
  for (const attemptAfter of attempts(template, input, model)) {
    const attempt = attemptAfter(shown.trim());
    checkLength(attempt.prompt, model);
    for await (const proposal of ask(attempt, template, model, signal)) yield (shown = proposal);
    if (LETTER.test(shown)) return;
  }
  if (shown.trim() !== "") return;
  throw new ModelError("emptyAnswer", { subject: model.info.model });
}

/**
 * One way to ask, or several: where a paragraph is finished, a model that goes on with plain text often says just
 * that, by saying nothing or a full stop. Then it is asked for the next paragraph, and once more, since words are
 * drawn by lot. Each way is given what was said before it.
 */
function attempts(
  template: PromptTemplate,
  input: TemplateInput,
  { info }: LanguageModel,
): ((said: string) => Attempt)[] {
  const context = templateContext(input, info);
  if (template.style !== "continuation" || !info.prompts.includes("text")) {
    const prompt = adaptPrompt(renderTemplate(template, context), info);
    return [() => ({ prompt, read: (raw) => cleanAnswer(raw, input.text) })];
  }
  const atSpace = /\s$/.test(context.before);
  // Words are tokens with their space in front: one left hanging at the end is one that models have seldom seen.
  const before = context.before.replace(/[ \t]+$/, "");
  const straightOn = (): Attempt => ({
    prompt: { kind: "text", text: before },
    read: (raw) => (atSpace ? raw.trim() : raw.trimEnd()),
  });
  const nextParagraph = (said: string): Attempt => {
    const lead = said + NEW_PARAGRAPH;
    return {
      prompt: { kind: "text", text: before + lead },
      read: (raw) => (raw.trim() === "" ? said : lead + raw.trim()),
    };
  };
  return atSpace ? [straightOn, straightOn] : [straightOn, nextParagraph, nextParagraph];
}

async function* ask(
  { prompt, read }: Attempt,
  template: PromptTemplate,
  model: LanguageModel,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const request = { prompt, sampling: templateSampling(template) };
  let raw = "";
  let shown = "";
  for await (const chunk of model.stream(request, signal)) {
    if (chunk.kind === "finish" && chunk.reason === "filtered") {
      throw new ModelError("filtered", { subject: model.info.model });
    }
    if (chunk.kind === "finish" && chunk.reason === "length" && template.style === "continuation") {
      const whole = wholeSentences(shown);
      if (whole !== shown) yield whole;
    }
    if (chunk.kind !== "text") continue;
    raw += chunk.text;
    const text = read(raw);
    if (text !== shown) yield (shown = text);
  }
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
