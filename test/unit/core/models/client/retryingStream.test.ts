import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { retryingStream } from "../../../../../src/core/models/client/retryingStream";
import type { ModelChunk } from "../../../../../src/core/models/languageModel";
import { ModelError, type ModelErrorReason } from "../../../../../src/core/models/modelError";
import { collect, failureOf, never } from "../../../../support/askModel";

const ANSWER: ModelChunk[] = [
  { kind: "text", text: "Blue" },
  { kind: "finish", reason: "stop" },
];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server that plays these turns, one a request: an error, or chunks of which one may be an error. */
function server(...turns: readonly (ModelError | readonly (ModelChunk | ModelError)[])[]) {
  let requests = 0;
  const open = async function* (): AsyncGenerator<ModelChunk> {
    const turn = turns[Math.min(requests++, turns.length - 1)]!;
    for (const chunk of turn instanceof ModelError ? [turn] : turn) {
      if (chunk instanceof ModelError) throw chunk;
      yield await Promise.resolve(chunk);
    }
  };
  return { open, requests: () => requests };
}

/** The outcome, with the clock running as fast as it can. */
async function settled<T>(work: Promise<T>): Promise<T> {
  const outcome = work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  await vi.runAllTimersAsync();
  const result = await outcome;
  if ("error" in result) throw result.error;
  return result.value;
}

describe("a failure before the first chunk", () => {
  it.each<[ModelErrorReason]>([["rateLimited"], ["serverError"], ["interrupted"], ["loading"]])(
    "that passes, %s, is tried again",
    async (reason) => {
      const { open, requests } = server(new ModelError(reason), ANSWER);
      expect(await settled(collect(retryingStream(open, never)))).toEqual(ANSWER);
      expect(requests()).toBe(2);
    },
  );

  it.each<[ModelErrorReason]>([
    ["unauthorized"],
    ["notFound"],
    ["tooLong"],
    ["timedOut"],
    ["unreachable"],
    ["outOfCredit"],
    ["badRequest"],
  ])("that does not pass, %s, is told at once", async (reason) => {
    const { open, requests } = server(new ModelError(reason), ANSWER);
    const { error } = await settled(failureOf(retryingStream(open, never)));
    expect(error.reason).toBe(reason);
    expect(requests()).toBe(1);
  });

  it("is told after two more tries", async () => {
    const { open, requests } = server(new ModelError("serverError", { status: 502 }));
    const { error } = await settled(failureOf(retryingStream(open, never)));
    expect([error.reason, error.details.status, requests()]).toEqual(["serverError", 502, 3]);
  });

  it("is tried many times while a server reads its weights", async () => {
    const loading = Array.from({ length: 9 }, () => new ModelError("loading"));
    const { open, requests } = server(...loading, ANSWER);
    expect(await settled(collect(retryingStream(open, never)))).toEqual(ANSWER);
    expect(requests()).toBe(10);
  });

  it("waits as long as the server asks, at the least", async () => {
    const { open } = server(new ModelError("rateLimited", { retryAfterMs: 7000 }), ANSWER);
    const started = Date.now();
    await settled(collect(retryingStream(open, never)));
    expect(Date.now() - started).toBeGreaterThanOrEqual(7000);
  });

  it("is told when the server asks for more patience than a writer has", async () => {
    const { open, requests } = server(new ModelError("rateLimited", { retryAfterMs: 60_000 }), ANSWER);
    const { error } = await settled(failureOf(retryingStream(open, never)));
    expect([error.reason, requests()]).toEqual(["rateLimited", 1]);
  });

  it("waits no longer once the writer cancels", async () => {
    const controller = new AbortController();
    const { open, requests } = server(new ModelError("rateLimited", { retryAfterMs: 9_000 }), ANSWER);
    const failed = failureOf(retryingStream(open, controller.signal));
    await vi.advanceTimersByTimeAsync(100);
    controller.abort();
    expect((await failed).error.reason).toBe("aborted");
    expect(requests()).toBe(1);
  });
});

describe("a failure after the first chunk", () => {
  it.each<[string, ModelChunk]>([
    ["text", { kind: "text", text: "Bl" }],
    ["thoughts", { kind: "reasoning", text: "They want" }],
  ])("is never tried again once %s has been seen", async (_, chunk) => {
    const { open, requests } = server([chunk, new ModelError("serverError")], ANSWER);
    const { error } = await settled(failureOf(retryingStream(open, never)));
    expect([error.reason, requests()]).toEqual(["serverError", 1]);
  });
});

it("closes the source when the reader leaves early", async () => {
  let closed = false;
  async function* open(): AsyncGenerator<ModelChunk> {
    try {
      for (;;) yield await Promise.resolve({ kind: "text" as const, text: "a" });
    } finally {
      closed = true;
    }
  }
  for await (const chunk of retryingStream(open, never)) if (chunk.kind === "text") break;
  expect(closed).toBe(true);
});
