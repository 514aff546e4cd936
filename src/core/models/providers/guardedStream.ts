import { watchConnect } from "../client/connectWatch";
import type { ModelChunk } from "../languageModel";
import { ModelError, toModelError } from "../modelError";
import type { Timeouts } from "../modelPorts";

export interface StreamGuard {
  readonly signal: AbortSignal;
  readonly timeouts: Timeouts;
  /** What the failure is about (a model id or host), for the time-out's message. */
  readonly subject: string;
  /** The host that is connected to; undefined for models on this machine. */
  readonly host?: string;
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
  { signal, timeouts, subject, host, toError }: StreamGuard,
): AsyncGenerator<ModelChunk> {
  const own = new AbortController();
  const combined = AbortSignal.any([signal, own.signal]);
  const silent = () => own.abort(new ModelError("timedOut", { subject }));
  const cut = () => own.abort(new ModelError("unreachable", { subject, detail: "no connection" }));
  const unwatch = host === undefined ? undefined : watchConnect(host, timeouts.connectMs, cut);
  let clock = setTimeout(silent, timeouts.firstChunkMs);
  let finished = false;
  let source: AsyncIterator<ModelChunk> | undefined;
  let isWaiting = false;
  // One listener for all chunks: one for each costs more than the chunk itself.
  let free: (() => void) | undefined;
  combined.addEventListener("abort", () => free?.(), { once: true });
  const untilAborted = <T>(promise: Promise<T>) =>
    new Promise<T | undefined>((resolve, reject) => {
      free = () => resolve(undefined);
      if (combined.aborted) free();
      promise.then(resolve, reject);
    });
  try {
    combined.throwIfAborted();
    source = open(combined)[Symbol.asyncIterator]();
    for (;;) {
      // Not every source listens to the signal all the time: whoever waits for it is freed all the same.
      isWaiting = true;
      const next = await untilAborted(source.next());
      isWaiting = combined.aborted;
      combined.throwIfAborted();
      clearTimeout(clock);
      if (!next || next.done) break;
      if (next.value.kind === "finish") finished = true;
      yield next.value;
      clock = setTimeout(silent, timeouts.idleMs);
    }
    if (!finished) throw new ModelError("interrupted", { subject });
  } catch (error) {
    throw toModelError(error, combined, toError);
  } finally {
    unwatch?.();
    clearTimeout(clock);
    own.abort();
    const closed = source?.return?.().catch(() => undefined);
    if (!isWaiting) await closed; // a source that hangs is not waited for
  }
}
