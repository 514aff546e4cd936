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
    ["", original],
    ["The", original],
    ["The new", "The {+new+}old house stood on a hill. Nobody lived there. The garden was wild."],
    [
      "The new house st",
      "The [-old-]{+new+} house stood on a hill. Nobody lived there. The garden was wild.",
    ],
    [
      "Completely other",
      "{+Completely other+}The old house stood on a hill. Nobody lived there. The garden was wild.",
    ],
    [
      "Completely other words. No",
      "[-The old house stood on a hill-]{+Completely other words+}. Nobody lived there. The garden was wild.",
    ],
    [
      "The old house stood on a hill. The ga",
      "The old house stood on a hill. {+The ga+}Nobody lived there. The garden was wild.",
    ],
    [
      "The old house stood on a hill. The garden was wild.",
      "The old house stood on a hill. [-Nobody lived there. -]The garden was wild.",
    ],
    [
      "The old house stood on a hill, and nobody",
      "The old house stood on a hill{+, and nobody+}. Nobody lived there. The garden was wild.",
    ],
  ])("%j", (soFar, expected) => {
    expect(drawn(original, growingHunks(original, soFar))).toBe(expected);
  });
});
