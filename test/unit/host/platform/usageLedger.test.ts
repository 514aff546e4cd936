import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RequestUsage } from "../../../../src/core/models/usage/meteredModel";
import type { Prices } from "../../../../src/core/models/usage/prices";
import { UsageLedger } from "../../../../src/platform/usageLedger";
import { FakeMemento, resetVscode } from "../../../fakes/vscode";

const NOON = new Date(2026, 0, 31, 12).getTime();
const DAY_MS = 24 * 60 * 60 * 1000;

beforeEach(() => {
  resetVscode();
  vi.useFakeTimers({ now: NOON });
});
afterEach(() => void vi.useRealTimers());

/** One window's ledger; windows of one writer share the state. */
function open({ state = new FakeMemento(), prices = {} }: { state?: FakeMemento; prices?: Prices } = {}) {
  const warn = vi.fn();
  const ledger = new UsageLedger({ state, prices: () => prices, logger: { warn } });
  return { ledger, state, warn };
}

const usage = (more: Partial<RequestUsage> = {}): RequestUsage => ({
  model: "mine",
  modelId: "gpt-4o",
  promptTokens: 100,
  completionTokens: 10,
  estimated: false,
  at: Date.now(),
  ...more,
});
/** Long enough for sums to be stored. */
const wait = () => vi.advanceTimersByTimeAsync(10_000);
const reopened = (state: FakeMemento) => open({ state }).ledger.today();

describe("today", () => {
  it("is empty before anything was asked", () => {
    expect(open().ledger.today()).toEqual([]);
  });

  it("is the sum of each model, at once", () => {
    const { ledger } = open();
    ledger.record(usage(), "chat");
    ledger.record(usage({ estimated: true }), "ghostText");
    ledger.record(usage({ model: "other" }), "chat");
    expect(ledger.today()).toEqual([
      { model: "mine", promptTokens: 200, completionTokens: 20, estimated: true },
      { model: "other", promptTokens: 100, completionTokens: 10, estimated: false },
    ]);
  });

  it("begins anew at midnight", async () => {
    const { ledger } = open();
    ledger.record(usage(), "chat");
    await vi.advanceTimersByTimeAsync(DAY_MS / 2);
    expect(ledger.today()).toEqual([]);
    ledger.record(usage({ promptTokens: 1 }), "chat");
    expect(ledger.today()).toMatchObject([{ promptTokens: 1 }]);
  });

  it("costs what the prices of the settings make of it", () => {
    const { ledger } = open({ prices: { "gpt-4o": { input: 1000, output: 10_000 } } });
    ledger.record(usage(), "chat");
    ledger.record(usage({ model: "other", modelId: "free" }), "chat");
    const [mine, other] = ledger.today();
    expect(mine?.cost?.amount).toBeCloseTo(0.2);
    expect(mine?.cost?.currency).toBe("USD");
    expect(other).not.toHaveProperty("cost");
  });

  it("is one entry for a model whose id the writer changed, each part at its own price", () => {
    const prices = { "gpt-4o": { input: 1000, output: 0 }, "gpt-5": { input: 2000, output: 0 } };
    const { ledger } = open({ prices });
    ledger.record(usage(), "chat");
    ledger.record(usage({ modelId: "gpt-5" }), "chat");
    expect(ledger.today()).toHaveLength(1);
    expect(ledger.today()[0]).toMatchObject({ promptTokens: 200, cost: { amount: 0.1 + 0.2 } });
    ledger.record(usage({ modelId: "unknown" }), "chat");
    expect(ledger.today()[0]).not.toHaveProperty("cost");
  });
});

describe("the last request", () => {
  it("is the model's newest, of any face or of the one that is asked for", () => {
    const { ledger } = open({ prices: { mine: { input: 1_000_000, output: 0 } } });
    ledger.record(usage({ promptTokens: 1 }), "chat");
    ledger.record(usage({ promptTokens: 2 }), "ghostText");
    ledger.record(usage({ promptTokens: 3, model: "other" }), "chat");
    expect(ledger.lastRequest("mine")).toMatchObject({ promptTokens: 2, cost: { amount: 2 } });
    expect(ledger.lastRequest("mine", "chat")?.promptTokens).toBe(1);
    ledger.record(usage({ promptTokens: 4 }), "chat");
    expect(ledger.lastRequest("mine")?.promptTokens).toBe(4);
    expect(ledger.lastRequest("other", "actions")).toBeUndefined();
  });
});

describe("what is stored", () => {
  it("outlives the window, by a single write for many requests", async () => {
    const { ledger, state } = open();
    const update = vi.spyOn(state, "update");
    for (let i = 0; i < 5; i++) ledger.record(usage(), "ghostText");
    expect(update).not.toHaveBeenCalled();
    await wait();
    expect(update).toHaveBeenCalledTimes(1);
    expect(reopened(state)).toMatchObject([{ promptTokens: 500 }]);
    expect(ledger.today()).toEqual(reopened(state));
  });

  it("is complete when the window is closed at once, and nothing is left waiting", () => {
    const { ledger, state } = open();
    ledger.record(usage(), "chat");
    ledger.dispose();
    expect(reopened(state)).toMatchObject([{ promptTokens: 100 }]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is not touched by a window that asked nothing", () => {
    const { ledger, state } = open();
    ledger.dispose();
    expect(state.keys()).toEqual([]);
  });

  it("is the sum of all windows, and each shows it", async () => {
    const state = new FakeMemento();
    const [one, other] = [open({ state }).ledger, open({ state }).ledger];
    one.record(usage(), "chat");
    other.record(usage({ promptTokens: 7 }), "chat");
    await wait();
    one.record(usage({ promptTokens: 1000 }), "chat");
    await wait();
    expect(reopened(state)).toMatchObject([{ promptTokens: 1107 }]);
    expect(other.today()).toEqual(one.today());
  });

  it("is forgotten after two months", async () => {
    const { ledger, state } = open();
    const stored = () => Object.keys(state.get<object>("usage"));
    ledger.record(usage(), "chat");
    await vi.advanceTimersByTimeAsync(61 * DAY_MS);
    ledger.record(usage(), "chat");
    await wait();
    expect(stored()).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(DAY_MS);
    ledger.record(usage(), "chat");
    await wait();
    expect(stored()).toEqual(["2026-04-02", "2026-04-03"]);
  });

  it("holds no text", () => {
    const { ledger, state } = open();
    ledger.record({ ...usage(), text: "My dearest Ada" } as RequestUsage, "chat");
    ledger.dispose();
    expect(JSON.stringify(state.get("usage"))).not.toContain("Ada");
  });

  it("that cannot be written is logged, and fails nothing", async () => {
    const { ledger, state, warn } = open();
    vi.spyOn(state, "update").mockRejectedValue(new Error("disk full"));
    ledger.record(usage(), "chat");
    await wait();
    expect(warn).toHaveBeenCalledTimes(1);
  });
});

describe("whoever shows it", () => {
  it("is told of each request, until the window closes", () => {
    const { ledger } = open();
    const seen: unknown[] = [];
    ledger.onDidChange(() => seen.push(ledger.today()[0]?.promptTokens));
    ledger.record(usage(), "chat");
    ledger.record(usage(), "chat");
    expect(seen).toEqual([100, 200]);
    ledger.dispose();
    ledger.record(usage(), "chat");
    expect(seen).toHaveLength(2);
  });
});
