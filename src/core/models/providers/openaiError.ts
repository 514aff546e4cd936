import { APIConnectionError, APIConnectionTimeoutError, APIError } from "openai";
import { ModelError } from "../modelError";
import { httpError } from "./httpError";
import { networkError } from "./networkError";

/** What a request was about. */
export interface Asked {
  readonly model: string;
  readonly host: string;
  /** Some servers repeat the key that they refuse. */
  readonly secret: string | undefined;
}

/** The client's error as ours. */
export function openAiError(error: unknown, { model, host, secret }: Asked): ModelError {
  if (error instanceof ModelError) return error;
  if (error instanceof APIConnectionTimeoutError) return new ModelError("timedOut", { subject: host });
  if (!(error instanceof APIError) || error instanceof APIConnectionError) return networkError(error, host);
  const { code, message, n_ctx, n_prompt_tokens } = errorBody(error);
  const words = typeof message === "string" ? message : error.message;
  const status = (error.status as number | undefined) ?? statusIn(code);
  return httpError({
    status,
    subject: status === 404 ? model : host,
    retryAfter: (error.headers as Headers | undefined)?.get("retry-after"),
    code: typeof code === "string" ? code : undefined,
    detail: secret === undefined ? words : words.replaceAll(secret, "…"),
    ...(typeof n_ctx === "number" && { limitTokens: n_ctx }),
    ...(typeof n_prompt_tokens === "number" && { askedTokens: n_prompt_tokens }),
    ...(secret === undefined && { cause: error }),
  });
}

interface ErrorBody {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly param?: unknown;
  /** llama.cpp's numbers for a prompt that is too long (https://github.com/ggml-org/llama.cpp/pull/15780). */
  readonly n_ctx?: unknown;
  readonly n_prompt_tokens?: unknown;
}

/** What the server said; Google's compatible endpoint says it in a list: `[{"error": {…}}]`. */
function errorBody({ error }: { readonly error: unknown }): ErrorBody {
  const first: unknown = Array.isArray(error) ? (error as readonly unknown[])[0] : error;
  const body = Array.isArray(error) && isObject(first) && "error" in first ? first.error : first;
  return isObject(body) ? body : {};
}

/** An error inside a stream has no status of its own; OpenRouter and llama.cpp put the number into the event. */
function statusIn(code: unknown): number | undefined {
  return typeof code === "number" && code >= 400 && code < 600 ? code : undefined;
}

const REFUSAL_CODES: readonly unknown[] = ["unsupported_parameter", "unsupported_value", "unknown_parameter"];
const REFUSAL_WORDS = /unsupported|not support|unknown|unrecognized|not permitted|not allowed|not a valid/i;

/**
 * Which of `options` the server refuses to know, when that is why it answered 400 or 422: OpenAI says it in `param`,
 * Mistral in a list of places (`"loc":["body","stream_options"]`), Azure in words ("Unrecognized request argument
 * supplied: stream_options"), Google likewise ("Unknown name \"seed\"").
 */
export function refusedOption(error: unknown, options: readonly string[]): string | undefined {
  if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422)) return undefined;
  const { code, param } = errorBody(error);
  if (!REFUSAL_CODES.includes(code) && !REFUSAL_WORDS.test(error.message)) return undefined;
  return options.find((name) => name === param) ?? options.find((name) => named(name).test(error.message));
}

/** In quotation marks, which JSON may escape, or at the end of Azure's sentence. */
function named(option: string): RegExp {
  return new RegExp(`(["'\`])${option}\\\\?\\1|supplied: ${option}\\b`);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
