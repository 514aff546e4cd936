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
/** The most suggestions for one place; the model's own settings say whether it is asked for more than one. */
const MOST_CANDIDATES = 3;

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
   * The texts that can be shown at the cursor, the first one first; none where there is nothing to show. A
   * superseded call settles as soon as `signal` is aborted. Throws ModelError.
   */
  async complete(query: GhostTextQuery, options: GhostTextOptions, signal: AbortSignal): Promise<string[]> {
    if (!shouldAsk(query)) return [];
    const cached = this.cache.get(query);
    if (cached !== undefined) return shown([cached], query);
    if (!query.explicit && !(await delay(options.delayMs, signal))) return [];
    const model = await abortable(options.model(), signal);
    if (!model) return [];
    const prompt = completionPrompt(query, model.info, MAX_TOKENS);
    const sampling = { maxTokens: MAX_TOKENS, temperature: TEMPERATURE, candidates: MOST_CANDIDATES };
    const raw = await firstSentences(model, { prompt, sampling }, signal);
    const atSpace = /\s$/.test(query.prefix);
    const texts = raw.map((text) => (atSpace ? text.trimStart() : text));
    this.cache.set(query, texts[0] ?? "");
    return shown(texts, query);
  }
}

/** What the writer sees of these answers, each once. */
function shown(texts: readonly string[], query: GhostTextQuery): string[] {
  return [...new Set(texts.flatMap((text) => postprocess(text, query) ?? []))];
}

/**
 * What each of the model's answers says up to the end of its first sentence; the rest is not waited for. A line
 * break at the end means that the text is finished as it stands.
 */
async function firstSentences(
  model: LanguageModel,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<string[]> {
  const raw = [""];
  for await (const chunk of model.stream(request, signal)) {
    if (chunk.kind === "text") {
      const { candidate = 0 } = chunk;
      raw[candidate] = (raw[candidate] ?? "") + chunk.text;
    }
    const isLast = chunk.kind === "finish";
    // An answer of which nothing has come yet is a hole in the list.
    const texts = Array.from(raw, (text: string | undefined) => {
      const clean = stripNoise(text ?? "");
      const end = mayBePreface(clean) ? undefined : wholeSentence(clean);
      if (end !== undefined) return clean.slice(0, end);
      if (!isLast) return undefined;
      // Out of tokens, the last word may be half a word.
      return chunk.reason === "length" ? clean.replace(/\s\S*$/, "\n") : `${clean}\n`;
    });
    const done = texts.filter((text) => text !== undefined);
    if (done.length === raw.length) return done;
  }
  return raw;
}

/** Where the first sentence ends: known once something follows it. */
function wholeSentence(text: string): number | undefined {
  const lead = text.length - text.trimStart().length;
  const end = sentenceEnds(text.slice(lead)).find((offset) => offset > 1);
  return end !== undefined && lead + end < text.length ? lead + end : undefined;
}
