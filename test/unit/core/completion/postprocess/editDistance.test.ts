import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWithinEdits } from "../../../../../src/core/completion/postprocess/editDistance";

/** Levenshtein's distance as it is defined. */
function distance(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  if (a.startsWith(b.charAt(0))) return distance(a.slice(1), b.slice(1));
  return 1 + Math.min(distance(a.slice(1), b), distance(a, b.slice(1)), distance(a.slice(1), b.slice(1)));
}

describe("isWithinEdits", () => {
  it("counts insertions, deletions and replacements", () => {
    expect(isWithinEdits("kitten", "sitting", 3)).toBe(true);
    expect(isWithinEdits("kitten", "sitting", 2)).toBe(false);
    expect(isWithinEdits("", "", 0)).toBe(true);
  });

  it("agrees with the definition", () => {
    const texts = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });
    fc.assert(
      fc.property(texts, texts, fc.nat(6), (a, b, most) => {
        expect(isWithinEdits(a, b, most)).toBe(distance(a, b) <= most);
      }),
    );
  });
});
