import { l10n } from "vscode";
import {
  acceptanceRate,
  keptShare,
  OTHERS,
  withoutRequest,
  type CountsByName,
  type Counts,
  type GhostTextStatistics,
  type Stage,
} from "../../core/completion/ghostTextStatistics";
import { percentile } from "../../core/completion/latencyHistogram";
import { localDay } from "../../core/models/usage/usageDays";
import { modelLabel } from "../../platform/modelLabel";
import type {
  StatisticsCard,
  StatisticsFigures,
  StatisticsRow,
  StatisticsStrings,
  StatisticsTable,
} from "../../protocol/statistics";
import { dayLabel, duration, number, percent } from "./figureWording";
import { dayChart } from "./statisticsDays";

/** What the page shows, out of the sums; undefined before anything happened. */
export function statisticsFigures(
  statistics: GhostTextStatistics,
  now: number,
): StatisticsFigures | undefined {
  const { since, all, models, languages, days } = statistics;
  if (since === undefined) return undefined;
  const tables = [
    namesTable(l10n.t("By model"), l10n.t("Model"), models, modelLabel),
    namesTable(l10n.t("By language"), l10n.t("Language"), languages, (name) => name),
    latencyTable(statistics),
    answersTable(all),
    requestsTable(all),
  ];
  return {
    since: l10n.t("Since {0}", dayLabel(since)),
    cards: cards(all, days[localDay(now)]?.saved ?? 0),
    chart: dayChart(days, now),
    tables: tables.filter(({ rows }) => rows.length > 0),
  };
}

export function statisticsStrings(): StatisticsStrings {
  return {
    title: l10n.t("Ghost Text Statistics"),
    privacy: l10n.t("Nothing leaves this machine. Only counts and times are kept, never any text."),
    reset: l10n.t("Reset…"),
    overview: l10n.t("Overview"),
    empty: l10n.t("No ghost text has been asked for yet. As you write, this page will show:"),
    emptyItems: [
      l10n.t("how much of what was offered you accepted, by model, by language and by day"),
      l10n.t("how many characters that saved, and how much of it still stood five minutes later"),
      l10n.t("how long you waited, and for what"),
      l10n.t("how often a model was asked, and how often that was not needed"),
    ],
    byDay: l10n.t("By day"),
    day: l10n.t("Day"),
    offered: l10n.t("Offered"),
    accepted: l10n.t("Accepted"),
    daysAsTable: l10n.t("Days as a table"),
  };
}

function cards(all: Counts, savedToday: number): StatisticsCard[] {
  const { offered = 0, accepted = 0, saved = 0, judged = 0, kept = 0, aborted = 0, failed = 0 } = all;
  const answers = sumOf(all.stream, all.cache, all.model);
  return [
    {
      label: l10n.t("Acceptance rate"),
      value: percent(acceptanceRate(all)),
      detail: l10n.t("{0} of {1} suggestions", number(accepted), number(offered)),
    },
    {
      label: l10n.t("Characters saved"),
      value: number(saved),
      detail: l10n.t("{0} today", number(savedToday)),
    },
    {
      label: l10n.t("Kept after five minutes"),
      value: percent(keptShare(all)),
      detail: l10n.t("{0} of {1} characters", number(kept), number(judged)),
    },
    {
      label: l10n.t("Requests"),
      value: number(sumOf(all.suggestion, all.speculation, all.warmUp)),
      detail: l10n.t("{0} aborted, {1} failed", number(aborted), number(failed)),
    },
    {
      label: l10n.t("Answered without a request"),
      value: percent(withoutRequest(all)),
      detail: l10n.t("{0} of {1} answers", number(sumOf(all.stream, all.cache)), number(answers)),
    },
  ];
}

/** What was offered by each model or in each language, the most first. */
function namesTable(
  title: string,
  heading: string,
  byName: CountsByName,
  label: (name: string) => string,
): StatisticsTable {
  const used = Object.entries(byName).filter(([, { offered = 0 }]) => offered > 0);
  return {
    title,
    columns: [
      heading,
      l10n.t("Acceptance rate"),
      l10n.t("Offered"),
      l10n.t("Refused"),
      l10n.t("Characters saved"),
      l10n.t("Kept after five minutes"),
    ],
    rows: used
      .sort(([, a], [, b]) => (b.offered ?? 0) - (a.offered ?? 0))
      .map(([name, counts]) => ({
        name: name === OTHERS ? l10n.t("Others") : label(name),
        bar: { fill: acceptanceRate(counts) ?? 0 },
        cells: [
          percent(acceptanceRate(counts)),
          number(counts.offered),
          number(counts.refused),
          number(counts.saved),
          percent(keptShare(counts)),
        ],
      })),
  };
}

function latencyTable({ latency }: GhostTextStatistics): StatisticsTable {
  const slowest = percentile(latency.total, 0.9) ?? 0;
  const row = (name: string, stage: Stage): StatisticsRow => {
    const [half, most] = [percentile(latency[stage], 0.5) ?? 0, percentile(latency[stage], 0.9) ?? 0];
    return {
      name,
      bar: { fill: Math.min(1, half / slowest), outline: Math.min(1, most / slowest) },
      cells: [duration(half), duration(most)],
    };
  };
  return {
    title: l10n.t("Time until text is shown"),
    note: l10n.t("Of suggestions for which a model was asked. What is known already is shown at once."),
    columns: [l10n.t("Stage"), l10n.t("Half of them within (p50)"), l10n.t("Nine in ten within (p90)")],
    rows:
      slowest === 0
        ? []
        : [
            row(l10n.t("Waiting for a pause in your typing"), "wait"),
            row(l10n.t("Until the model's first words"), "firstToken"),
            row(l10n.t("Until there was enough to show"), "piece"),
            row(l10n.t("Altogether"), "total"),
          ],
  };
}

function answersTable({ stream, cache, model }: Counts): StatisticsTable {
  return sharesTable(
    l10n.t("Where answers came from"),
    [l10n.t("Source"), l10n.t("Share"), l10n.t("Answers")],
    [
      [l10n.t("A suggestion or request that was already there"), stream],
      [l10n.t("Remembered from before"), cache],
      [l10n.t("A new request"), model],
    ],
  );
}

function requestsTable({ suggestion, speculation, warmUp }: Counts): StatisticsTable {
  return sharesTable(
    l10n.t("What models were asked for"),
    [l10n.t("Purpose"), l10n.t("Share"), l10n.t("Requests")],
    [
      [l10n.t("Suggestions"), suggestion],
      [l10n.t("What follows a suggestion, ahead of time"), speculation],
      [l10n.t("Getting a local server ready"), warmUp],
    ],
  );
}

/** Parts of a whole; no rows where there is none. */
function sharesTable(
  title: string,
  columns: readonly string[],
  parts: readonly (readonly [name: string, count: number | undefined])[],
): StatisticsTable {
  const whole = sumOf(...parts.map(([, count]) => count));
  const row = ([name, count = 0]: (typeof parts)[number]): StatisticsRow => ({
    name,
    bar: { fill: count / whole },
    cells: [percent(count / whole), number(count)],
  });
  return { title, columns, rows: whole === 0 ? [] : parts.map(row) };
}

function sumOf(...counts: readonly (number | undefined)[]): number {
  return counts.reduce<number>((sum, count = 0) => sum + count, 0);
}
