import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cancellableProgress } from "../../../../src/platform/progress";
import { resetVscode } from "../../../fakes/vscode";
import { ui } from "../../../fakes/window";

beforeEach(() => {
  resetVscode();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Work that ends when the test says so. */
function start() {
  const work = { resolve: (_: string) => {}, reject: (_: Error) => {} };
  const promise = new Promise<string>((resolve, reject) => Object.assign(work, { resolve, reject }));
  const controller = new AbortController();
  const result = cancellableProgress("Inkling: Poem with demo", controller, promise);
  return { ...work, controller, result };
}

describe("progress", () => {
  it("is not shown for what is done within a second", async () => {
    const { resolve, result } = start();
    await vi.advanceTimersByTimeAsync(999);
    resolve("done");
    expect(await result).toBe("done");
    await vi.advanceTimersByTimeAsync(5000);
    expect(ui.progress).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is shown after a second and goes with the work", async () => {
    const { resolve, result } = start();
    await vi.advanceTimersByTimeAsync(1000);
    expect(ui.progress).toMatchObject([{ title: "Inkling: Poem with demo", done: false }]);
    resolve("done");
    await result;
    await vi.advanceTimersByTimeAsync(0);
    expect(ui.progress).toMatchObject([{ done: true }]);
  });

  it("goes when the work fails, and the failure is thrown on", async () => {
    const { reject, result } = start();
    await vi.advanceTimersByTimeAsync(1000);
    reject(new Error("x"));
    await expect(result).rejects.toThrow("x");
    await vi.advanceTimersByTimeAsync(0);
    expect(ui.progress).toMatchObject([{ done: true }]);
  });

  it("aborts the work when the writer cancels", async () => {
    const { controller, resolve, result } = start();
    await vi.advanceTimersByTimeAsync(1000);
    expect(controller.signal.aborted).toBe(false);
    ui.progress[0]?.source.cancel();
    expect(controller.signal.aborted).toBe(true);
    resolve("");
    await result;
  });
});
