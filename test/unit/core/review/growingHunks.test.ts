import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyHunks } from "../../../../src/core/review/applyHunks";
import { growingHunks } from "../../../../src/core/review/growingHunks";
import { drawn } from "./drawn";
import { TWO_TEXTS } from "./texts";

describe("the hunks of a growing proposal", () => {
  it("are what has come, with the rest of the original behind it", () => {
    fc.assert(
      fc.property(TWO_TEXTS, fc.double({ min: 0, max: 1, noNaN: true }), ([original, proposal], share) => {
        const soFar = proposal.slice(0, Math.floor(proposal.length * share));
        const shown = applyHunks(original, growingHunks(original, soFar), () => true);
        const rest = shown.startsWith(soFar) ? shown.slice(soFar.length) : undefined;
        expect(rest).toBeDefined();
        expect(original.endsWith(rest ?? "-")).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  const original = "The old house stood on a hill. Nobody lived there. The garden was wild.";
  it.each([
    ["", "The old house stood on a hill. Nobody lived there. The garden was wild."],
    ["The", "The old house stood on a hill. Nobody lived there. The garden was wild."],
    ["The new", "The [-old-]{+new+} house stood on a hill. Nobody lived there. The garden was wild."],
    [
      "The new house stood",
      "The [-old-]{+new+} house stood on a hill. Nobody lived there. The garden was wild.",
    ],
    [
      "The new house stood on a h",
      "The [-old-]{+new+} house stood on a hill. Nobody lived there. The garden was wild.",
    ],
    ["Completely other words.", "x"],
    ["Completely other words. Nobody lived there. The", "x"],
    ["The old house stood on a hill. The garden", "x"],
    ["The old house stood on a hill. The garden was wild.", "x"],
    ["The old house stood on a hill, and nobody li", "x"],
    ["老房子", "x"],
  ])("%j", (soFar, expected) => {
    const d = drawn(original, growingHunks(original, soFar));
    console.log(JSON.stringify(soFar), "\n    ", d);
  });
});
