import type { ModelFacts } from "./catalogue/modelFacts";
import type { PromptFormat } from "./catalogue/promptFormat";
import type { Prompt } from "./prompt";

/** How tokens are drawn. What is left out is the model's own default. */
export interface Sampling {
  /** The most tokens that the answer may have. */
  readonly maxTokens: number;
  /** 0 is greedy, 2 is wild. */
  readonly temperature?: number;
  readonly topP?: number;
  readonly topK?: number;
  /** 1 is none; higher repeats less. */
  readonly repetitionPenalty?: number;
  readonly seed?: number;
  /** The answer ends before any of these strings. */
  readonly stop?: readonly string[];
  /** How many answers the caller can use; 1 when left out. Text of the later ones is marked. */
  readonly candidates?: number;
  /** Whether the chunks of text should say how sure the model was. */
  readonly logprobs?: boolean;
}

/** The form of an answer that is data and not prose. */
export interface AnswerSchema {
  /** Letters, digits, "_" and "-" (https://platform.openai.com/docs/guides/structured-outputs). */
  readonly name: string;
  /**
   * JSON Schema of an object, in which every property is required and no other is allowed: what OpenAI's strict mode
   * and llama.cpp's grammars can both hold a model to.
   */
  readonly schema: Readonly<Record<string, unknown>>;
}

export interface ModelRequest {
  readonly prompt: Prompt;
  readonly sampling: Sampling;
  /** Holds the answer to this form where the server can. Elsewhere nothing does, so the prompt has to say it too. */
  readonly jsonSchema?: AnswerSchema;
}

export type FinishReason = "stop" | "length" | "filtered";

/** Tokens as the server counted them, unless `estimated`. */
export interface TokenUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Counted here, with a tokenizer that need not be the model's own. */
  readonly estimated?: true;
}

/** A piece of an answer, in the order of arrival. A whole answer ends with exactly one finish. */
export type ModelChunk =
  | {
      readonly kind: "text";
      readonly text: string;
      /** Which of several answers it belongs to; the first, 0, is left out. */
      readonly candidate?: number;
      /** Natural logarithm of the probability that the model gave to this text. */
      readonly logprob?: number;
    }
  | { readonly kind: "reasoning"; readonly text: string }
  | { readonly kind: "finish"; readonly reason: FinishReason; readonly usage?: TokenUsage };

/** What is known of a model before it is asked. */
export interface ModelInfo {
  /** The name that the writer gave it in the settings. */
  readonly name: string;
  /** The provider's own id of the model, or the file's name. */
  readonly model: string;
  /** Instruct models follow a conversation; base models only go on with a text. */
  readonly kind: "instruct" | "base";
  /** Which prompts the adapter takes as they are; the others are adapted by `adaptPrompt`. */
  readonly prompts: readonly Prompt["kind"][];
  /** Whether it can be shown the images of a conversation; where it cannot, they are left out. */
  readonly seesImages: boolean;
  /** The context window in tokens, where known. */
  readonly contextTokens?: number;
  /** Where the text goes: undefined is this machine and process, else a host name with port. */
  readonly host?: string;
  /** What is known of it, and from whom. */
  readonly facts?: ModelFacts;
  /** Writes a conversation as text where the model takes text alone. */
  readonly format?: PromptFormat;
}

/**
 * The only way to a model. `stream` yields text as it arrives and ends with one finish chunk.
 * Aborting `signal` ends it with a ModelError of reason "aborted" and frees the socket or the decoder.
 * It throws ModelError and nothing else.
 */
export interface LanguageModel {
  readonly info: ModelInfo;
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelChunk>;
}
