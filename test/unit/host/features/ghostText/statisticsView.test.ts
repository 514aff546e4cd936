import { beforeEach, describe, expect, it } from "vitest";
import type { GhostTextEvent } from "../../../../../src/core/completion/ghostTextEvent";
import { addEvent, EMPTY_STATISTICS } from "../../../../../src/core/completion/ghostTextStatistics";
import { statisticsFigures, statisticsStrings } from "../../../../../src/features/ghostText/statisticsView";
import type { StatisticsTable } from "../../../../../src/protocol/statistics";
import { host, resetVscode } from "../../../../fakes/vscode";

const NOON = new Date(2026, 2, 31, 12).getTime();
const DAY_MS = 24 * 60 * 60 * 1000;

beforeEach(resetVscode);

type Happening<E = GhostTextEvent> = E extends unknown ? Omit<E, "model" | "languageId"> : never;

/** Statistics of what happened: how many days ago, to which model, what. */
function figures(happened: readonly (readonly [daysAgo: number, model: string, what: Happening])[]) {
  const statistics = happened.reduce(
    (sums, [daysAgo, model, what]) =>
      addEvent(sums, { model, languageId: "markdown", ...what }, NOON - daysAgo * DAY_MS),
    EMPTY_STATISTICS,
  );
  const shown = statisticsFigures(statistics, NOON);
  if (!shown) throw new Error("Nothing happened");
  return shown;
}

const stages = { waitMs: 0, firstTokenMs: 400, pieceMs: 1200 };
const offered: Happening = { kind: "offered", from: "model", isNew: true, characters: 9, stages };
const rest: Happening = { kind: "offered", from: "stream", isNew: false, characters: 8 };
const accepted: Happening = { kind: "accepted", isFirst: true, characters: 1500 };

const table = (tables: readonly StatisticsTable[], title: string) => {
  const found = tables.find((each) => each.title === title);
  return found?.rows.map(({ name, cells }) => [name, ...cells].join(" | "));
};

describe("the figures", () => {
  it("are none before anything happened", () => {
    expect(statisticsFigures(EMPTY_STATISTICS, NOON)).toBeUndefined();
  });

  it("are worded, each with what it is made of", () => {
    const { cards, since } = figures([
      [3, "mine", { kind: "asked", purpose: "suggestion" }],
      [3, "mine", { kind: "asked", purpose: "warmUp" }],
      [3, "mine", { kind: "aborted" }],
      [3, "mine", offered],
      [3, "mine", rest],
      [3, "mine", rest],
      [3, "mine", accepted],
      [2, "mine", offered],
      [0, "mine", { ...accepted, characters: 7 }],
      [0, "mine", { kind: "kept", share: 0.8, characters: 10 }],
    ]);
    expect(since).toBe("Since Mar 28, 2026");
    expect(cards.map(({ label, value, detail }) => `${label}: ${value} (${detail})`)).toEqual([
      "Acceptance rate: 100% (2 of 2 suggestions)",
      "Characters saved: 1,507 (7 today)",
      "Kept after five minutes: 80% (8 of 10 characters)",
      "Requests: 2 (1 aborted, 0 failed)",
      "Answered without a request: 50% (2 of 4 answers)",
    ]);
  });

  it("say nothing of a share of nothing, and leave out tables without rows", () => {
    const { cards, tables } = figures([[0, "mine", { kind: "asked", purpose: "warmUp" }]]);
    expect(cards.map(({ value }) => value)).toEqual(["–", "0", "–", "1", "–"]);
    expect(tables.map(({ title }) => title)).toEqual(["What models were asked for"]);
  });

  it("compare the models, the most used first, by the names that are on screen", () => {
    const { tables } = figures([
      [0, "demo", offered],
      [0, "mine", offered],
      [0, "mine", offered],
      [0, "mine", accepted],
      [0, "mine", { kind: "refused" }],
      [0, "", offered],
    ]);
    expect(table(tables, "By model")).toEqual([
      "mine | 50% | 2 | 1 | 1,500 | –",
      "demo model | 0% | 1 | 0 | 0 | –",
      "Others | 0% | 1 | 0 | 0 | –",
    ]);
    expect(table(tables, "By language")).toEqual(["markdown | 25% | 4 | 1 | 1,500 | –"]);
  });

  it("split the latency by stage, and draw it to the scale of the slowest", () => {
    const { tables } = figures([[0, "mine", offered]]);
    expect(table(tables, "Time until text is shown")).toEqual([
      "Waiting for a pause in your typing | 1 ms | 1 ms",
      "Until the model's first words | 390 ms | 390 ms",
      "Until there was enough to show | 1.1 sec | 1.1 sec",
      "Altogether | 1.6 sec | 1.6 sec",
    ]);
    const bars = tables.find(({ title }) => title === "Time until text is shown")?.rows.map(({ bar }) => bar);
    expect(bars?.at(-1)).toEqual({ fill: 1, outline: 1 });
    expect(bars?.[1]?.fill).toBeCloseTo(0.25, 1);
  });

  it("show where answers came from as parts of a whole", () => {
    const { tables } = figures([
      [0, "mine", offered],
      [0, "mine", rest],
      [0, "mine", rest],
      [0, "mine", rest],
    ]);
    expect(table(tables, "Where answers came from")).toEqual([
      "A suggestion or request that was already there | 75% | 3",
      "Remembered from before | 0% | 0",
      "A new request | 25% | 1",
    ]);
  });

  it("have a heading for every cell, and bars that fit", () => {
    const { tables } = figures([
      [0, "mine", offered],
      [0, "mine", { kind: "asked", purpose: "suggestion" }],
    ]);
    expect(tables).toHaveLength(5);
    for (const { columns, rows } of tables) {
      for (const { cells, bar } of rows) {
        expect(cells).toHaveLength(columns.length - 1);
        expect(bar.fill).toBeGreaterThanOrEqual(0);
        expect(bar.fill).toBeLessThanOrEqual(bar.outline ?? 1);
      }
    }
  });

  it("are written as the writer writes numbers and days", () => {
    host.language = "de";
    const { cards, since } = figures([[0, "mine", accepted]]);
    expect(cards[1]?.value).toBe("1.500");
    expect(since).toContain("31.03.2026");
  });
});

describe("the chart", () => {
  const days = (happened: Parameters<typeof figures>[0]) => figures(happened).chart;

  it("has every day from the first one on, also those on which nothing happened", () => {
    const { days: shown } = days([
      [20, "mine", offered],
      [1, "mine", offered],
      [1, "mine", accepted],
    ]);
    expect(shown).toHaveLength(21);
    expect(shown[0]).toEqual({ label: "Mar 11, 2026", offered: 1, accepted: 0, cells: ["1", "0"] });
    expect(shown.at(-2)).toMatchObject({ label: "Mar 30, 2026", offered: 1, accepted: 1 });
    expect(shown.filter(({ offered }) => offered > 0)).toHaveLength(2);
  });

  it("is two weeks long at least, and three months at most", () => {
    expect(days([[0, "mine", offered]]).days).toHaveLength(14);
    expect(days([[300, "mine", offered]]).days).toHaveLength(14);
    const long = days([
      [100, "mine", offered],
      [89, "mine", offered],
      [0, "mine", offered],
    ]);
    expect(long.days).toHaveLength(90);
    expect(long.days[0]?.offered).toBe(1);
  });

  it("is told in a sentence", () => {
    const { summary, top } = days([
      [1, "mine", offered],
      [0, "mine", offered],
      [0, "mine", offered],
      [0, "mine", accepted],
    ]);
    expect(top).toBe("2");
    expect(summary).toBe(
      "Mar 18, 2026 to Mar 31, 2026: 3 suggestions offered, 1 accepted; at most 2 offered on one day.",
    );
  });
});

describe("the page's own words", () => {
  it("are all there", () => {
    expect(Object.values(statisticsStrings()).flat()).not.toContain("");
  });
});
