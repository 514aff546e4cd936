/** What the page of the ghost-text statistics and the extension tell each other. The host words all; the page draws. */

/** One figure, large, with what it is made of. */
export interface StatisticsCard {
  readonly label: string;
  readonly value: string;
  readonly detail: string;
}

export interface StatisticsRow {
  readonly name: string;
  /** How much of the bar is filled, and up to where it is outlined, each 0 to 1. */
  readonly bar: { readonly fill: number; readonly outline?: number };
  /** The row's figures in words; the bar draws the first one. */
  readonly cells: readonly string[];
}

export interface StatisticsTable {
  readonly title: string;
  /** What the figures are about, where the title does not say it. */
  readonly note?: string;
  /** The heading of the rows' names, and one for each cell. */
  readonly columns: readonly string[];
  readonly rows: readonly StatisticsRow[];
}

export interface StatisticsDay {
  readonly label: string;
  readonly offered: number;
  readonly accepted: number;
  /** Both numbers in words. */
  readonly cells: readonly [offered: string, accepted: string];
}

/** Suggestions by day, the oldest first, without a gap. */
export interface StatisticsChart {
  /** The whole chart in one sentence. */
  readonly summary: string;
  /** The highest number of offers, in words. */
  readonly top: string;
  readonly days: readonly StatisticsDay[];
}

export interface StatisticsFigures {
  /** Since when it is counted. */
  readonly since: string;
  readonly cards: readonly StatisticsCard[];
  readonly chart: StatisticsChart;
  readonly tables: readonly StatisticsTable[];
}

/** The page's own words, in the writer's language. */
export interface StatisticsStrings {
  readonly title: string;
  readonly privacy: string;
  readonly reset: string;
  readonly overview: string;
  /** Shown before anything happened: what the page is going to show. */
  readonly empty: string;
  readonly emptyItems: readonly string[];
  readonly byDay: string;
  readonly day: string;
  readonly offered: string;
  readonly accepted: string;
  readonly daysAsTable: string;
}

export interface ToStatistics {
  readonly kind: "state";
  readonly strings: StatisticsStrings;
  /** Left out before anything happened. */
  readonly figures?: StatisticsFigures;
}

export interface FromStatistics {
  readonly kind: "ready" | "reset";
}

/** A message from the page, checked; undefined for anything that is not one. */
export function parseFromStatistics(raw: unknown): FromStatistics | undefined {
  if (typeof raw !== "object" || raw === null) return undefined;
  const { kind } = raw as Record<string, unknown>;
  return kind === "ready" || kind === "reset" ? { kind } : undefined;
}
