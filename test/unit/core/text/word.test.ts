import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wordAt } from "../../../../src/core/text/word";

/** The word at the cursor `║` of a drawn line. */
function word(drawn: string): string {
  const line = drawn.replace("║", "");
  const { start, end } = wordAt(line, drawn.indexOf("║"));
  return line.slice(start, end);
}

describe("the word at a place", () => {
  it.each([
    ["║Bright light", "Bright"],
    ["Bri║ght light", "Bright"],
    ["Bright║ light", "Bright"],
    ["I don║'t know", "don't"],
    ["naï║ve", "naïve"],
    ["“lig║ht”", "light"],
    ["我喜║欢大海", "喜欢"],
    ["大海║。", "大海"],
    ["東京に行║きます", "行き"],
    ["слово║", "слово"],
  ])("of %s is %s", (drawn, expected) => {
    expect(word(drawn)).toBe(expected);
  });

  it.each(["║", "one  ║  two", "(║)", "one ║— two"])("is none in %j", (drawn) => {
    expect(word(drawn)).toBe("");
  });

  it("is found in a line of any length", () => {
    expect(word(`${"words ".repeat(20_000)}brig║ht ${"words ".repeat(20_000)}`)).toBe("bright");
  });

  it("is at the place, in every line", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), fc.nat(400), (line, n) => {
        const offset = Math.min(n, line.length);
        const { start, end } = wordAt(line, offset);
        expect(start).toBeLessThanOrEqual(offset);
        expect(end).toBeGreaterThanOrEqual(offset);
        expect(end).toBeLessThanOrEqual(line.length);
      }),
    );
  });
});
