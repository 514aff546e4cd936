import { channel } from "node:diagnostics_channel";
import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ModelChunk } from "../../../../../src/core/models/languageModel";
import { ModelError } from "../../../../../src/core/models/modelError";
import { guardedStream, type StreamGuard } from "../../../../../src/core/models/providers/guardedStream";
import { collect, failureOf, never } from "../../../../support/askModel";

const CONNECT_MS = 100;
const FIRST_CHUNK_MS = 5000;
const IDLE_MS = 1000;
const HOST = "localhost:8080";
const hello: ModelChunk = { kind: "text", text: "hello" };
const world: ModelChunk = { kind: "text", text: " world" };
const finish: ModelChunk = { kind: "finish", reason: "stop" };

type Open = (signal: AbortSignal) => AsyncIterable<ModelChunk>;

const guard = (open: Open, more: Partial<StreamGuard> = {}) =>
  guardedStream(open, {
    signal: never,
    timeouts: { connectMs: CONNECT_MS, firstChunkMs: FIRST_CHUNK_MS, idleMs: IDLE_MS },
    subject: HOST,
    toError: (cause) => new ModelError("serverError", { cause }),
    ...more,
  });

/** Silence until the signal is aborted, as a socket or a decoder keeps it. */
function silence(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError")), { once: true });
  });
}

/** A source that gives these chunks, each after so many milliseconds. */
const slowly = (ms: number, ...chunks: ModelChunk[]): Open =>
  async function* () {
    for (const chunk of chunks) {
      await new Promise((resolve) => setTimeout(resolve, ms));
      yield chunk;
    }
  };

const thenSilence = (...chunks: ModelChunk[]): Open =>
  async function* (signal) {
    yield* chunks;
    await silence(signal);
  };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  const clocks = vi.getTimerCount();
  vi.useRealTimers();
  // However a stream ended, its clock must not go on.
  expect(clocks).toBe(0);
});

describe("a guarded stream", () => {
  it("gives what its source gives", async () => {
    const source: Open = async function* () {
      yield* await Promise.resolve([hello, world, finish]);
    };
    expect(await collect(guard(source))).toEqual([hello, world, finish]);
  });

  it("is interrupted when it ends without a finish", async () => {
    const source: Open = async function* () {
      yield await Promise.resolve(hello);
    };
    expect(await failureOf(guard(source))).toMatchObject({
      error: { reason: "interrupted", details: { subject: HOST } },
      text: "hello",
    });
  });

  it("throws what the adapter makes of an SDK's error", async () => {
    const cause = new TypeError("fetch failed");
    const broken: Open = () => {
      throw cause;
    };
    expect((await failureOf(guard(broken))).error).toMatchObject({ reason: "serverError", cause });
  });

  it("throws a model's error as it is", async () => {
    const error = new ModelError("missingKey");
    const broken: Open = () => {
      throw error;
    };
    await expect(collect(guard(broken))).rejects.toBe(error);
  });
});

describe("a guarded stream whose source goes silent", () => {
  it.each<[string, ModelChunk[], number]>([
    ["before its first chunk", [], FIRST_CHUNK_MS],
    ["in the middle", [hello, world], IDLE_MS],
  ])("is given up %s, and the source is told to stop", async (_, chunks, patience) => {
    let told: AbortSignal | undefined;
    const failed = failureOf(guard((signal) => ((told = signal), thenSilence(...chunks)(signal))));
    await vi.advanceTimersByTimeAsync(patience - 1);
    expect(told?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect((await failed).error).toMatchObject({ reason: "timedOut", details: { subject: HOST } });
    expect(told?.aborted).toBe(true);
  });

  it("is not given up while something comes in time, however long it takes in all", async () => {
    const chunks = [...Array.from({ length: 20 }, () => hello), finish];
    const answer = collect(guard(slowly(IDLE_MS - 1, ...chunks)));
    await vi.advanceTimersByTimeAsync(IDLE_MS * 30);
    expect(await answer).toHaveLength(21);
  });

  it("is not given up while the reader is busy", async () => {
    const reader = guard(slowly(1, hello, world, finish));
    for (const expected of [hello, world, finish]) {
      const next = reader.next();
      await vi.advanceTimersByTimeAsync(1);
      expect(await next).toEqual({ done: false, value: expected });
      await vi.advanceTimersByTimeAsync(IDLE_MS * 10);
    }
    expect(await reader.next()).toMatchObject({ done: true });
  });
});

describe("a guarded stream to a host", () => {
  // What undici says when fetch begins a connection; here it never says that it was made.
  const connecting = (host: string): Open =>
    async function* (signal) {
      channel("undici:client:beforeConnect").publish({ connectParams: { host } });
      yield* thenSilence()(signal);
    };

  it("is given up when no connection is made, long before a first chunk is due", async () => {
    const failed = failureOf(guard(connecting(HOST), { host: HOST }));
    await vi.advanceTimersByTimeAsync(CONNECT_MS);
    expect((await failed).error).toMatchObject({ reason: "unreachable", details: { subject: HOST } });
  });

  it("is not given up for another's connection", async () => {
    const failed = failureOf(guard(connecting("localhost:9090"), { host: HOST }));
    await vi.advanceTimersByTimeAsync(FIRST_CHUNK_MS);
    expect((await failed).error.reason).toBe("timedOut");
  });
});

describe("a guarded stream that is aborted", () => {
  it("never opens its source when that was before the first read", async () => {
    const open = vi.fn(thenSilence());
    const { error } = await failureOf(guard(open, { signal: AbortSignal.abort() }));
    expect(error.reason).toBe("aborted");
    expect(open).not.toHaveBeenCalled();
  });

  it("ends with aborted, and not with what the source makes of it", async () => {
    const controller = new AbortController();
    const failed = failureOf(guard(thenSilence(hello), { signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(1);
    controller.abort();
    expect(await failed).toMatchObject({ error: { reason: "aborted" }, text: "hello" });
  });

  it("ends with aborted even when the source then ends quietly, as some SDKs do", async () => {
    const controller = new AbortController();
    const quiet: Open = async function* (signal) {
      yield hello;
      await silence(signal).catch(() => undefined);
    };
    const failed = failureOf(guard(quiet, { signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(1);
    controller.abort();
    expect((await failed).error.reason).toBe("aborted");
  });

  it("gives no chunk that comes after it", async () => {
    const controller = new AbortController();
    const failed = failureOf(guard(slowly(10, hello, world, finish), { signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(15);
    controller.abort();
    await vi.advanceTimersByTimeAsync(10);
    expect(await failed).toMatchObject({ error: { reason: "aborted" }, text: "hello" });
  });

  it("is unmoved by an abort after its end", async () => {
    const controller = new AbortController();
    const answer = collect(guard(slowly(1, hello, finish), { signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(2);
    expect(await answer).toEqual([hello, finish]);
    controller.abort();
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });
});

describe("a guarded stream whose source does not listen", () => {
  // A key store that waits for a password, a look-up before the request: not everything takes a signal.
  const deaf: Open = async function* () {
    yield hello;
    await new Promise(() => {});
  };

  it("ends when it is aborted all the same", { timeout: 2000 }, async () => {
    const controller = new AbortController();
    const failed = failureOf(guard(deaf, { signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(1);
    controller.abort();
    expect((await failed).error.reason).toBe("aborted");
  });

  it("is given up when it goes silent all the same", { timeout: 2000 }, async () => {
    const failed = failureOf(guard(deaf));
    await vi.advanceTimersByTimeAsync(IDLE_MS);
    expect((await failed).error.reason).toBe("timedOut");
  });
});

describe("a guarded stream whose reader leaves", () => {
  it("tells its source to stop, and lets it clean up", async () => {
    let told: AbortSignal | undefined;
    const cleanUp = vi.fn();
    const source: Open = async function* (signal) {
      told = signal;
      try {
        yield* await Promise.resolve([hello, world, finish]);
      } finally {
        cleanUp();
      }
    };
    for await (const chunk of guard(source)) {
      expect(chunk).toBe(hello);
      break;
    }
    expect(cleanUp).toHaveBeenCalledOnce();
    expect(told?.aborted).toBe(true);
  });
});
