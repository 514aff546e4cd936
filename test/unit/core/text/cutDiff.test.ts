import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutDiff } from "../../../../src/core/text/cutDiff";
import { estimateTokens } from "../../../../src/core/text/tokenEstimate";

/** What git says of a file with so many new lines. */
function file(name: string, lines: number): string {
  const added = Array.from({ length: lines }, (_, i) => `+line ${i} of ${name}\n`).join("");
  return `diff --git a/${name} b/${name}\n--- a/${name}\n+++ b/${name}\n@@ -0,0 +1,${lines} @@\n${added}`;
}

describe("a diff that is too long", () => {
  it("is left as it is when it is not", () => {
    const diff = file("a.md", 3) + file("b.md", 3);
    expect(cutDiff(diff, 1000)).toBe(diff);
  });

  it("keeps small files whole and the beginning of large ones, in their order, and says what is left out", () => {
    const small = file("small.md", 2);
    const cut = cutDiff(file("large.md", 500) + small + file("larger.md", 900), 400);
    expect(cut).toContain(small);
    expect(cut.match(/^diff --git .*$/gm)).toEqual([
      "diff --git a/large.md b/large.md",
      "diff --git a/small.md b/small.md",
      "diff --git a/larger.md b/larger.md",
    ]);
    const [kept = "", left = ""] =
      /((?:\+line \d+ of large\.md\n)+)\[… (\d+) more lines of this file\]\n/.exec(cut)?.slice(1) ?? [];
    expect(kept.split("\n").length - 1 + Number(left)).toBe(500);
  });

  it("has about as many tokens as it may, whatever is in it", () => {
    const files = fc.array(fc.nat(300), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(files, fc.integer({ min: 50, max: 3000 }), (sizes, tokens) => {
        const diff = sizes.map((lines, i) => file(`f${i}.md`, lines)).join("");
        const note = 12;
        expect(estimateTokens(cutDiff(diff, tokens))).toBeLessThanOrEqual(tokens + sizes.length * note);
      }),
    );
  });
});
