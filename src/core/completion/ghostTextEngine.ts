import { delay } from "../common/abort";
import type { LanguageModel } from "../models/languageModel";
import { sentenceEnds } from "../text/sentence";
import type { CompletionCache } from "./completionCache";
import { completionPrompt } from "./completionPrompt";
import type { GhostTextQuery } from "./ghostTextQuery";
import { postprocess } from "./postprocess/postprocess";
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
    const model = await options.model();
    const prompt = completionPrompt(query, model.info, MAX_TOKENS);
    const sampling = { maxTokens: MAX_TOKENS, temperature: TEMPERATURE };
    let raw = "";
    for await (const chunk of model.stream({ prompt, sampling }, signal)) {
      if (chunk.kind === "text") raw += chunk.text;
      if (hasWholeSentence(raw)) break;
    }
    this.cache.set(query, raw);
    return postprocess(raw, query);
  }
}

/** A sentence is known to be whole once something follows it. */
function hasWholeSentence(raw: string): boolean {
  const text = raw.trimStart();
  const end = sentenceEnds(text)[0];
  return end !== undefined && end > 1 && end < text.length;
}
