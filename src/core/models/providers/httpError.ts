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
  readonly cause?: unknown;
}

/** The longest server message that is kept. */
const DETAIL_CHARACTERS = 300;

/** An HTTP failure as a ModelError. */
export function httpError(failure: HttpFailure): ModelError {
  const { status, subject, detail, cause } = failure;
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
  });
}

function reasonOf({ status, code, detail = "" }: HttpFailure): ModelErrorReason {
  if (code === "context_length_exceeded" || status === 413) return "tooLong";
  if (code === "content_filter") return "filtered";
  if (code === "insufficient_quota" || status === 402) return "outOfCredit";
  if (status === undefined) return reasonInStream(code, detail);
  if (status < 400) return "badResponse"; // a redirect, which is not followed
  if (status === 401 || status === 403) return "unauthorized";
  if (status === 404) return "notFound";
  if (status === 408 || status === 504) return "timedOut";
  if (status === 429) return "rateLimited";
  if (status >= 500) return "serverError";
  return TOO_LONG.test(detail) ? "tooLong" : "badRequest";
}

/** vLLM, llama.cpp and TGI have no code of their own for it; their words are all there is. */
const TOO_LONG = /context (length|size|window)|too (long|many tokens)|must be <=/i;

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

/** OpenAI's and vLLM's wording: "maximum context length is 4096 tokens … you requested 5000 tokens". */
function contextNumbers(detail = ""): { limitTokens?: number; askedTokens?: number } {
  const limit = /maximum context length (?:is|of) (\d+)/i.exec(detail)?.[1];
  const asked = /(?:requested|resulted in) (?:about )?(\d+) tokens/i.exec(detail)?.[1];
  return {
    ...(limit !== undefined && { limitTokens: Number(limit) }),
    ...(asked !== undefined && { askedTokens: Number(asked) }),
  };
}
