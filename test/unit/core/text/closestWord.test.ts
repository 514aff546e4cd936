import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closestWord } from "../../../../src/core/text/closestWord";

const WORDS = ["selection", "paragraph", "title", "date"];

describe("closestWord", () => {
  it.each([
    ["selectoin", "selection"],
    ["selecton", "selection"],
    ["selectiion", "selection"],
    ["SELECTION", "selection"],
    ["tilte", "title"],
    ["dat", "date"],
    ["paragraf", "paragraph"],
    ["clipboard", undefined],
    ["x", undefined],
    ["", undefined],
  ])("finds what was meant by %j: %s", (typed, meant) => {
    expect(closestWord(typed, WORDS)).toBe(meant);
  });

  it("takes the nearest, and of two that are as near the first", () => {
    expect(closestWord("tone", ["tune", "tones", "tone"])).toBe("tone");
    expect(closestWord("tone", ["tune", "bone"])).toBe("tune");
    expect(closestWord("tone", [])).toBeUndefined();
  });

  it("finds a longer word again with two neighbours exchanged, wherever they are", () => {
    fc.assert(
      fc.property(fc.nat({ max: 7 }), (i) => {
        const word = "selection";
        const typed = word.slice(0, i) + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2);
        expect(closestWord(typed, WORDS)).toBe(word);
      }),
    );
  });

  it("is not slow with a text that is no word at all", () => {
    expect(closestWord("x".repeat(1_000_000), WORDS)).toBeUndefined();
  });
});
