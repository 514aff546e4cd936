/** Why a model did not answer. The wording for a person, and the remedy, live in platform. */
export type ModelErrorReason =
  | "unauthorized" // 401, 403: no key, wrong key, no right to this model
  | "missingKey" // the provider needs a key and none is stored
  | "notFound" // 404: the server does not know the model or the address
  | "rateLimited" // 429: too many requests
  | "outOfCredit" // 402, or 429 with OpenAI's insufficient_quota
  | "tooLong" // prompt and answer do not fit the context window
  | "unreachable" // no network, refused connection, unknown host
  | "untrusted" // the server's certificate is self-signed, expired or of another host
  | "wrongScheme" // https where the server speaks http, or the other way round
  | "loading" // the server is reading the model's weights
  | "timedOut" // the server went silent
  | "aborted" // the caller's signal
  | "interrupted" // the stream broke before its end
  | "serverError" // 5xx
  | "badRequest" // other 4xx
  | "badResponse" // what came back is not the protocol
  | "filtered" // the provider's content filter
  | "emptyAnswer" // the model answered nothing
  | "badAnswer" // the answer is not in the form that was asked for, even when asked again
  | "refused" // the model declined in words; what it said first is the detail
  | "cutShort" // the answer ran out of tokens before the text was whole
  | "fileNotFound" // embedded: no such weights
  | "badFile" // embedded: truncated, or not GGUF
  | "engineFailed" // embedded: the child process died or could not load
  | "notApproved" // the writer did not approve the workspace's address
  | "notSignedIn" // VS Code has no Microsoft account that Inkling may use
  | "noConsent" // VS Code: the writer did not let Inkling use this model
  | "gated" // weights: their terms have to be accepted on their page first
  | "diskFull" // weights: no room for them on the disk
  | "checksumFailed" // weights: what came is not what the Hub has
  | "unknownModel"; // no such name in the settings

export interface ModelErrorDetails {
  /** What the failure was about: a model id, a path, a host. Never a key, never a prompt. */
  readonly subject?: string;
  /** The server's own words, already shortened; shown as a detail only. */
  readonly detail?: string;
  /** HTTP status, where there was one. */
  readonly status?: number;
  /** Milliseconds that the server asked us to wait. */
  readonly retryAfterMs?: number;
  /** Context window in tokens and what was asked for, for "tooLong". */
  readonly limitTokens?: number;
  readonly askedTokens?: number;
  readonly cause?: unknown;
}

/** The one error that models throw. */
export class ModelError extends Error {
  override readonly name = "ModelError";

  constructor(
    readonly reason: ModelErrorReason,
    readonly details: ModelErrorDetails = {},
  ) {
    // The message is for logs: the reason and the subject, never the server's text, which may quote a prompt.
    super(details.subject === undefined ? reason : `${reason}: ${details.subject}`, { cause: details.cause });
  }
}

/** `error` as a ModelError: itself, "aborted" when the signal says so, else what `fallback` makes of it. */
export function toModelError(
  error: unknown,
  signal: AbortSignal,
  fallback: (error: unknown) => ModelError,
): ModelError {
  // An idle time-out aborts the same socket as a cancel does; its own ModelError is the signal's reason.
  if (signal.aborted) {
    return signal.reason instanceof ModelError ? signal.reason : new ModelError("aborted");
  }
  return error instanceof ModelError ? error : fallback(error);
}
