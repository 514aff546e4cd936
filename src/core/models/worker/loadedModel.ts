import { randomInt } from "node:crypto";
import { availableParallelism } from "node:os";
import { LlamaChat, LlamaCompletion, resolveChatWrapper, type LlamaContextSequence } from "node-llama-cpp";
import { SlotPool } from "../../common/slotPool";
import type { FinishReason, ModelRequest, Sampling, TokenUsage } from "../languageModel";
import { ModelError } from "../modelError";
import { answerGrammar } from "./answerGrammar";
import { DEFAULT_CONTEXT_TOKENS, type Weights } from "./embeddedMessages";
import { openWeights } from "./openWeights";
import { readPrompt, type AnswerOptions, type Decoder, type Piece } from "./readPrompt";

/** Answers at once for one model: an action or chat, and ghost text beside it. */
const PARALLEL_ANSWERS = 2;
/** Below this size threads only wait for each other (measured: 1.5 tokens/s with four, 1,000 with one). */
const ONE_THREAD_BYTES = 100 * 1024 * 1024;
/** Seeds are unsigned 32-bit numbers. */
const MAX_SEED = 2 ** 32 - 1;
/** A prompt that leaves less room than this for the answer is refused. */
const MIN_ANSWER_TOKENS = 16;

export interface AnswerEnd {
  readonly reason: FinishReason;
  readonly usage: TokenUsage;
}

export interface LoadedModel {
  /** Whether a graphics card computes any of its layers. */
  readonly usesGpu: boolean;
  /** Generates one answer, calling `onChunk` as it grows. Throws ModelError, or anything when aborted. */
  generate(
    request: ModelRequest,
    signal: AbortSignal,
    onChunk: (chunk: Pick<Piece, "kind" | "text">) => void,
  ): Promise<AnswerEnd>;
}

/** Loads a GGUF file into llama.cpp. Throws ModelError. */
export async function loadWeights(weights: Weights): Promise<LoadedModel> {
  const model = await openWeights(weights);
  const contextSize = weights.contextTokens ?? Math.min(model.trainContextSize, DEFAULT_CONTEXT_TOKENS);
  const ownThreads = model.size < ONE_THREAD_BYTES ? 1 : model.llama.cpuMathCores;
  const context = await model.createContext({
    contextSize,
    sequences: PARALLEL_ANSWERS,
    threads: Math.min(weights.threads ?? ownThreads, availableParallelism()),
  });
  const wrapper = resolveChatWrapper(model);
  const slots = new SlotPool(
    Array.from({ length: PARALLEL_ANSWERS }, () => createDecoder(context.getSequence())),
  );

  return {
    usesGpu: model.gpuLayers > 0,
    generate: (request, signal, onChunk) =>
      slots.use(signal, async (decoder) => {
        const { sampling, jsonSchema } = request;
        const prompt = readPrompt(request.prompt, {
          model,
          wrapper,
          writtenOut: weights.writtenOut ?? false,
        });
        const room = contextSize - prompt.tokens - 1;
        if (room < Math.min(MIN_ANSWER_TOKENS, sampling.maxTokens)) {
          const askedTokens = prompt.tokens + sampling.maxTokens;
          throw new ModelError("tooLong", { limitTokens: contextSize, askedTokens });
        }
        let completionTokens = 0;
        const options = {
          signal,
          ...answerOptions(sampling),
          maxTokens: Math.min(sampling.maxTokens, room),
          ...(jsonSchema && { grammar: await answerGrammar(model.llama, jsonSchema) }),
        };
        const { metadata } = await prompt.ask(decoder, options, ({ kind, text, tokens }) => {
          completionTokens += tokens;
          if (text !== "") onChunk({ kind, text });
        });
        const reason = metadata.stopReason === "maxTokens" ? "length" : "stop";
        return { reason, usage: { promptTokens: prompt.tokens, completionTokens } };
      }),
  };

  function createDecoder(contextSequence: LlamaContextSequence): Decoder {
    return {
      chat: new LlamaChat({ contextSequence, chatWrapper: wrapper }),
      completion: new LlamaCompletion({ contextSequence }),
    };
  }
}

function answerOptions({ temperature, topP, topK, repetitionPenalty, seed, stop }: Sampling): AnswerOptions {
  return {
    // node-llama-cpp's own default is greedy, at which small models go round in circles.
    temperature: temperature ?? 0.7,
    ...(topP !== undefined && { topP }),
    ...(topK !== undefined && { topK }),
    // Its own default is 1.1.
    ...(repetitionPenalty !== undefined && { repeatPenalty: { penalty: repetitionPenalty } }),
    // Its own default is the clock in seconds, with which a second try says the same again.
    seed: seed ?? randomInt(MAX_SEED),
    ...(stop?.length && { customStopTriggers: [...stop] }),
  };
}
