import { describe, expect, it } from "vitest";
import {
  addUsage,
  lastDays,
  localDay,
  mergeDays,
  type ModelUsage,
  type UsageDays,
} from "../../../../../src/core/models/usage/usageDays";

const usage = (promptTokens: number, more: Partial<ModelUsage> = {}): ModelUsage => ({
  model: "mine",
  modelId: "gpt-4o",
  promptTokens,
  completionTokens: 1,
  estimated: false,
  ...more,
});

describe("a day", () => {
  it("is the writer's own, from midnight to midnight", () => {
    expect(localDay(new Date(2026, 0, 5, 0, 0, 0).getTime())).toBe("2026-01-05");
    expect(localDay(new Date(2026, 0, 5, 23, 59, 59).getTime())).toBe("2026-01-05");
    expect(localDay(new Date(2026, 11, 31, 24).getTime())).toBe("2027-01-01");
  });
});

describe("sums by day", () => {
  it("add what one model took on one day, and keep models, ids and days apart", () => {
    const all = [
      ["2026-01-05", usage(1)],
      ["2026-01-05", usage(10)],
      ["2026-01-05", usage(100, { modelId: "gpt-5" })],
      ["2026-01-05", usage(1000, { model: "other" })],
      ["2026-01-06", usage(10_000)],
    ] as const;
    const days = all.reduce<UsageDays>((sums, [day, each]) => addUsage(sums, day, each), {});
    expect(days).toEqual({
      "2026-01-05": [
        usage(11, { completionTokens: 2 }),
        usage(100, { modelId: "gpt-5" }),
        usage(1000, { model: "other" }),
      ],
      "2026-01-06": [usage(10_000)],
    });
  });

  it.each([
    [false, false],
    [true, false],
    [false, true],
  ])("are estimated once a part of them is: %s, %s", (first, second) => {
    const days = addUsage({ d: [usage(1, { estimated: first })] }, "d", usage(1, { estimated: second }));
    expect(days.d?.[0]?.estimated).toBe(first || second);
  });

  it("hold the numbers alone, whatever else comes with them", () => {
    const days = addUsage({}, "d", { ...usage(1), text: "My dearest Ada" } as ModelUsage);
    expect(days).toEqual({ d: [usage(1)] });
  });

  it("merge, and leave both sides as they were", () => {
    const mine = addUsage({}, "a", usage(1));
    const theirs = addUsage(addUsage({}, "a", usage(2)), "b", usage(4));
    const before = structuredClone([mine, theirs]);
    expect(mergeDays(mine, theirs)).toEqual({ a: [usage(3, { completionTokens: 2 })], b: [usage(4)] });
    expect([mine, theirs]).toEqual(before);
  });

  it("are kept for so many days of the calendar, today among them", () => {
    const days = Object.fromEntries(
      ["2026-01-29", "2026-02-27", "2026-02-28", "2026-03-01"].map((day) => [day, [usage(1)]]),
    );
    const now = new Date(2026, 2, 1, 0, 30).getTime();
    expect(Object.keys(lastDays(days, 2, now))).toEqual(["2026-02-28", "2026-03-01"]);
    expect(Object.keys(lastDays(days, 32, now))).toHaveLength(4);
  });
});
