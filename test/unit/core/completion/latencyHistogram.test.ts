import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BUCKETS,
  histogramOf,
  mergeHistograms,
  percentile,
  type LatencyHistogram,
} from "../../../../src/core/completion/latencyHistogram";

const histogram = (durations: readonly number[]) =>
  durations.map(histogramOf).reduce<LatencyHistogram>(mergeHistograms, []);

describe("a percentile", () => {
  it("is nothing where nothing was measured", () => {
    expect(percentile([], 0.5)).toBeUndefined();
    expect(percentile([0, 0], 0.5)).toBeUndefined();
  });

  it.each([
    [0.5, 500],
    [0.9, 900],
    [1, 1000],
  ])("is what so many of the durations stayed within, to a tenth: %s", (share, ms) => {
    const measured = histogram(Array.from({ length: 1000 }, (_, i) => i + 1));
    expect(Math.abs(percentile(measured, share)! - ms)).toBeLessThan(ms / 10);
  });

  it("is never further off than its bucket is wide, whatever was measured", () => {
    const durations = fc.array(fc.double({ min: 1, max: 60_000, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(durations, fc.double({ min: 0.01, max: 1, noNaN: true }), (list, share) => {
        const exact = list.toSorted((a, b) => a - b)[Math.ceil(share * list.length) - 1]!;
        const ratio = percentile(histogram(list), share)! / exact;
        expect(ratio).toBeGreaterThan(0.915);
        expect(ratio).toBeLessThan(1.093);
      }),
    );
  });

  it("takes no time for a millisecond, and hours for a minute", () => {
    expect(percentile(histogramOf(0), 0.5)).toBe(percentile(histogramOf(1), 0.5));
    expect(percentile(histogramOf(-3), 0.5)).toBe(percentile(histogramOf(1), 0.5));
    expect(histogramOf(10 ** 7)).toHaveLength(BUCKETS);
    expect(percentile(histogramOf(10 ** 7), 0.5)).toBeGreaterThan(60_000);
  });
});

describe("two histograms", () => {
  it("are added bucket by bucket, whichever is longer", () => {
    expect(mergeHistograms([1, 2], [3])).toEqual([4, 2]);
    expect(mergeHistograms([3], [1, 2])).toEqual([4, 2]);
    expect(mergeHistograms([], [])).toEqual([]);
  });
});
