/** The part of the adapters' contract that is about leaving early: whatever happens, the socket is freed. */
import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import type { ModelChunk } from "../../src/core/models/languageModel";
import { collect, failureOf, never, textOf } from "./askModel";
import { CHUNKS, TEXT, type StartAsking } from "./contractAsking";

export function describeCancelling(start: StartAsking): void {
  it("is never asked when the signal is already aborted", async () => {
    const asking = await start();
    const { error } = await failureOf(asking.model.stream(asking.request, AbortSignal.abort()));
    expect(error.reason).toBe("aborted");
    expect(asking.asked).toBe(0);
  });

  it("is never asked when nobody reads", async () => {
    const asking = await start();
    await asking.model.stream(asking.request, never)[Symbol.asyncIterator]().return?.();
    expect(asking.asked).toBe(0);
  });

  it.each([
    ["has not said a word", { kind: "stall", beforeHeaders: true }],
    ["has sent its headers alone", { kind: "stall" }],
  ] as const)("ends with aborted, and the socket closes, while the server %s", async (_, silence) => {
    const asking = await start();
    const { model, request, server } = asking;
    asking.answer(silence);
    const controller = new AbortController();
    const failed = failureOf(model.stream(request, controller.signal));
    await asking.untilAsked(1);
    // Whatever reason the caller has for it.
    controller.abort(new TypeError("the document was closed"));
    expect((await failed).error.reason).toBe("aborted");
    await server.waitFor(({ closedByClient }) => closedByClient === 1);
    expect(asking.asked).toBe(1);
  });

  it("ends with aborted, and the socket closes, when a stream has stalled", async () => {
    const asking = await start();
    const { model, request, server } = asking;
    asking.answer({ kind: "stall", chunks: CHUNKS });
    const controller = new AbortController();
    const seen: ModelChunk[] = [];
    const reading = (async () => {
      for await (const chunk of model.stream(request, controller.signal)) {
        seen.push(chunk);
        if (textOf(seen) === TEXT) setImmediate(() => controller.abort());
      }
    })();
    await expect(reading).rejects.toMatchObject({ name: "ModelError", reason: "aborted" });
    await server.waitFor(({ closedByClient }) => closedByClient === 1);
    expect(asking.asked).toBe(1);
  });

  it("gives nothing more once it is aborted, even of what had arrived", async () => {
    const { model, request, answer } = await start();
    answer({ kind: "text", chunks: CHUNKS });
    const controller = new AbortController();
    const seen: ModelChunk[] = [];
    const reading = (async () => {
      for await (const chunk of model.stream(request, controller.signal)) {
        seen.push(chunk);
        controller.abort();
      }
    })();
    await expect(reading).rejects.toMatchObject({ reason: "aborted" });
    expect(seen).toHaveLength(1);
  });

  it("closes the socket when the reader leaves", async () => {
    const { model, request, server, answer } = await start();
    answer({ kind: "stall", chunks: CHUNKS });
    for await (const chunk of model.stream(request, never)) {
      expect(TEXT.startsWith(textOf([chunk]))).toBe(true);
      break;
    }
    await server.waitFor(({ closedByClient }) => closedByClient === 1);
  });

  it("closes the socket when the server goes silent", async () => {
    const { model, request, server, answer } = await start({ idleMs: 300 });
    answer({ kind: "stall", chunks: CHUNKS });
    expect((await failureOf(model.stream(request, never))).error.reason).toBe("timedOut");
    await server.waitFor(({ closedByClient }) => closedByClient === 1);
  });

  it("leaves no listener on a signal that outlives it, however it ends", async () => {
    const asking = await start();
    const { model, request } = asking;
    const { signal } = new AbortController();
    asking.answer(
      { kind: "text", chunks: CHUNKS },
      { kind: "drop", chunks: CHUNKS },
      { kind: "status", reason: "unauthorized" },
      { kind: "stall", chunks: CHUNKS },
    );
    await collect(model.stream(request, signal));
    await failureOf(model.stream(request, signal));
    await failureOf(model.stream(request, signal));
    for await (const chunk of model.stream(request, signal)) if (chunk.kind === "text") break;
    expect(asking.asked).toBe(4);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("is fit for the next request after one that was left", async () => {
    const { model, request, answer } = await start();
    answer({ kind: "stall", chunks: CHUNKS }, { kind: "text", chunks: CHUNKS });
    for await (const chunk of model.stream(request, never)) if (chunk.kind === "text") break;
    expect(textOf(await collect(model.stream(request, never)))).toBe(TEXT);
  });
}
