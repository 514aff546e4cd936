/**
 * The words of Ollama: lines of JSON, bodies and errors.
 *
 * - https://github.com/ollama/ollama/blob/main/docs/api.md (`/api/generate`, `/api/chat`)
 * - https://github.com/ollama/ollama/blob/main/docs/openapi.yaml (`logprobs`, `thinking`)
 * - https://github.com/ollama/ollama/blob/main/docs/api/errors.mdx (an error in the middle of a stream)
 * - What it says of each failure: server/routes.go, server/sched.go, llm/llama_server.go of the same repository.
 */
import type { Dialect, Turn, WireError } from "./dialect";
import type { StatusReason } from "./script";

const CREATED = "2023-08-04T19:22:45.499127Z";

export interface OllamaContext {
  readonly model: string;
  /** `logprobs: true` in the request. */
  readonly logprobs: boolean;
}

/** `POST /api/generate`. */
export function ollamaGenerateDialect(context: OllamaContext): Dialect {
  return ollamaDialect(context, ({ response = "", thinking }) => ({
    response,
    ...(thinking && { thinking }),
  }));
}

/** `POST /api/chat`. */
export function ollamaChatDialect(context: OllamaContext): Dialect {
  return ollamaDialect(context, ({ response = "", thinking }) => ({
    message: { role: "assistant", content: response, ...(thinking && { thinking }) },
  }));
}

type Said = (piece: { readonly response?: string; readonly thinking?: string }) => object;

function ollamaDialect({ model, logprobs }: OllamaContext, said: Said): Dialect {
  const base = { model, created_at: CREATED };
  const beginning = (turn: Turn) => [
    ...turn.reasoning.map((thinking) => ({ ...base, ...said({ thinking }), done: false })),
    ...turn.chunks.map((response, i) => ({
      ...base,
      ...said({ response }),
      done: false,
      ...(logprobs && {
        logprobs: [{ token: response, logprob: turn.logprobs[i], bytes: [...Buffer.from(response)] }],
      }),
    })),
  ];
  const end = ({ finishReason, usage }: Turn, response = "") => ({
    ...base,
    ...said({ response }),
    done: true,
    done_reason: finishReason,
    total_duration: 10706818083,
    load_duration: 6338219291,
    prompt_eval_count: usage.promptTokens,
    prompt_eval_duration: 130079000,
    eval_count: usage.completionTokens,
    eval_duration: 4232710000,
  });
  return {
    whole: (turn) => end(turn, turn.chunks.join("")),
    beginning,
    events: (turn) => [...beginning(turn), end(turn)],
    error: (reason) => ollamaError(reason, model),
    errorEvent: (reason) => ollamaError(reason, model).body,
    endsWithDone: false,
    headers: {},
  };
}

/** What Ollama answers to each reason for refusing. */
export function ollamaError(reason: StatusReason, model: string): WireError {
  const says = (status: number, error: string): WireError => ({ status, body: { error } });
  switch (reason) {
    case "unauthorized":
      return says(401, "unauthorized");
    case "unknownUrl":
      return { status: 404, body: "404 page not found" }; // gin's own
    case "modelNotFound":
      return says(404, `model '${model}' not found`);
    case "contextTooLong":
      // Passed on from the llama.cpp that runs inside.
      return says(
        400,
        "request (9412 tokens) exceeds the available context size (8192 tokens), try increasing it",
      );
    case "unsupportedParameter":
      return says(400, `"${model}" does not support thinking`);
    case "rateLimited":
      return says(429, "you've reached your hourly usage limit"); // of a model in its cloud
    case "outOfQuota":
      return says(402, "this model requires a subscription");
    case "serverError":
      return says(
        500,
        "model runner has unexpectedly stopped, this may be due to resource limitations or an internal error, " +
          "check ollama server logs for details",
      );
    case "overloaded":
      return says(503, "server busy, please try again.  maximum pending requests exceeded");
    case "loading":
      throw new Error("Ollama has no such answer: it keeps the request until the model is loaded");
  }
}
