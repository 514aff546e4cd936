/**
 * The words of the OpenAI API: stream events, bodies and errors.
 *
 * - Chat chunks: https://platform.openai.com/docs/api-reference/chat-streaming
 * - Completions: https://platform.openai.com/docs/api-reference/completions/object
 * - Shapes in full: https://github.com/openai/openai-openapi (CreateChatCompletionStreamResponse,
 *   CreateCompletionResponse, ChatCompletionStreamOptions, ErrorResponse)
 * - Errors: https://platform.openai.com/docs/guides/error-codes
 * - `reasoning_content`: https://api-docs.deepseek.com/guides/reasoning_model; newer vLLM says `reasoning`:
 *   https://docs.vllm.ai/en/latest/features/reasoning_outputs/
 */
import type { Dialect, Turn, WireError } from "./dialect";
import type { StatusReason, Usage } from "./script";

/** What a request says about the answer it wants. */
export interface CompletionContext {
  readonly model: string;
  /** `stream_options.include_usage`. */
  readonly includeUsage: boolean;
  /** `n`. */
  readonly candidates?: number;
  /** `logprobs`. */
  readonly logprobs?: boolean;
  /** The field that carries a thinking model's thoughts. */
  readonly reasoningField: "reasoning_content" | "reasoning";
}

const CREATED = 1735689600;

/** What every OpenAI response carries, and no test should depend on. */
export const openAiHeaders = { "x-request-id": "req_fake", "openai-version": "2020-10-01" } as const;

/** `POST /v1/chat/completions`. */
export function chatDialect(context: CompletionContext): Dialect {
  const { model, includeUsage, reasoningField } = context;
  const base = { id: "chatcmpl-fake", created: CREATED, model, system_fingerprint: "fp_fake" };
  // With include_usage every chunk has the field; it is null in all but the last.
  const chunk = (choices: readonly unknown[], usage: unknown = null) => ({
    ...base,
    object: "chat.completion.chunk",
    choices,
    ...(includeUsage ? { usage } : {}),
  });
  const delta = (value: unknown, more: object = {}) =>
    chunk([{ index: 0, delta: value, logprobs: null, finish_reason: null, ...more }]);
  const beginning = (turn: Turn) => [
    delta({ role: "assistant", content: "", refusal: null }),
    ...turn.reasoning.map((thought) => delta({ [reasoningField]: thought })),
    ...pieces(turn, context).map(({ text, index, logprob }) => {
      const content = [{ token: text, logprob, bytes: null, top_logprobs: [] }];
      return delta({ content: text }, { index, ...(logprob !== undefined && { logprobs: { content } }) });
    }),
  ];
  return {
    ...errors(model),
    whole: ({ chunks, reasoning, finishReason, usage }) => {
      const thoughts = reasoning.length > 0 ? { [reasoningField]: reasoning.join("") } : {};
      const message = { role: "assistant", content: chunks.join(""), refusal: null, ...thoughts };
      const choices = [{ index: 0, message, logprobs: null, finish_reason: finishReason }];
      return { ...base, object: "chat.completion", choices, usage: usageBody(usage) };
    },
    beginning,
    events: (turn) => [
      ...beginning(turn),
      ...indices(turn, context).map((index) => delta({}, { index, finish_reason: turn.finishReason })),
      ...(includeUsage ? [chunk([], usageBody(turn.usage))] : []),
    ],
  };
}

/** `POST /v1/completions`. Streamed and whole answers have the same shape. */
export function textDialect(context: CompletionContext): Dialect {
  const { model, includeUsage } = context;
  const body = (choices: readonly unknown[], usage?: unknown) => ({
    id: "cmpl-fake",
    object: "text_completion",
    created: CREATED,
    model,
    choices,
    ...(usage === undefined ? {} : { usage }),
  });
  const choice = (text: string, more: object = {}) => [
    { text, index: 0, logprobs: null, finish_reason: null, ...more },
  ];
  const unused = includeUsage ? null : undefined;
  const beginning = (turn: Turn) =>
    pieces(turn, context).map(({ text, index, logprob }) => {
      const logprobs = { tokens: [text], token_logprobs: [logprob], top_logprobs: null, text_offset: [0] };
      return body(choice(text, { index, ...(logprob !== undefined && { logprobs }) }), unused);
    });
  return {
    ...errors(model),
    whole: ({ chunks, finishReason, usage }) =>
      body(choice(chunks.join(""), { finish_reason: finishReason }), usageBody(usage)),
    beginning,
    events: (turn) => [
      ...beginning(turn),
      ...indices(turn, context).map((index) =>
        body(choice("", { index, finish_reason: turn.finishReason }), unused),
      ),
      ...(includeUsage ? [body([], usageBody(turn.usage))] : []),
    ],
  };
}

/** The chunks of all answers that were asked for, a chunk of each in turn. */
function pieces({ chunks, alternatives, logprobs }: Turn, context: CompletionContext) {
  const answers = [chunks, ...alternatives].slice(0, context.candidates ?? 1);
  const longest = Math.max(...answers.map(({ length }) => length));
  return Array.from({ length: longest }, (_, i) => i).flatMap((i) =>
    answers.flatMap((answer, index) => {
      const text = answer[i];
      const logprob = context.logprobs && index === 0 ? logprobs[i] : undefined;
      return text === undefined ? [] : [{ text, index, logprob }];
    }),
  );
}

function indices({ alternatives }: Turn, { candidates = 1 }: CompletionContext): number[] {
  return Array.from({ length: Math.min(candidates, 1 + alternatives.length) }, (_, i) => i);
}

/** The body of `GET /v1/models`. */
export function modelList(ids: readonly string[]): unknown {
  const data = ids.map((id) => ({ id, object: "model", created: CREATED, owned_by: "fake" }));
  return { object: "list", data };
}

/** What OpenAI answers to each reason for refusing. `subject` is the model, path or key it is about. */
export function openAiError(reason: StatusReason, subject: string): WireError {
  const invalid = (status: number, message: string, code: string | null, param: string | null = null) =>
    problem(status, message, "invalid_request_error", code, param);
  switch (reason) {
    case "unauthorized":
      return subject === ""
        ? invalid(401, "You didn't provide an API key. Provide it in an Authorization header.", null)
        : invalid(401, `Incorrect API key provided: ${masked(subject)}.`, "invalid_api_key");
    case "modelNotFound":
      return invalid(
        404,
        `The model \`${subject}\` does not exist or you do not have access to it.`,
        "model_not_found",
      );
    case "unknownUrl":
      return invalid(404, `Invalid URL (${subject})`, null);
    case "contextTooLong":
      return invalid(
        400,
        "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens. " +
          "Please reduce the length of the messages.",
        "context_length_exceeded",
        "messages",
      );
    case "unsupportedParameter":
      return invalid(
        400,
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        "unsupported_parameter",
        "max_tokens",
      );
    case "rateLimited":
      return problem(
        429,
        `Rate limit reached for ${subject} in organization org-fake on tokens per min (TPM): Limit 30000, ` +
          "Used 28039, Requested 3906. Please try again in 3.89s.",
        "tokens",
        "rate_limit_exceeded",
      );
    case "outOfQuota":
      return problem(
        429,
        "You exceeded your current quota, please check your plan and billing details.",
        "insufficient_quota",
        "insufficient_quota",
      );
    case "serverError":
      return problem(500, "The server had an error while processing your request. Sorry about that!");
    case "overloaded":
      return problem(
        503,
        "Our servers are currently overloaded. Please try again later.",
        "service_unavailable_error",
        "server_is_overloaded",
      );
    case "loading":
      // OpenAI itself never says this; llama.cpp's server does, with a number as the code:
      // https://github.com/ggml-org/llama.cpp/tree/master/tools/server (GET /health)
      return {
        status: 503,
        body: { error: { code: 503, message: "Loading model", type: "unavailable_error" } },
      };
  }
}

export function errors(model: string): Pick<Dialect, "error" | "errorEvent" | "endsWithDone" | "headers"> {
  const error = (reason: StatusReason) =>
    openAiError(reason, reason === "unauthorized" ? "sk-wrong-key" : model);
  return { error, errorEvent: (reason) => error(reason).body, endsWithDone: true, headers: openAiHeaders };
}

function problem(
  status: number,
  message: string,
  type = "server_error",
  code: string | null = null,
  param: string | null = null,
): WireError {
  return { status, body: { error: { message, type, param, code } } };
}

/** OpenAI repeats the key it refuses, with its middle hidden. */
function masked(key: string): string {
  return `${key.slice(0, 3)}${"*".repeat(Math.max(3, key.length - 7))}${key.slice(-4)}`;
}

function usageBody({ promptTokens, completionTokens }: Usage): unknown {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  };
}
