import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wholeLabel } from "../../../../src/core/understanding/wholeLabel";

const passage = (label: string, length: number, score?: number) => ({
  start: 10,
  end: 10 + length,
  text: "x".repeat(length),
  label,
  ...(score !== undefined && { score }),
});

describe("the label of a whole text", () => {
  it("is that of most of it, by length and not by number", () => {
    expect(wholeLabel([passage("ask", 5), passage("ask", 5), passage("inform", 90)])).toEqual({
      label: "inform",
      score: 0.9,
    });
  });

  it("counts an unsure passage for less", () => {
    expect(wholeLabel([passage("ask", 60, 0.2), passage("inform", 40, 0.9)])?.label).toBe("inform");
  });

  it.each([
    [60, 40, "mixed"],
    [90, 10, "positive"],
    [10, 90, "negative"],
  ])("of %i parts joy and %i grief is %s", (joy, grief, label) => {
    expect(wholeLabel([passage("positive", joy), passage("negative", grief)])?.label).toBe(label);
  });

  it("is none of nothing", () => {
    expect(wholeLabel([])).toBeUndefined();
  });

  it("has a score from 0 to 1", () => {
    const some = fc.tuple(
      fc.constantFrom("positive", "negative", "mixed", "x"),
      fc.integer({ min: 1, max: 50 }),
      fc.float({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(some, { minLength: 1 }), (passages) => {
        const score = wholeLabel(passages.map((one) => passage(...one)))?.score ?? NaN;
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});
