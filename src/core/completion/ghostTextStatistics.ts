import * as v from "valibot";
import { localDay } from "../models/usage/usageDays";
import type { GhostTextEvent } from "./ghostTextEvent";
import { BUCKETS, histogramOf, mergeHistograms, type LatencyHistogram } from "./latencyHistogram";

const COUNTERS = [
  // Suggestions that were shown, that were taken over at least in part, that were refused.
  "offered",
  "accepted",
  "refused",
  // Characters taken over; those that were looked at again five minutes later, and those that still stood.
  "saved",
  "judged",
  "kept",
  // Requests by their purpose, and how some of them ended.
  "suggestion",
  "speculation",
  "warmUp",
  "aborted",
  "failed",
  // How often the editor was answered, by where the answer came from.
  "stream",
  "cache",
  "model",
] as const;
const STAGES = ["wait", "firstToken", "piece", "total"] as const;

/** What is left out is 0. */
export type Counts = Readonly<Partial<Record<(typeof COUNTERS)[number], number>>>;
/** What the writer waits for, in the order in which it happens, and all of it. */
export type Stage = (typeof STAGES)[number];
/** Counts by the name of a model, by language id, or by local day ("2026-01-31"). */
export type CountsByName = Readonly<Record<string, Counts>>;

/** What became of ghost text, summed up. Holds no text. */
export interface GhostTextStatistics {
  readonly version: 1;
  /** The day of the first event; left out before there was any. */
  readonly since?: string;
  readonly all: Counts;
  readonly models: CountsByName;
  readonly languages: CountsByName;
  /** The last days on which something happened. */
  readonly days: CountsByName;
  readonly latency: Readonly<Record<Stage, LatencyHistogram>>;
}

export const KEPT_DAYS = 90;
/** Models and languages that are counted each on its own, so that the sums stay small enough to be stored. */
export const MAX_NAMES = 20;
/** Stands for all further models or languages. */
export const OTHERS = "";
/** The longest name that is kept, in UTF-16 units. */
const MAX_NAME = 80;

export const EMPTY_STATISTICS: GhostTextStatistics = {
  version: 1,
  all: {},
  models: {},
  languages: {},
  days: {},
  latency: { wait: [], firstToken: [], piece: [], total: [] },
};

/** `statistics` and what happened at the moment `at` (milliseconds since 1970). */
export function addEvent(
  statistics: GhostTextStatistics,
  event: GhostTextEvent,
  at: number,
): GhostTextStatistics {
  const counts = countsOf(event);
  const day = localDay(at);
  return mergeStatistics(statistics, {
    version: 1,
    since: day,
    all: counts,
    models: { [event.model.slice(0, MAX_NAME)]: counts },
    languages: { [event.languageId.slice(0, MAX_NAME)]: counts },
    days: { [day]: counts },
    latency: latencyOf(event),
  });
}

/** The sums of both. */
export function mergeStatistics(one: GhostTextStatistics, other: GhostTextStatistics): GhostTextStatistics {
  const [since] = [one.since, other.since].filter((day) => day !== undefined).sort();
  const days = Object.entries(mergeNames(one.days, other.days, Infinity));
  const stage = (name: Stage) => mergeHistograms(one.latency[name], other.latency[name]);
  return {
    version: 1,
    ...(since !== undefined && { since }),
    all: mergeCounts(one.all, other.all),
    models: mergeNames(one.models, other.models, MAX_NAMES),
    languages: mergeNames(one.languages, other.languages, MAX_NAMES),
    days: Object.fromEntries(days.sort(([a], [b]) => (a < b ? -1 : 1)).slice(-KEPT_DAYS)),
    latency: {
      wait: stage("wait"),
      firstToken: stage("firstToken"),
      piece: stage("piece"),
      total: stage("total"),
    },
  };
}

/** What was stored; empty statistics for anything else, such as what an older version of Inkling stored. */
export function parseStatistics(stored: unknown): GhostTextStatistics {
  const result = v.safeParse(statisticsSchema, stored);
  return result.success ? mergeStatistics(EMPTY_STATISTICS, result.output) : EMPTY_STATISTICS;
}

/** The share of what was offered that was taken over, 0 to 1; undefined before anything was offered. */
export function acceptanceRate({ accepted = 0, offered = 0 }: Counts): number | undefined {
  return offered > 0 ? Math.min(1, accepted / offered) : undefined;
}

/** The share of the characters taken over that still stood after five minutes, 0 to 1. */
export function keptShare({ kept = 0, judged = 0 }: Counts): number | undefined {
  return judged > 0 ? kept / judged : undefined;
}

/** The share of the editor's answers for which no model had to be asked, 0 to 1. */
export function withoutRequest({ stream = 0, cache = 0, model = 0 }: Counts): number | undefined {
  return stream + cache + model > 0 ? (stream + cache) / (stream + cache + model) : undefined;
}

function countsOf(event: GhostTextEvent): Counts {
  switch (event.kind) {
    case "asked":
      return { [event.purpose]: 1 };
    case "offered":
      return { [event.from]: 1, ...(event.isNew && { offered: 1 }) };
    case "accepted":
      return { saved: event.characters, ...(event.isFirst && { accepted: 1 }) };
    case "kept":
      return { judged: event.characters, kept: Math.round(event.share * event.characters) };
    case "aborted":
    case "failed":
    case "refused":
      return { [event.kind]: 1 };
    case "finished":
      return {};
  }
}

function latencyOf(event: GhostTextEvent): GhostTextStatistics["latency"] {
  if (event.kind !== "offered" || !event.stages) return EMPTY_STATISTICS.latency;
  const { waitMs, firstTokenMs, pieceMs } = event.stages;
  return {
    wait: histogramOf(waitMs),
    firstToken: histogramOf(firstTokenMs),
    piece: histogramOf(pieceMs),
    total: histogramOf(waitMs + firstTokenMs + pieceMs),
  };
}

function mergeCounts(one: Counts, other: Counts): Counts {
  const sums = COUNTERS.map((name) => [name, (one[name] ?? 0) + (other[name] ?? 0)] as const);
  return Object.fromEntries(sums.filter(([, sum]) => sum > 0));
}

/** Names that `one` does not have and has no room for are counted among the others. */
function mergeNames(one: CountsByName, other: CountsByName, room: number): CountsByName {
  const merged = new Map(Object.entries(one));
  for (const [name, counts] of Object.entries(other)) {
    const key = merged.has(name) || merged.size < room ? name : OTHERS;
    merged.set(key, mergeCounts(merged.get(key) ?? {}, counts));
  }
  return Object.fromEntries(merged);
}

const countSchema = v.pipe(v.number(), v.integer(), v.minValue(0));
const countsSchema = v.object(v.entriesFromList(COUNTERS, v.exactOptional(countSchema)));
const byNameSchema = v.record(v.string(), countsSchema);
const daySchema = v.pipe(v.string(), v.isoDate());
const histogramSchema = v.pipe(v.array(countSchema), v.maxLength(BUCKETS));
const statisticsSchema = v.object({
  version: v.literal(1),
  since: v.exactOptional(daySchema),
  all: countsSchema,
  models: byNameSchema,
  languages: byNameSchema,
  days: v.record(daySchema, countsSchema),
  latency: v.object(v.entriesFromList(STAGES, histogramSchema)),
});
