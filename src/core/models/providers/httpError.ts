import { ModelError, type ModelErrorReason } from "../modelError";

export interface HttpFailure {
  /** Undefined for an error inside a stream that began well. */
  readonly status?: number | undefined;
  readonly subject: string;
  /** The `Retry-After` header: seconds or an HTTP date (RFC 9110, 10.2.3). */
  readonly retryAfter?: string | null | undefined;
  /** The server's error code, for instance OpenAI's "context_length_exceeded". */
  readonly code?: string | null | undefined;
  readonly detail?: string | undefined;
  /** Where the server says them as numbers: the context window and what was asked for, in tokens. */
  readonly limitTokens?: number;
  readonly askedTokens?: number;
  readonly cause?: unknown;
}

/** The longest server message that is kept. */
const DETAIL_CHARACTERS = 300;

/** An HTTP failure as a ModelError. */
export function httpError(failure: HttpFailure): ModelError {
  const { status, subject, detail, limitTokens, askedTokens, cause } = failure;
  const retryAfterMs = parseRetryAfter(failure.retryAfter);
  return new ModelError(reasonOf(failure), {
    subject,
    cause,
    ...(status !== undefined && { status }),
    // A web page says nothing to a writer.
    ...(detail !== undefined &&
      !/<html|<!doctype/i.test(detail) && {
        detail: detail.slice(0, DETAIL_CHARACTERS).replace(/[\uD800-\uDBFF]$/, ""),
      }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...contextNumbers(detail),
    ...(limitTokens !== undefined && { limitTokens }),
    ...(askedTokens !== undefined && { askedTokens }),
  });
}

function reasonOf({ status, code, detail = "", limitTokens }: HttpFailure): ModelErrorReason {
  if (code === "context_length_exceeded" || limitTokens !== undefined || status === 413) return "tooLong";
  if (code === "content_filter") return "filtered";
  if (code === "insufficient_quota" || status === 402) return "outOfCredit";
  if (status === undefined) return reasonInStream(code, detail);
  if (status < 400) return "badResponse"; // a redirect, which is not followed
  if (status === 401 || status === 403) return "unauthorized";
  if (status === 404) return "notFound";
  if (status === 408 || status === 504) return "timedOut";
  if (status === 429) return "rateLimited";
  if (status === 503 && LOADING.test(detail)) return "loading";
  if (status >= 500) return "serverError";
  if (PLAIN_HTTP.test(detail)) return "wrongScheme";
  if (BAD_KEY.test(detail)) return "unauthorized";
  return TOO_LONG.test(detail) ? "tooLong" : "badRequest";
}

/** llama.cpp: "Loading model"; Hugging Face: "Model acme/tiny is currently loading". */
const LOADING = /\bloading\b/i;

/** What nginx, Go's server and Apache answer with 400 to http where they speak https. */
const PLAIN_HTTP =
  /plain HTTP request was sent to HTTPS|HTTP request to an HTTPS server|speaking plain HTTP to an SSL/i;

/** Google answers 400 to a key that it does not know. */
const BAD_KEY = /API key not valid/i;

/** vLLM, llama.cpp and TGI have no code of their own for it; their words are all there is. */
const TOO_LONG =
  /context (length|size|window)|too (long|many tokens)|must be <=|exceeds the maximum number of tokens/i;

/** TGI checks what it was asked, and finds itself busy, only once the stream has begun (its router/src/infer). */
function reasonInStream(code: string | null | undefined, detail: string): ModelErrorReason {
  if (TOO_LONG.test(detail)) return "tooLong";
  if (/rate.?limit/i.test(code ?? "") || /overloaded/i.test(detail)) return "rateLimited";
  return /validation error/i.test(detail) ? "badRequest" : "serverError";
}

/** Milliseconds, or undefined when there is no header or it makes no sense. */
function parseRetryAfter(header: string | null | undefined): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  if (seconds < 0) return undefined; // Date.parse would take it for a year
  const ms = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000;
  return !Number.isFinite(ms) ? undefined : Math.max(0, Math.round(ms));
}

/**
 * The servers' wordings of the context window and of what was asked for, each a group. In order: OpenAI, DeepSeek and
 * vLLM; newer llama.cpp; Anthropic; Google.
 */
const LIMITS = [
  /(?:maximum context length|maximum model length) (?:is|of) (\d+)/i,
  /context size \((\d+) tokens\)/i,
  /tokens > (\d+) maximum/i,
  /maximum number of tokens allowed \((\d+)\)/i,
];
const ASKED = [
  /(?:requested|resulted in) (?:about )?(\d+) tokens/i,
  /request \((\d+) tokens\)/i,
  /too long: (\d+) tokens/i,
  /token count \((\d+)\)/i,
];

/** TGI tells the limit of both and each by itself (its router/src/validation.rs). */
const TGI = /must be <= (\d+)\. Given: (\d+) `inputs` tokens and (\d+) `max_new_tokens`/;

function contextNumbers(detail = ""): { limitTokens?: number; askedTokens?: number } {
  const tgi = TGI.exec(detail);
  if (tgi) return { limitTokens: Number(tgi[1]), askedTokens: Number(tgi[2]) + Number(tgi[3]) };
  const limit = firstNumber(LIMITS, detail);
  const asked = firstNumber(ASKED, detail);
  return {
    ...(limit !== undefined && { limitTokens: limit }),
    ...(asked !== undefined && { askedTokens: asked }),
  };
}

function firstNumber(patterns: readonly RegExp[], text: string): number | undefined {
  for (const pattern of patterns) {
    const number = pattern.exec(text)?.[1];
    if (number !== undefined) return Number(number);
  }
  return undefined;
}
