import { adaptPrompt } from "../models/adaptPrompt";
import type { FinishReason, LanguageModel, Sampling } from "../models/languageModel";
import type { Prompt } from "../models/prompt";
import { ModelError } from "../models/modelError";
import type { PromptTemplate, TemplateTarget } from "../prompts/promptTemplate";
import { renderTemplate } from "../prompts/renderTemplate";
import { templateSampling } from "../prompts/templateSampling";
import { templateContext, type TemplateInput } from "../prompts/templateContext";
import { LETTER } from "../text/characters";
import { sentenceEnds } from "../text/sentence";
import { estimateTokens } from "../text/tokenEstimate";
import { cleanAnswer } from "./cleanAnswer";
import { refinedPrompt } from "./refinedPrompt";
import { isRefusal, mayBecomeRefusal } from "./refusal";

/** No model known to us takes more tokens than this; a longer text is refused before it is sent. */
const LARGEST_CONTEXT_TOKENS = 1_000_000;
const NEW_PARAGRAPH = "\n\n";
const OTHER_VERSION_TEMPERATURE = 0.7;
/**
 * An answer of more characters is read anew only when it has grown by this part of itself: each reading looks at all
 * of it, and one for every token would take time by the square of its length.
 */
const LONG_ANSWER = 10_000;
const GROWTH = 1 / 200;
/** Where an answer becomes a text of the writer's, so that a refusal must not pass for one. */
const BECOMES_TEXT: readonly TemplateTarget[] = [
  "replace",
  "insertAfter",
  "pick",
  "commitMessage",
  "newDocument",
];

/** What the writer wants instead of an answer that came before. */
export interface Refinement {
  /** The whole answer that there was. */
  readonly previous: string;
  /** What to change about it, in the writer's words; just another version where left out. */
  readonly change?: string;
}

/** A way to ask, and to read what comes back. */
interface Attempt {
  readonly prompt: Prompt;
  readonly read: (raw: string) => string;
}

/**
 * Asks `model` and yields the whole proposal each time it has grown. Throws ModelError: "tooLong" before
 * anything is sent, "emptyAnswer" when the model said nothing, "refused" (nothing was yielded) when it declined
 * in place of an edit, "cutShort" after all that came when a text to stand in for the writer's ran out of tokens,
 * and whatever the model throws.
 *
 * @param refinement what the writer wants instead of an answer that came before; then the model is asked again
 */
export async function* propose(
  template: PromptTemplate,
  input: TemplateInput,
  model: LanguageModel,
  signal: AbortSignal,
  refinement?: Refinement,
): AsyncGenerator<string> {
  const sampling = proposalSampling(template, input, model, refinement);
  let shown = "";
  for (const attemptAfter of attempts(template, input, model, refinement)) {
    const attempt = attemptAfter(shown.trim());
    checkLength(attempt.prompt, model);
    for await (const proposal of ask(attempt, sampling, template, input, model, signal)) {
      yield (shown = proposal);
    }
    if (LETTER.test(shown)) return;
  }
  if (shown.trim() !== "") return;
  throw new ModelError("emptyAnswer", { subject: model.info.model });
}

/** Another version is drawn a little more freely, or it would be the same one. */
function proposalSampling(
  template: PromptTemplate,
  { text }: TemplateInput,
  { info: { contextTokens } }: LanguageModel,
  refinement: Refinement | undefined,
): Sampling {
  const previous = refinement?.previous ?? "";
  // What the writer sees already may have become longer than the text was, and is to come once more.
  const replaced = template.target === "replace" && text.length > previous.length ? text : previous;
  const sampling = templateSampling(template, { replaces: replaced, contextTokens });
  if (!refinement || refinement.change !== undefined) return sampling;
  return { ...sampling, temperature: Math.max(OTHER_VERSION_TEMPERATURE, sampling.temperature ?? 0) };
}

/**
 * One way to ask, or several: where a paragraph is finished, a model that goes on with plain text often says just
 * that, by saying nothing or a full stop. Then it is asked for the next paragraph, and once more, since words are
 * drawn by lot. Each way is given what was said before it. Asked for another version, it goes on once more; what
 * to change it can only be told in a conversation.
 */
function attempts(
  template: PromptTemplate,
  input: TemplateInput,
  { info }: LanguageModel,
  refinement: Refinement | undefined,
): ((said: string) => Attempt)[] {
  const context = templateContext(input, info);
  const goesOn = template.style === "continuation" && info.prompts.includes("text");
  if (!goesOn || refinement?.change !== undefined) {
    const rendered = renderTemplate(template, context);
    const asked = refinement
      ? refinedPrompt(rendered, template, info, refinement.previous.trim(), refinement.change)
      : rendered;
    const prompt = adaptPrompt(asked, info);
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
  sampling: Sampling,
  { style, target }: PromptTemplate,
  input: TemplateInput,
  model: LanguageModel,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const subject = model.info.model;
  // A remark may well begin like a refusal, and so may the next sentence of a story.
  const material = BECOMES_TEXT.includes(target) ? wishes(input) : undefined;
  let raw = "";
  let unread = 0;
  let text = "";
  let shown = "";
  let end: FinishReason = "stop";
  const isToBeShown = () => text !== shown && !(material !== undefined && mayBecomeRefusal(text, material));
  try {
    for await (const chunk of model.stream({ prompt, sampling }, signal)) {
      if (chunk.kind === "finish") end = chunk.reason;
      if (chunk.kind !== "text") continue;
      raw += chunk.text;
      unread += chunk.text.length;
      if (raw.length > LONG_ANSWER && unread < raw.length * GROWTH) continue;
      unread = 0;
      text = read(raw);
      if (isToBeShown()) yield (shown = text);
    }
  } catch (error) {
    // What had come when it broke off is not lost.
    text = read(raw);
    if (unread > 0 && isToBeShown()) yield text;
    throw error;
  }
  if (unread > 0) text = read(raw);
  if (end === "filtered") throw new ModelError("filtered", { subject });
  if (material !== undefined && isRefusal(text, material)) {
    throw new ModelError("refused", { subject, detail: firstSentence(text) });
  }
  const whole = end === "length" && style === "continuation" ? wholeSentences(text) : text;
  if (whole !== shown) yield whole;
  if (end === "length" && target === "replace" && whole !== "") throw new ModelError("cutShort", { subject });
}

/** What the answer is about, for whoever asks whether it is a refusal: the text, and what the writer typed. */
function wishes({ text, variables }: TemplateInput): string {
  return [text, ...Object.values(variables)].join("\n");
}

function firstSentence(text: string): string {
  return text.slice(0, sentenceEnds(text)[0]).trim();
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
