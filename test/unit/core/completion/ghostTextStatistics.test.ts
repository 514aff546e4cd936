import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GhostTextEvent } from "../../../../src/core/completion/ghostTextEvent";
import {
  acceptanceRate,
  addEvent,
  EMPTY_STATISTICS,
  keptShare,
  MAX_NAMES,
  mergeStatistics,
  OTHERS,
  parseStatistics,
  withoutRequest,
  type GhostTextStatistics,
} from "../../../../src/core/completion/ghostTextStatistics";
import { percentile } from "../../../../src/core/completion/latencyHistogram";

type Happening<E = GhostTextEvent> = E extends unknown ? Omit<E, "model" | "languageId"> : never;

const NOON = new Date(2026, 0, 31, 12).getTime();
const DAY_MS = 24 * 60 * 60 * 1000;

const event = (happening: Happening, model = "mine", languageId = "markdown"): GhostTextEvent => ({
  model,
  languageId,
  ...happening,
});
const sum = (events: readonly GhostTextEvent[], at = NOON) =>
  events.reduce((statistics, each) => addEvent(statistics, each, at), EMPTY_STATISTICS);

const stages = { waitMs: 100, firstTokenMs: 400, pieceMs: 200 };
const offered: Happening = { kind: "offered", from: "model", isNew: true, characters: 20, stages };
const rest: Happening = { kind: "offered", from: "stream", isNew: false, characters: 19 };
const cached: Happening = { kind: "offered", from: "cache", isNew: true, characters: 20 };
const accepted = (characters: number, isFirst = true): Happening => ({
  kind: "accepted",
  characters,
  isFirst,
});

describe("the statistics", () => {
  it("are empty at first, and no share is known", () => {
    expect(EMPTY_STATISTICS.since).toBeUndefined();
    for (const share of [acceptanceRate, keptShare, withoutRequest])
      expect(share(EMPTY_STATISTICS.all)).toBeUndefined();
  });

  it("count a suggestion once, and every answer to the editor", () => {
    const { all } = sum([offered, rest, rest, cached].map((each) => event(each)));
    expect(all).toEqual({ offered: 2, model: 1, stream: 2, cache: 1 });
    expect(withoutRequest(all)).toBe(0.75);
  });

  it("count an acceptance once, and the characters of all its parts", () => {
    const { all } = sum([offered, offered, accepted(5), accepted(7, false)].map((each) => event(each)));
    expect(all).toMatchObject({ accepted: 1, saved: 12 });
    expect(acceptanceRate(all)).toBe(0.5);
  });

  it("weigh what was kept by its characters", () => {
    const kept = (share: number, characters: number) => event({ kind: "kept", share, characters });
    expect(keptShare(sum([kept(1, 90), kept(0, 10)]).all)).toBe(0.9);
    expect(keptShare(sum([kept(1, 10), kept(0, 90)]).all)).toBe(0.1);
  });

  it("count requests by their purpose, and those that came to nothing", () => {
    const purposes = ["suggestion", "suggestion", "speculation", "warmUp"] as const;
    const happenings: Happening[] = [
      ...purposes.map((purpose) => ({ kind: "asked", purpose }) as const),
      { kind: "finished" },
      { kind: "aborted" },
      { kind: "failed" },
      { kind: "refused" },
    ];
    expect(sum(happenings.map((each) => event(each))).all).toEqual({
      ...{ suggestion: 2, speculation: 1, warmUp: 1 },
      ...{ aborted: 1, failed: 1, refused: 1 },
    });
  });

  it("keep models and languages apart", () => {
    const { models, languages } = sum([
      event(offered, "mine", "markdown"),
      event(accepted(3), "mine", "latex"),
      event(offered, "other", "latex"),
    ]);
    expect(models).toEqual({
      mine: { offered: 1, model: 1, accepted: 1, saved: 3 },
      other: { offered: 1, model: 1 },
    });
    expect(languages.latex).toEqual({ offered: 1, model: 1, accepted: 1, saved: 3 });
  });

  it("count what would be one model too many among the others, and lose nothing", () => {
    const names = Array.from({ length: MAX_NAMES + 5 }, (_, i) => `model ${i}`);
    const { models, all } = sum([...names, "model 1"].map((name) => event(offered, name)));
    expect(Object.keys(models)).toHaveLength(MAX_NAMES + 1);
    expect(models["model 1"]?.offered).toBe(2);
    expect(models[OTHERS]?.offered).toBe(5);
    expect(all.offered).toBe(MAX_NAMES + 6);
  });

  it("count a model whatever it is called", () => {
    const { models } = sum(["__proto__", "constructor", "__proto__"].map((name) => event(offered, name)));
    expect(Object.entries(models).map(([name, { offered }]) => [name, offered])).toEqual([
      ["__proto__", 2],
      ["constructor", 1],
    ]);
  });

  it("split the latency by stage, of the model's answers alone", () => {
    const { latency } = sum([event(offered), event(rest), event(cached)]);
    const exact = { wait: 100, firstToken: 400, piece: 200, total: 700 };
    for (const [stage, ms] of Object.entries(exact)) {
      const found = percentile(latency[stage as keyof typeof exact], 0.5)!;
      expect(Math.abs(found - ms)).toBeLessThan(ms / 10);
    }
    expect(latency.total.reduce((a, b) => a + b)).toBe(1);
  });

  it("keep the days of three months, and everything in the sums", () => {
    const statistics = Array.from({ length: 100 }, (_, i) => NOON + i * DAY_MS).reduce(
      (sums, at) => addEvent(sums, event(offered), at),
      EMPTY_STATISTICS,
    );
    const days = Object.keys(statistics.days);
    expect(days).toHaveLength(90);
    expect(days[0]).toBe("2026-02-10");
    expect(days.at(-1)).toBe("2026-05-10");
    expect(statistics.all.offered).toBe(100);
    expect(statistics.since).toBe("2026-01-31");
  });

  it("are the same however they were put together", () => {
    const events = [event(offered), event(accepted(3), "other"), event(rest, "mine", "latex"), event(cached)];
    const later = NOON + 3 * DAY_MS;
    const parts = mergeStatistics(sum(events.slice(2), later), sum(events.slice(0, 2)));
    const inOrder = events.slice(2).reduce((a, each) => addEvent(a, each, later), sum(events.slice(0, 2)));
    expect(parts).toEqual(inOrder);
    expect(mergeStatistics(EMPTY_STATISTICS, parts)).toEqual(parts);
  });
});

describe("stored statistics", () => {
  const full = (): GhostTextStatistics => {
    const kinds: Happening[] = [offered, rest, cached, accepted(12345), { kind: "refused" }];
    kinds.push({ kind: "kept", share: 0.5, characters: 12345 }, { kind: "aborted" }, { kind: "failed" });
    for (const purpose of ["suggestion", "speculation", "warmUp"] as const)
      kinds.push({ kind: "asked", purpose });
    let statistics = EMPTY_STATISTICS;
    for (let i = 0; i < 120; i++) {
      const slow = { waitMs: 2 ** (i / 8), firstTokenMs: 2 ** (i / 9), pieceMs: 2 ** (i / 10) };
      for (const kind of kinds) {
        const more = kind === offered ? { ...offered, stages: slow } : kind;
        const name = `${i} ${"模型".repeat(100)}`;
        statistics = addEvent(statistics, event(more, name, name), NOON + i * DAY_MS);
      }
    }
    // Years of it.
    for (let i = 0; i < 16; i++) statistics = mergeStatistics(statistics, statistics);
    return statistics;
  };

  it("come back as they were", () => {
    const statistics = full();
    expect(parseStatistics(JSON.parse(JSON.stringify(statistics)))).toEqual(statistics);
  });

  it("stay small, however long and with how many models and days they are kept", () => {
    expect(new TextEncoder().encode(JSON.stringify(full())).length).toBeLessThan(50_000);
  });

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a text", "x"],
    ["an older form", { ...EMPTY_STATISTICS, version: 0 }],
    ["a missing part", { ...EMPTY_STATISTICS, latency: {} }],
    ["a count below zero", { ...EMPTY_STATISTICS, all: { offered: -1 } }],
    ["a count that is none", { ...EMPTY_STATISTICS, models: { mine: { offered: "1" } } }],
    ["a day that is none", { ...EMPTY_STATISTICS, days: { yesterday: {} } }],
    [
      "too many buckets",
      { ...EMPTY_STATISTICS, latency: { ...EMPTY_STATISTICS.latency, wait: Array(65).fill(0) } },
    ],
  ])("begin anew after %s", (_, stored) => {
    expect(parseStatistics(stored)).toEqual(EMPTY_STATISTICS);
  });

  it("never throw, whatever was stored, and can always be added to", () => {
    const counts = fc.dictionary(fc.string(), fc.oneof(fc.nat(), fc.anything()));
    const stored = fc.record({
      version: fc.constantFrom(1, 2),
      all: counts,
      models: fc.dictionary(fc.string(), counts),
      languages: fc.oneof(fc.dictionary(fc.string(), counts), fc.anything()),
      days: fc.dictionary(fc.string(), counts),
      latency: fc.record({
        ...{ wait: fc.array(fc.nat()), firstToken: fc.array(fc.nat()) },
        ...{ piece: fc.array(fc.nat()), total: fc.oneof(fc.array(fc.nat()), fc.anything()) },
      }),
    });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), stored), (raw) => {
        const parsed = parseStatistics(raw);
        const before = parsed.all.offered ?? 0;
        expect(addEvent(parsed, event(offered), NOON).all.offered).toBe(before + 1);
      }),
    );
  });

  it("hold no text", () => {
    const withText = { ...event(offered), text: "My dearest Ada" };
    expect(JSON.stringify(sum([withText]))).not.toContain("Ada");
  });
});
