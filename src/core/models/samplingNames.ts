import type { Sampling } from "./languageModel";

/** A way of asking; each has its own names for the sampling options. */
export type Wire =
  | "openai chat"
  | "openai responses"
  | "openai completions"
  | "compatible chat"
  | "compatible completions"
  | "ollama"
  | "llama.cpp"
  | "huggingface chat"
  | "huggingface text"
  | "vscode"
  | "embedded";

type Names = Partial<Record<keyof Sampling, string>>;

/** https://platform.openai.com/docs/api-reference/completions/create */
const COMPLETIONS: Names = {
  maxTokens: "max_tokens",
  temperature: "temperature",
  topP: "top_p",
  seed: "seed",
  stop: "stop",
  candidates: "n",
  logprobs: "logprobs",
};

/** What vLLM, llama.cpp, LM Studio, OpenRouter and others add to OpenAI's protocol, under one name. */
const COMPATIBLE: Names = { ...COMPLETIONS, topK: "top_k", repetitionPenalty: "repetition_penalty" };

/**
 * What each way of asking calls each option. An option that is missing is one that it does not have. The table
 * in docs/generation.md is made from this one (a test keeps the two equal).
 */
export const SAMPLING_NAMES: Readonly<Record<Wire, Names>> = {
  // https://platform.openai.com/docs/api-reference/chat/create (max_tokens is its deprecated name)
  "openai chat": { ...COMPLETIONS, maxTokens: "max_completion_tokens" },
  // https://platform.openai.com/docs/api-reference/responses/create
  "openai responses": { maxTokens: "max_output_tokens", temperature: "temperature", topP: "top_p" },
  "openai completions": COMPLETIONS,
  "compatible chat": COMPATIBLE,
  "compatible completions": COMPATIBLE,
  // https://github.com/ollama/ollama/blob/main/docs/modelfile.md#valid-parameters-and-values
  ollama: {
    maxTokens: "num_predict",
    temperature: "temperature",
    topP: "top_p",
    topK: "top_k",
    repetitionPenalty: "repeat_penalty",
    seed: "seed",
    stop: "stop",
    logprobs: "logprobs", // beside `options`, not in it (docs/openapi.yaml)
  },
  // https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md#post-completion
  "llama.cpp": {
    maxTokens: "n_predict",
    temperature: "temperature",
    topP: "top_p",
    topK: "top_k",
    repetitionPenalty: "repeat_penalty",
    seed: "seed",
    stop: "stop",
    logprobs: "n_probs",
  },
  // https://huggingface.co/docs/inference-providers/tasks/chat-completion
  "huggingface chat": {
    maxTokens: "max_tokens",
    temperature: "temperature",
    topP: "top_p",
    seed: "seed",
    stop: "stop",
    logprobs: "logprobs",
  },
  // Sent to a completions endpoint: TGI's own has these but top_k (its docs/openapi.json, CompletionRequest)
  "huggingface text": {
    maxTokens: "max_tokens",
    temperature: "temperature",
    topP: "top_p",
    topK: "top_k",
    repetitionPenalty: "repetition_penalty",
    seed: "seed",
    stop: "stop",
  },
  // VS Code hands `modelOptions` to the model's own extension; Copilot takes OpenAI's names.
  vscode: { maxTokens: "max_tokens", temperature: "temperature", topP: "top_p", seed: "seed", stop: "stop" },
  // node-llama-cpp's LLamaChatPromptOptions
  embedded: {
    maxTokens: "maxTokens",
    temperature: "temperature",
    topP: "topP",
    topK: "topK",
    repetitionPenalty: "repeatPenalty",
    seed: "seed",
    stop: "customStopTriggers",
  },
};

/**
 * The sampling options under the names of one way of asking. What it does not have is left out and reported to
 * `lacks` by our name. Options that say nothing (one candidate, no logprobs, an empty stop list) are left out.
 */
export function wireSampling(
  sampling: Sampling,
  wire: Wire,
  lacks: (option: string) => void,
): Record<string, unknown> {
  const names = SAMPLING_NAMES[wire];
  const given: Partial<Sampling> = { ...sampling };
  const body: Record<string, unknown> = {};
  for (const [option, value] of Object.entries(given) as [keyof Sampling, Sampling[keyof Sampling]][]) {
    const saysNothing =
      value === undefined ||
      value === false ||
      (Array.isArray(value) && value.length === 0) ||
      (option === "candidates" && value === 1);
    if (saysNothing) continue;
    const name = names[option];
    if (name !== undefined) body[name] = value;
    // Not to punish repetition is what whoever lacks the option does anyway; others may have another default.
    else if (option !== "repetitionPenalty" || value !== 1) lacks(option);
  }
  return body;
}
