import { randomInt } from "node:crypto";
import { open } from "node:fs/promises";
import { availableParallelism } from "node:os";
import {
  getLlama,
  LlamaChat,
  LlamaCompletion,
  LlamaLogLevel,
  resolveChatWrapper,
  type ChatHistoryItem,
  type Llama,
  type LlamaContextSequence,
  type LlamaModel,
} from "node-llama-cpp";
import type { ChatPrompt, FinishReason, ModelRequest, TokenUsage } from "../languageModel";
import { ModelError } from "../modelError";
import { SlotPool } from "./slotPool";
import type { Weights } from "./embeddedMessages";

/** Answers at once for one model: an action or chat, and ghost text beside it. */
const PARALLEL_ANSWERS = 2;
/** Without a word from the writer no more context than this is reserved: it costs memory. */
const DEFAULT_CONTEXT_TOKENS = 4096;
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
  /** Generates one answer, calling `onText` as it grows. Throws ModelError, or anything when aborted. */
  generate(request: ModelRequest, signal: AbortSignal, onText: (text: string) => void): Promise<AnswerEnd>;
}

/** Loads a GGUF file into llama.cpp on the CPU (on macOS Metal). Throws ModelError. */
export async function loadWeights(weights: Weights): Promise<LoadedModel> {
  await checkFile(weights.path);
  const llama = await startLlama();
  const model = await loadModel(llama, weights.path);
  const contextSize = weights.contextTokens ?? Math.min(model.trainContextSize, DEFAULT_CONTEXT_TOKENS);
  const ownThreads = model.size < ONE_THREAD_BYTES ? 1 : llama.cpuMathCores;
  const context = await model.createContext({
    contextSize,
    sequences: PARALLEL_ANSWERS,
    threads: Math.min(weights.threads ?? ownThreads, availableParallelism()),
  });
  const wrapper = resolveChatWrapper(model);
  const slots = new SlotPool(
    Array.from({ length: PARALLEL_ANSWERS }, () => createSlot(context.getSequence())),
  );

  return {
    generate: (request, signal, onText) =>
      slots.use(signal, async ({ chat, completion }) => {
        const { prompt, sampling } = request;
        const history = prompt.kind === "chat" ? chatHistory(prompt) : [];
        const promptTokens =
          prompt.kind === "chat"
            ? wrapper.generateContextState({ chatHistory: history }).contextText.tokenize(model.tokenizer)
                .length
            : model.tokenize(prompt.kind === "text" ? prompt.text : prompt.prefix + prompt.suffix).length;
        const room = contextSize - promptTokens - 1;
        if (room < Math.min(MIN_ANSWER_TOKENS, sampling.maxTokens)) {
          const askedTokens = promptTokens + sampling.maxTokens;
          throw new ModelError("tooLong", { limitTokens: contextSize, askedTokens });
        }
        let completionTokens = 0;
        const { temperature, topP, topK, seed, stop } = sampling;
        const options = {
          signal,
          maxTokens: Math.min(sampling.maxTokens, room),
          // node-llama-cpp's own default is greedy, at which small models go round in circles.
          temperature: temperature ?? 0.7,
          ...(topP !== undefined && { topP }),
          ...(topK !== undefined && { topK }),
          // Its own default is the clock in seconds, with which a second try says the same again.
          seed: seed ?? randomInt(MAX_SEED),
          ...(stop?.length && { customStopTriggers: [...stop] }),
          onTextChunk: onText,
          onToken: (tokens: readonly unknown[]) => (completionTokens += tokens.length),
        };
        const { metadata } = await answer(prompt, { chat, completion, history, options });
        const reason = metadata.stopReason === "maxTokens" ? "length" : "stop";
        return { reason, usage: { promptTokens, completionTokens } };
      }),
  };

  function createSlot(contextSequence: LlamaContextSequence) {
    return {
      chat: new LlamaChat({ contextSequence, chatWrapper: wrapper }),
      completion: new LlamaCompletion({ contextSequence }),
    };
  }
}

interface AnswerParts {
  readonly chat: LlamaChat;
  readonly completion: LlamaCompletion;
  readonly history: ChatHistoryItem[];
  readonly options: NonNullable<Parameters<LlamaCompletion["generateCompletionWithMeta"]>[1]>;
}

function answer(prompt: ModelRequest["prompt"], { chat, completion, history, options }: AnswerParts) {
  if (prompt.kind === "chat") return chat.generateResponse(history, options);
  if (prompt.kind === "text") return completion.generateCompletionWithMeta(prompt.text, options);
  const { prefix, suffix } = prompt;
  // A vocabulary without infill tokens still goes on with the text before the gap.
  return completion.infillSupported
    ? completion.generateInfillCompletionWithMeta(prefix, suffix, options)
    : completion.generateCompletionWithMeta(prefix, options);
}

function chatHistory({ system, messages }: ChatPrompt): ChatHistoryItem[] {
  return [
    ...(system ? [{ type: "system" as const, text: system }] : []),
    ...messages.map(({ role, content }) =>
      role === "user"
        ? { type: "user" as const, text: content }
        : { type: "model" as const, response: [content] },
    ),
    { type: "model" as const, response: [] },
  ];
}

/** Every GGUF file begins with these four bytes (ggml's docs/gguf.md). */
const GGUF_MAGIC = "GGUF";

async function checkFile(path: string): Promise<void> {
  const file = await open(path).catch((cause: unknown) => {
    throw new ModelError("fileNotFound", { subject: path, cause });
  });
  try {
    const isFile = (await file.stat()).isFile();
    const magic = isFile ? (await file.read(Buffer.alloc(4), 0, 4, 0)).buffer.toString("latin1") : "";
    if (magic !== GGUF_MAGIC) {
      throw new ModelError("badFile", { subject: path, detail: "not GGUF" });
    }
  } finally {
    await file.close();
  }
}

async function startLlama(): Promise<Llama> {
  try {
    return await getLlama({
      gpu: process.platform === "darwin" ? "auto" : false,
      build: "never",
      skipDownload: true,
      progressLogs: false,
      logLevel: LlamaLogLevel.disabled,
    });
  } catch (cause) {
    throw new ModelError("engineFailed", {
      detail: cause instanceof Error ? cause.message : "no binary",
      cause,
    });
  }
}

async function loadModel(llama: Llama, modelPath: string): Promise<LlamaModel> {
  try {
    return await llama.loadModel({ modelPath });
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : "";
    throw new ModelError("badFile", { subject: modelPath, detail, cause });
  }
}
