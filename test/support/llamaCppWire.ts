/**
 * The words of llama.cpp's own server: events, bodies and errors.
 *
 * - https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md (`/completion`, `/infill`, `/props`,
 *   `/health`, "API errors"); its chat is that of `openAiWire.ts`
 * - The fields of each event: tools/server/server-task.cpp (`to_json_non_oaicompat`, `probs_vector_to_json`)
 * - The errors: tools/server/server-common.cpp (`format_error_response`)
 */
import type { Dialect, Turn, WireError } from "./dialect";
import { chatDialect } from "./openAiWire";
import type { StatusReason } from "./script";

export interface LlamaCppContext {
  readonly model: string;
  readonly includeUsage: boolean;
  /** Whether `n_probs` in the request asks for more than none. */
  readonly logprobs: boolean;
}

/** `POST /completion` and `POST /infill`. */
export function llamaCppTextDialect({ model, logprobs }: LlamaCppContext): Dialect {
  const beginning = (turn: Turn) =>
    turn.chunks.map((content, i) => ({
      index: 0,
      content,
      tokens: [1000 + i],
      stop: false,
      id_slot: 0,
      tokens_predicted: i + 1,
      tokens_evaluated: turn.usage.promptTokens,
      ...(logprobs && { completion_probabilities: [probability(content, turn.logprobs[i])] }),
    }));
  const end = ({ finishReason, usage }: Turn, content = "") => ({
    index: 0,
    content,
    tokens: [],
    id_slot: 0,
    stop: true,
    model,
    tokens_predicted: usage.completionTokens,
    tokens_evaluated: usage.promptTokens,
    has_new_line: false,
    truncated: false,
    stop_type: finishReason === "length" ? "limit" : "eos",
    stopping_word: "",
    tokens_cached: usage.promptTokens + usage.completionTokens,
    timings: { cache_n: 0, prompt_n: usage.promptTokens, predicted_n: usage.completionTokens },
  });
  return {
    ...errors,
    whole: (turn) => end(turn, turn.chunks.join("")),
    beginning,
    events: (turn) => [...beginning(turn), end(turn)],
    endsWithDone: false,
  };
}

/** `POST /v1/chat/completions`. */
export function llamaCppChatDialect(context: LlamaCppContext): Dialect {
  return { ...chatDialect({ ...context, reasoningField: "reasoning_content" }), ...errors };
}

function probability(token: string, logprob: number | undefined): unknown {
  const likeliest = { id: 1000, token, bytes: [...Buffer.from(token)], logprob };
  return { ...likeliest, top_logprobs: [likeliest] };
}

/** What llama.cpp's server answers to each reason for refusing. */
export function llamaCppError(reason: StatusReason): WireError {
  const says = (code: number, type: string, message: string, more = {}): WireError => ({
    status: code,
    body: { error: { code, message, type, ...more } },
  });
  switch (reason) {
    case "unauthorized":
      return says(401, "authentication_error", "Invalid API Key");
    case "unknownUrl":
      return says(404, "not_found_error", "File Not Found");
    case "modelNotFound":
      return says(404, "not_found_error", "model 'acme/missing' not found"); // with several models ("router mode")
    case "contextTooLong":
      return says(
        400,
        "exceed_context_size_error",
        "request (9412 tokens) exceeds the available context size (8192 tokens), try increasing it",
        { n_prompt_tokens: 9412, n_ctx: 8192 },
      );
    case "unsupportedParameter":
      return says(400, "invalid_request_error", "Failed to parse grammar");
    case "serverError":
      return says(500, "server_error", "Compute error.");
    case "loading":
      return says(503, "unavailable_error", "Loading model");
    case "rateLimited":
    case "outOfQuota":
    case "overloaded":
      throw new Error(`llama.cpp's server has no such answer: ${reason}`);
  }
}

const errors = {
  error: llamaCppError,
  errorEvent: (reason: StatusReason) => llamaCppError(reason).body,
  headers: { server: "llama.cpp" },
};
