import { abortable } from "../../common/abort";
import type { ModelChunk } from "../languageModel";
import { ModelError, toModelError } from "../modelError";

export interface StreamGuard {
  readonly signal: AbortSignal;
  /** Milliseconds without a chunk after which the request is given up. */
  readonly idleMs: number;
  /** What the failure is about (a model id or host), for the time-out's message. */
  readonly subject: string;
  /** Turns an SDK's error into ours. */
  readonly toError: (error: unknown) => ModelError;
}

/**
 * Runs `open` and gives every adapter the same manners: it ends when the caller aborts or the server goes
 * silent, frees the socket however the consumer leaves, throws ModelError alone, and says so when a stream
 * stops without its finish. The clock stands still while the consumer works on a chunk.
 */
export async function* guardedStream(
  open: (signal: AbortSignal) => AsyncIterable<ModelChunk>,
  { signal, idleMs, subject, toError }: StreamGuard,
): AsyncGenerator<ModelChunk> {
  const own = new AbortController();
  const combined = AbortSignal.any([signal, own.signal]);
  const startClock = () => setTimeout(() => own.abort(new ModelError("timedOut", { subject })), idleMs);
  let clock = startClock();
  let finished = false;
  let source: AsyncIterator<ModelChunk> | undefined;
  let isWaiting = false;
  try {
    combined.throwIfAborted();
    source = open(combined)[Symbol.asyncIterator]();
    for (;;) {
      // Not every source listens to the signal all the time: whoever waits for it is freed all the same.
      isWaiting = true;
      const next = await abortable(source.next(), combined);
      isWaiting = combined.aborted;
      combined.throwIfAborted();
      clearTimeout(clock);
      if (!next || next.done) break;
      if (next.value.kind === "finish") finished = true;
      yield next.value;
      clock = startClock();
    }
    if (!finished) throw new ModelError("interrupted", { subject });
  } catch (error) {
    throw toModelError(error, combined, toError);
  } finally {
    clearTimeout(clock);
    own.abort();
    const closed = source?.return?.().catch(() => undefined);
    if (!isWaiting) await closed; // a source that hangs is not waited for
  }
}
