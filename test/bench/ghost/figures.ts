import type { Outcome } from "./replay";

/** What the bench reports of a contender at a speed. */
export interface Figures {
  readonly requestsPer100Keys: number;
  readonly abortedPer100Keys: number;
  readonly sentTokensPer100Keys: number;
  readonly sentCharactersPer100Keys: number;
  readonly receivedTokensPer100Keys: number;
  readonly usefulKeysPercent: number;
  readonly shownInPausesPercent: number;
  /** From the key to visible text, over all pauses; one in which nothing came counts with its length. */
  readonly p50PauseMs: number | null;
  readonly p90PauseMs: number | null;
  /** The same over those pauses in which something came; null where it never did. */
  readonly p50ShownMs: number | null;
  readonly p90ShownMs: number | null;
  readonly flickers: number;
  readonly keys: number;
  readonly pauses: number;
}

export function figuresOf(outcomes: readonly Outcome[]): Figures {
  const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((total, one) => total + of(one), 0);
  const keys = sum((one) => one.keys);
  const per100Keys = (of: (outcome: Outcome) => number) => (100 * sum(of)) / keys;
  const waits = outcomes.flatMap((one) => one.waits);
  const shown = waits.flatMap(({ shownMs }) => shownMs ?? []);
  const all = waits.map(({ shownMs, lengthMs }) => shownMs ?? lengthMs);
  return {
    requestsPer100Keys: per100Keys((one) => one.requests),
    abortedPer100Keys: per100Keys((one) => one.aborted),
    sentTokensPer100Keys: per100Keys((one) => one.sentTokens),
    sentCharactersPer100Keys: per100Keys((one) => one.sentCharacters),
    receivedTokensPer100Keys: per100Keys((one) => one.receivedTokens),
    usefulKeysPercent: (100 * sum((one) => one.usefulKeys)) / sum((one) => one.typedKeys),
    shownInPausesPercent: (100 * shown.length) / waits.length,
    p50PauseMs: quantile(all, 0.5),
    p90PauseMs: quantile(all, 0.9),
    p50ShownMs: quantile(shown, 0.5),
    p90ShownMs: quantile(shown, 0.9),
    flickers: sum((one) => one.flickers),
    keys,
    pauses: waits.length,
  };
}

/** The number that `share` of all are at most as large as; null for none. */
export function quantile(numbers: readonly number[], share: number): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}

/** `ours` in terms of `theirs`; null where they have none. Nothing is 0 times anything. */
export function ratio(ours: number | null, theirs: number | null): number | null {
  if (ours === 0) return 0;
  return ours === null || theirs === null || theirs === 0 ? null : ours / theirs;
}
