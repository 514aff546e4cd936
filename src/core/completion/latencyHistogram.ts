/**
 * Counts of durations in buckets that grow by a fixed factor, so that percentiles cost little room: bucket `i` holds
 * what took GROWTH^i milliseconds or more, and less than GROWTH^(i + 1). Ends with its last bucket that holds something.
 */
export type LatencyHistogram = readonly number[];

/** Four buckets to each doubling: a percentile is off by 9 % at the most. */
const GROWTH = 2 ** (1 / 4);
/** The last bucket holds everything from a minute on. */
export const BUCKETS = 64;

/** The histogram of a single duration in milliseconds. */
export function histogramOf(ms: number): LatencyHistogram {
  const bucket = Math.floor(Math.log(Math.max(1, ms)) / Math.log(GROWTH));
  return [...Array<number>(Math.min(bucket, BUCKETS - 1)).fill(0), 1];
}

/** The counts of both. */
export function mergeHistograms(one: LatencyHistogram, other: LatencyHistogram): LatencyHistogram {
  const [long, short] = one.length < other.length ? [other, one] : [one, other];
  return long.map((count, bucket) => count + (short[bucket] ?? 0));
}

/** What a share (0 to 1) of the durations stayed within, in milliseconds; undefined where there are none. */
export function percentile(histogram: LatencyHistogram, share: number): number | undefined {
  const rank = share * histogram.reduce((sum, count) => sum + count, 0);
  if (rank === 0) return undefined;
  let below = 0;
  const bucket = histogram.findIndex((count) => (below += count) >= rank);
  return GROWTH ** (bucket + 0.5);
}
