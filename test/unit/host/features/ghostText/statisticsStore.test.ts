import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { GhostTextEvent } from "../../../../../src/core/completion/ghostTextEvent";
import { EMPTY_STATISTICS } from "../../../../../src/core/completion/ghostTextStatistics";
import { StatisticsStore } from "../../../../../src/features/ghostText/statisticsStore";
import { FakeMemento, resetVscode } from "../../../../fakes/vscode";

const KEY = "ghostTextStatistics";

beforeEach(() => {
  resetVscode();
  vi.useFakeTimers({ now: new Date(2026, 0, 31, 12) });
});
afterEach(() => void vi.useRealTimers());

/** One window's store; windows of one writer share the state. */
function open(state = new FakeMemento()) {
  const warn = vi.fn();
  return { store: new StatisticsStore({ state, logger: { warn } }), state, warn };
}

const refused: GhostTextEvent = { kind: "refused", model: "mine", languageId: "markdown" };
const failed: GhostTextEvent = { ...refused, kind: "failed" };
/** Long enough for sums to be stored. */
const wait = () => vi.advanceTimersByTimeAsync(10_000);
const reopened = (state: FakeMemento) => open(state).store.all();

describe("the statistics", () => {
  it("are known at once, and stored by a single write for many events", async () => {
    const { store, state } = open();
    const update = vi.spyOn(state, "update");
    for (let i = 0; i < 100; i++) store.record(refused);
    expect(store.all().all).toEqual({ refused: 100 });
    expect(update).not.toHaveBeenCalled();
    await wait();
    expect(update).toHaveBeenCalledTimes(1);
    expect(reopened(state)).toEqual(store.all());
    expect(reopened(state).days).toEqual({ "2026-01-31": { refused: 100 } });
  });

  it("are complete when the window is closed at once, and nothing is left waiting", () => {
    const { store, state } = open();
    store.record(refused);
    store.dispose();
    expect(reopened(state).all).toEqual({ refused: 1 });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("are not touched by a window in which nothing happened", () => {
    const { store, state } = open();
    store.dispose();
    expect(state.keys()).toEqual([]);
  });

  it("are the sum of all windows, and each sees it", async () => {
    const state = new FakeMemento();
    const [one, other] = [open(state).store, open(state).store];
    one.record(refused);
    other.record(failed);
    await wait();
    one.record(refused);
    await wait();
    expect(reopened(state).all).toEqual({ refused: 2, failed: 1 });
    expect(other.all()).toEqual(one.all());
  });

  it("begin anew where what was stored makes no sense", async () => {
    const { store, state } = open();
    await state.update(KEY, { version: 99, all: "lost" });
    expect(store.all()).toEqual(EMPTY_STATISTICS);
    store.record(refused);
    await wait();
    expect(reopened(state).all).toEqual({ refused: 1 });
  });

  it("that cannot be stored are logged, and fail nothing", async () => {
    const { store, state, warn } = open();
    vi.spyOn(state, "update").mockRejectedValue(new Error("disk full"));
    store.record(refused);
    await wait();
    expect(warn).toHaveBeenCalledTimes(1);
  });
});

describe("reset", () => {
  it("forgets everything, stored or not, and counts on from there", async () => {
    const { store, state } = open();
    store.record(refused);
    await wait();
    store.record(refused);
    store.reset();
    expect(store.all()).toEqual(EMPTY_STATISTICS);
    expect(vi.getTimerCount()).toBe(0);
    expect(state.get(KEY)).toBeUndefined();
    store.record(failed);
    await wait();
    expect(reopened(state).all).toEqual({ failed: 1 });
  });
});

describe("whoever shows them", () => {
  it("is told of each event and of a reset, until the window closes", () => {
    const { store } = open();
    const seen: unknown[] = [];
    store.onDidChange(() => seen.push(store.all().all.refused));
    store.record(refused);
    store.record(refused);
    store.reset();
    expect(seen).toEqual([1, 2, undefined]);
    store.dispose();
    store.record(refused);
    expect(seen).toHaveLength(3);
  });
});
