import * as fc from "fast-check";
import { expect, it } from "vitest";
import { pairInOrder } from "../../../../src/core/review/pairInOrder";

/** The highest sum of scores of all choices of pairs, tried one by one. */
function best(scores: readonly (readonly number[])[], i = 0, j = 0): number {
  const row = scores[i];
  if (row === undefined || j >= row.length) return 0;
  return Math.max(row[j]! + best(scores, i + 1, j + 1), best(scores, i + 1, j), best(scores, i, j + 1));
}

it("pairs in order with the highest sum of scores, and nothing that scores 0", () => {
  const size = fc.integer({ min: 1, max: 4 });
  const lists = fc.tuple(size, size).chain(([rows, columns]) =>
    fc.array(fc.array(fc.nat(3), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );
  fc.assert(
    fc.property(lists, (scores) => {
      const pairs = pairInOrder(scores.length, scores[0]!.length, (i, j) => scores[i]![j]!);
      for (const [index, [i, j]] of pairs.entries()) {
        expect(scores[i]![j]).toBeGreaterThan(0);
        if (index > 0) expect(i > pairs[index - 1]![0] && j > pairs[index - 1]![1]).toBe(true);
      }
      expect(pairs.reduce((sum, [i, j]) => sum + scores[i]![j]!, 0)).toBe(best(scores));
    }),
  );
});
