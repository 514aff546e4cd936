import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Throttle } from "../../../../../src/features/review/throttle";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a throttle", () => {
  it("runs at once, and what is asked for too soon once more when its time has come", () => {
    const run = vi.fn();
    const throttle = new Throttle(run, 50);
    throttle.request();
    expect(run).toHaveBeenCalledTimes(1);
    throttle.request();
    throttle.request();
    vi.advanceTimersByTime(49);
    expect(run).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(500);
    expect(run).toHaveBeenCalledTimes(2);
  });

  it("runs no more once it is disposed of, whatever was asked for before or is after", () => {
    const run = vi.fn();
    const throttle = new Throttle(run, 50);
    throttle.request();
    throttle.request();
    throttle.dispose();
    throttle.request();
    throttle.now();
    vi.advanceTimersByTime(500);
    expect(run).toHaveBeenCalledTimes(1);
  });
});
