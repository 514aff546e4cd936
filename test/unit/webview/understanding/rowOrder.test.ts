import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FindingRow } from "../../../../src/protocol/understanding";
import { nextOrder, sortRows, type RowOrder } from "../../../../src/webview/understanding/rowOrder";

const look = { colour: "blue", line: "solid", sides: "below" } as const;
const anyRows = fc
  .array(
    fc.record(
      { label: fc.constantFrom("a", "b", "c"), score: fc.double({ min: 0, max: 1, noNaN: true }) },
      { requiredKeys: ["label"] },
    ),
  )
  .map((list) => list.map((one, id): FindingRow => ({ ...one, id, text: "x", look, line: "1" })));
const anyOrder = fc.record<RowOrder>({
  by: fc.constantFrom("place", "label", "score"),
  isDescending: fc.boolean(),
});

describe("sorting", () => {
  it("keeps every row", () => {
    fc.assert(
      fc.property(anyRows, anyOrder, (rows, order) => {
        expect(sortRows(rows, order).toSorted((a, b) => a.id - b.id)).toEqual(rows);
      }),
    );
  });

  it("puts scores in order, and rows without one last in both directions", () => {
    fc.assert(
      fc.property(anyRows, fc.boolean(), (rows, isDescending) => {
        const scores = sortRows(rows, { by: "score", isDescending }).map(({ score }) => score);
        const known = scores.filter((score) => score !== undefined);
        expect(scores.slice(0, known.length)).toEqual(known);
        expect(known).toEqual(known.toSorted((a, b) => (isDescending ? b - a : a - b)));
      }),
    );
  });

  it("keeps rows of the same label in the order of the text", () => {
    fc.assert(
      fc.property(anyRows, fc.boolean(), (rows, isDescending) => {
        const sorted = sortRows(rows, { by: "label", isDescending });
        for (const label of ["a", "b", "c"]) {
          const ids = sorted.filter((row) => row.label === label).map(({ id }) => id);
          expect(ids).toEqual(ids.toSorted((a, b) => a - b));
        }
      }),
    );
  });
});

describe("a press on a heading", () => {
  it("turns its own column around, and begins a new one at its usual end", () => {
    const byPlace: RowOrder = { by: "place", isDescending: false };
    expect(nextOrder(byPlace, "place")).toEqual({ by: "place", isDescending: true });
    expect(nextOrder(byPlace, "label")).toEqual({ by: "label", isDescending: false });
    expect(nextOrder(byPlace, "score")).toEqual({ by: "score", isDescending: true });
  });
});
