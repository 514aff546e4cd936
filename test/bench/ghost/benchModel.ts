import { Channel } from "../../../src/core/common/channel";
import type { Clock } from "../../../src/core/common/clock";
import type {
  FinishReason,
  LanguageModel,
  ModelChunk,
  ModelInfo,
  ModelRequest,
} from "../../../src/core/models/languageModel";
import { ModelError } from "../../../src/core/models/modelError";
import type { Prompt } from "../../../src/core/models/prompt";
import { estimateTokens } from "../../../src/core/text/tokenEstimate";
import { astray, hardWrapped } from "./astray";
import { hash } from "./random";
import type { IntendedText } from "./intendedText";
import type { Language } from "./trace";

/** How fast a model is. */
export interface Speed {
  readonly firstTokenMs: number;
  readonly tokensPerSecond: number;
}

/** What was asked of the model. Tokens are estimated by the product's own rule. */
export interface Usage {
  requests: number;
  aborted: number;
  sentTokens: number;
  sentCharacters: number;
  receivedTokens: number;
}

/** How the text that it goes on with is written. */
export interface Manner {
  readonly language: Language;
  /** Its lines are broken by hand. */
  readonly isHardWrapped: boolean;
}

/** The model is right for so many words at the most. */
const MOST_WORDS = 8;

const HAN = /\p{Script=Han}/u;

/**
 * A model of set speed that is right for 0 to 8 words, which depends on the place alone, and then goes astray: it
 * says other words of the same language until the paragraph ends. Where the text holds a slip it is astray at once.
 */
export class BenchModel implements LanguageModel {
  readonly info: ModelInfo = {
    name: "bench",
    model: "bench",
    kind: "base",
    prompts: ["text", "infill"],
    seesImages: false,
    contextTokens: 4096,
  };
  readonly usage: Usage = { requests: 0, aborted: 0, sentTokens: 0, sentCharacters: 0, receivedTokens: 0 };

  constructor(
    private readonly clock: Clock,
    private readonly speed: Speed,
    private readonly intended: IntendedText,
    private readonly manner: Manner,
  ) {}

  stream({ prompt, sampling }: ModelRequest, signal: AbortSignal): AsyncIterable<ModelChunk> {
    const sent = promptText(prompt);
    this.usage.requests++;
    this.usage.sentTokens += estimateTokens(sent);
    this.usage.sentCharacters += sent.length;
    const { tokens, reason } = answer(this.#whole(prompt), sampling.maxTokens, [
      ...(sampling.stop ?? []),
      ...(prompt.kind === "text" ? (prompt.stop ?? []) : []),
    ]);
    return this.#send(tokens, reason, signal);
  }

  /** Everything that the model would say. */
  #whole(prompt: Prompt): string {
    const prefix = prefixOf(prompt);
    const intention = this.intended.after(prefix);
    if (intention === undefined) return this.#astray(hash(prefix.slice(-40)), prefix, "");
    const { place, before, text } = intention;
    const seed = hash(place);
    const words = seed % (MOST_WORDS + 1);
    const right = firstWords(text, words);
    if (words > 0 && right.length === text.length) return right;
    return right + this.#astray(seed, before + right, text.slice(right.length));
  }

  #astray(seed: number, before: string, truth: string): string {
    const { language, isHardWrapped } = this.manner;
    const text = astray({ seed, language, before, truth });
    return isHardWrapped ? hardWrapped(text, before.length - before.lastIndexOf("\n") - 1) : text;
  }

  /** The server goes on by itself, whether or not anybody reads, until it is done or told to stop. */
  #send(tokens: readonly string[], reason: FinishReason, signal: AbortSignal): AsyncIterable<ModelChunk> {
    const channel = new Channel<ModelChunk>();
    const { clock, usage } = this;
    const started = clock.now();
    const due = (index: number) =>
      started + this.speed.firstTokenMs + (index * 1000) / this.speed.tokensPerSecond - clock.now();
    let isOver = false;
    let cancel = () => {};
    const stop = () => {
      if (isOver) return;
      isOver = true;
      cancel();
      usage.aborted++;
      channel.fail(new ModelError("aborted"));
    };
    const produce = (index: number) => {
      const text = tokens[index];
      if (text !== undefined) {
        usage.receivedTokens++;
        channel.push({ kind: "text", text });
      }
      if (index < tokens.length - 1) {
        cancel = clock.after(due(index + 1), () => produce(index + 1));
        return;
      }
      isOver = true;
      signal.removeEventListener("abort", stop);
      channel.push({ kind: "finish", reason });
      channel.close();
    };
    cancel = clock.after(due(0), () => produce(0));
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
    return readOf(channel, stop);
  }
}

/** Reads the channel; a reader that turns away stops the server too. */
async function* readOf(channel: Channel<ModelChunk>, stop: () => void): AsyncGenerator<ModelChunk> {
  try {
    yield* channel;
  } finally {
    stop();
  }
}

/** The whole answer as the server sends it: in tokens, up to the limit or a stop string. */
export function answer(
  whole: string,
  maxTokens: number,
  stop: readonly string[],
): { tokens: string[]; reason: FinishReason } {
  const ends = stop.map((text) => whole.indexOf(text)).filter((offset) => offset >= 0);
  const tokens = tokensOf(whole.slice(0, Math.min(whole.length, ...ends)));
  if (tokens.length <= maxTokens) return { tokens, reason: "stop" };
  return { tokens: tokens.slice(0, maxTokens), reason: "length" };
}

/** About four characters of an alphabet each, words with the space before them; one or two of Chinese. */
export function tokensOf(text: string): string[] {
  const parts = text.match(/\s?[\p{L}\p{N}'’]+|\s?[^\p{L}\p{N}\s]+|\s+/gu) ?? [];
  return parts.flatMap((part) => {
    if (HAN.test(part)) return part.match(/.{1,2}/gsu) ?? [];
    const pieces = Math.ceil(part.length / 5.5);
    const size = Math.ceil(part.length / pieces);
    return part.match(new RegExp(`.{1,${size}}`, "gsu")) ?? [];
  });
}

/**
 * The first `count` words of `text`, the marks behind them included; the rest of a word counts as one. In Chinese two
 * characters are a word, about as many as words have there.
 */
export function firstWords(text: string, count: number): string {
  const word = HAN.test(text) ? String.raw`\p{Script=Han}{1,2}[^\p{Script=Han}]*` : String.raw`\s*\S+`;
  return new RegExp(`^(?:${word}){0,${count}}`, "u").exec(text)?.[0] ?? "";
}

function prefixOf(prompt: Prompt): string {
  switch (prompt.kind) {
    case "text":
      return prompt.text;
    case "infill":
      return prompt.prefix;
    case "chat":
      return prompt.messages.at(-1)?.content ?? "";
  }
}

function promptText(prompt: Prompt): string {
  switch (prompt.kind) {
    case "text":
      return prompt.text;
    case "infill":
      return prompt.prefix + prompt.suffix;
    case "chat":
      return [prompt.system ?? "", ...prompt.messages.map(({ content }) => content)].join("\n");
  }
}
