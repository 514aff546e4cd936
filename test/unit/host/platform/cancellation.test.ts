import { describe, expect, it } from "vitest";
import { toAbortSignal } from "../../../../src/platform/cancellation";
import { CancellationTokenSource } from "../../../fakes/values";

describe("a token of VS Code's as a signal", () => {
  it("aborts when the token is cancelled", () => {
    const source = new CancellationTokenSource();
    const { signal } = toAbortSignal(source.token);
    expect(signal.aborted).toBe(false);
    source.cancel();
    expect(signal.aborted).toBe(true);
  });

  it("is aborted from the start when the token was cancelled before", () => {
    const source = new CancellationTokenSource();
    source.cancel();
    expect(toAbortSignal(source.token).signal.aborted).toBe(true);
  });

  it("lets go of the token on dispose", () => {
    const source = new CancellationTokenSource();
    const abort = toAbortSignal(source.token);
    expect(source.listeners).toBe(1);
    abort.dispose();
    expect(source.listeners).toBe(0);
  });
});
