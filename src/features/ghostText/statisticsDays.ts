import { l10n } from "vscode";
import { KEPT_DAYS, type CountsByName } from "../../core/completion/ghostTextStatistics";
import { localDay } from "../../core/models/usage/usageDays";
import type { StatisticsChart } from "../../protocol/statistics";
import { dayLabel, number } from "./figureWording";

/** A chart of a single day would say nothing. */
const LEAST_DAYS = 14;

/** Suggestions of each day up to the moment `now`, from the first of `days` on. */
export function dayChart(days: CountsByName, now: number): StatisticsChart {
  const shown = lastDays(KEPT_DAYS, now);
  const first = shown.findIndex((day) => days[day] !== undefined);
  const from = first < 0 ? shown.length : first;
  const chart = shown.slice(Math.min(from, shown.length - LEAST_DAYS)).map((day) => {
    const { offered = 0, accepted = 0 } = days[day] ?? {};
    return { label: dayLabel(day), offered, accepted, cells: [number(offered), number(accepted)] as const };
  });
  const sum = (part: "offered" | "accepted") => number(chart.reduce((all, day) => all + day[part], 0));
  const top = number(Math.max(...chart.map(({ offered }) => offered)));
  const [start, end] = [chart[0]?.label ?? "", chart.at(-1)?.label ?? ""];
  return {
    summary: l10n.t(
      "{0} to {1}: {2} suggestions offered, {3} accepted; at most {4} offered on one day.",
      start,
      end,
      sum("offered"),
      sum("accepted"),
      top,
    ),
    top,
    days: chart,
  };
}

/** The last `count` days of the calendar, today the last. */
function lastDays(count: number, now: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const day = new Date(now);
    day.setDate(day.getDate() - (count - 1 - i));
    return localDay(day.getTime());
  });
}
