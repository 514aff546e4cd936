import { abortable, delay } from "../common/abort";
import type { LanguageModel, ModelRequest } from "../models/languageModel";
import { sentenceEnds } from "../text/sentence";
import type { CompletionCache } from "./completionCache";
import { completionPrompt } from "./completionPrompt";
import type { GhostTextQuery } from "./ghostTextQuery";
import { postprocess } from "./postprocess/postprocess";
import { mayBePreface, stripNoise } from "./postprocess/stripNoise";
import { shouldAsk } from "./triggerPolicy";

/** About two English sentences: what is shown is cut at the end of the first. */
const MAX_TOKENS = 48;
const TEMPERATURE = 0.3;

export interface GhostTextOptions {
  /** Milliseconds of quiet before the model is asked; the cache answers at once. */
  readonly delayMs: number;
  /** Resolved only when a model is really asked. */
  readonly model: () => Promise<LanguageModel>;
}

/** The way from a cursor to the text shown behind it. */
export class GhostTextEngine {
  constructor(private readonly cache: CompletionCache) {}

  /**
   * The text to show at the cursor, or undefined for none. A superseded call settles as soon as `signal` is
   * aborted. Throws ModelError.
   */
  async complete(
    query: GhostTextQuery,
    options: GhostTextOptions,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    if (!shouldAsk(query)) return undefined;
    const cached = this.cache.get(query);
    if (cached !== undefined) return postprocess(cached, query);
    if (!query.explicit && !(await delay(options.delayMs, signal))) return undefined;
    const model = await abortable(options.model(), signal);
    if (!model) return undefined;
    const prompt = completionPrompt(query, model.info, MAX_TOKENS);
    const request = { prompt, sampling: { maxTokens: MAX_TOKENS, temperature: TEMPERATURE } };
    const raw = await firstSentence(model, request, signal);
    const atSpace = /\s$/.test(query.prefix);
    const text = atSpace ? raw.trimStart() : raw;
    this.cache.set(query, text);
    return postprocess(text, query);
  }
}

/**
 * What the model says up to the end of its first sentence; the rest is not waited for. A line break at the end
 * means that the text is finished as it stands.
 */
async function firstSentence(
  model: LanguageModel,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<string> {
  let raw = "";
  for await (const chunk of model.stream(request, signal)) {
    if (chunk.kind === "text") raw += chunk.text;
    const text = stripNoise(raw);
    const end = mayBePreface(text) ? undefined : wholeSentence(text);
    if (end !== undefined) return text.slice(0, end);
    if (chunk.kind !== "finish") continue;
    // Out of tokens, the last word may be half a word.
    return chunk.reason === "length" ? text.replace(/\s\S*$/, "\n") : `${text}\n`;
  }
  return raw;
}

/** Where the first sentence ends: known once something follows it. */
function wholeSentence(text: string): number | undefined {
  const lead = text.length - text.trimStart().length;
  const end = sentenceEnds(text.slice(lead)).find((offset) => offset > 1);
  return end !== undefined && lead + end < text.length ? lead + end : undefined;
}
