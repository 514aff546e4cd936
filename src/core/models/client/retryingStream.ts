import pRetry from "p-retry";
import { delay } from "../../common/abort";
import type { ModelChunk } from "../languageModel";
import { ModelError, toModelError } from "../modelError";

/** Tries after the first. */
const RETRIES = 2;
/** A server that reads its weights is asked again for about a minute and a half. */
const RETRIES_WHILE_LOADING = 12;
/** Milliseconds before the first retry; each wait is twice the last, with jitter. */
const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 8_000;
/** A longer wait than this is not spent in silence: the writer is told instead. */
const LONGEST_RETRY_AFTER_MS = 10_000;

/** Failures that a second try may well not meet, as long as nothing of the answer was seen. */
const TRANSIENT: ReadonlySet<string> = new Set(["rateLimited", "serverError", "interrupted", "loading"]);

/**
 * What `work` gives, which is done again with backoff and jitter when it fails for a reason that passes. `Retry-After`
 * is honoured. Throws ModelError.
 */
export function retrying<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  return pRetry(work, {
    signal,
    retries: RETRIES_WHILE_LOADING,
    minTimeout: FIRST_WAIT_MS,
    maxTimeout: LONGEST_WAIT_MS,
    factor: 2,
    randomize: true,
    shouldRetry: ({ error, attemptNumber }) => isTransient(error, attemptNumber),
    // What the server asked for is waited here; the backoff comes on top, so that not everybody is back at once.
    onFailedAttempt: async ({ error, attemptNumber }) => {
      if (isTransient(error, attemptNumber)) await delay(retryAfter(error), signal);
    },
  }).catch((error: unknown) => {
    throw toModelError(error, signal, (cause) => new ModelError("interrupted", { cause }));
  });
}

/**
 * The stream that `open` gives, opened again with backoff and jitter when it fails before its first chunk for a
 * reason that passes. `Retry-After` is honoured. Throws ModelError.
 */
export async function* retryingStream(
  open: () => AsyncIterable<ModelChunk>,
  signal: AbortSignal,
): AsyncGenerator<ModelChunk> {
  const begun = await retrying(() => begin(open()), signal);
  try {
    if (begun.first) yield begun.first;
    yield* { [Symbol.asyncIterator]: () => begun.rest };
  } finally {
    await begun.rest.return?.();
  }
}

async function begin(stream: AsyncIterable<ModelChunk>) {
  const rest = stream[Symbol.asyncIterator]();
  const next = await rest.next();
  return { first: next.done ? undefined : next.value, rest };
}

function isTransient(error: unknown, attempt: number): boolean {
  if (!(error instanceof ModelError) || !TRANSIENT.has(error.reason)) return false;
  const most = error.reason === "loading" ? RETRIES_WHILE_LOADING : RETRIES;
  return attempt <= most && retryAfter(error) <= LONGEST_RETRY_AFTER_MS;
}

function retryAfter(error: unknown): number {
  return error instanceof ModelError ? (error.details.retryAfterMs ?? 0) : 0;
}
