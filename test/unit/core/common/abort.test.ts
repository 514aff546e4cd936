import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { abortable, delay } from "../../../../src/core/common/abort";

describe("abortable", () => {
  it("gives the value, or throws the error, and leaves no listener behind", async () => {
    const { signal } = new AbortController();
    expect(await abortable(Promise.resolve(7), signal)).toBe(7);
    await expect(abortable(Promise.reject(new Error("no")), signal)).rejects.toThrow("no");
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("gives undefined as soon as the signal is aborted, whether before or meanwhile", async () => {
    const never = new Promise<number>(() => {});
    expect(await abortable(never, AbortSignal.abort())).toBeUndefined();
    const controller = new AbortController();
    const waiting = abortable(never, controller.signal);
    controller.abort();
    expect(await waiting).toBeUndefined();
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });
});

describe("delay", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("resolves with true when the time is over and no sooner", async () => {
    const settled = vi.fn();
    void delay(250, new AbortController().signal).then(settled);
    await vi.advanceTimersByTimeAsync(249);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(settled).toHaveBeenCalledWith(true);
  });

  it("resolves with false as soon as the signal is aborted", async () => {
    const controller = new AbortController();
    const waiting = delay(250, controller.signal);
    controller.abort();
    await expect(waiting).resolves.toBe(false);
  });

  it("resolves with false and sets no timer when the signal was aborted before", async () => {
    await expect(delay(250, AbortSignal.abort())).resolves.toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("leaves neither timer nor listener behind, whichever way it ends", async () => {
    const elapsed = new AbortController();
    const waiting = delay(250, elapsed.signal);
    expect(getEventListeners(elapsed.signal, "abort")).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(250);
    await waiting;
    expect(getEventListeners(elapsed.signal, "abort")).toHaveLength(0);

    const aborted = new AbortController();
    const cut = delay(250, aborted.signal);
    aborted.abort();
    await cut;
    expect(getEventListeners(aborted.signal, "abort")).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
