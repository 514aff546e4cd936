import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wholeCharacters } from "../../../../src/core/text/graphemes";

/** The characters that a reader sees in `text`. */
const characters = (text: string) =>
  [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)].map(({ segment }) => segment);

describe("a range of whole characters", () => {
  it.each([
    ["a surrogate pair", "x🌊y", 2, 4, "🌊y"],
    ["a letter and its accent", "cafe\u0301!", 0, 4, "cafe\u0301"],
    ["an emoji made of several", "a👩‍👩‍👧b", 3, 5, "👩‍👩‍👧"],
    ["CR and LF", "a\r\nb", 0, 2, "a\r\n"],
    ["a flag", "🇩🇪🇫🇷", 1, 5, "🇩🇪🇫🇷"],
  ])("does not end inside %s", (_, text, start, end, expected) => {
    const range = wholeCharacters(text, { start, end });
    expect(text.slice(range.start, range.end)).toBe(expected);
  });

  it("stays where it is when its ends stand between characters", () => {
    expect(wholeCharacters("Ada Lovelace", { start: 4, end: 12 })).toEqual({ start: 4, end: 12 });
  });

  it("stays empty when it was: a cursor inside a character stands before it", () => {
    expect(wholeCharacters("a👩‍👧b", { start: 3, end: 3 })).toEqual({ start: 1, end: 1 });
  });

  it("holds what was asked for and ends where characters do, in every text", () => {
    const piece = fc.constantFrom("a", " ", "e\u0301", "🌊", "👩‍👩‍👧", "海", "\r\n", "\n", "🇩🇪", "न्");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.nat(200), fc.nat(200), (pieces, one, other) => {
        const text = pieces.join("");
        const [start = 0, end = 0] = [one, other].map((n) => Math.min(n, text.length)).sort((a, b) => a - b);
        const range = wholeCharacters(text, { start, end });
        expect(range.start).toBeLessThanOrEqual(start);
        if (start < end) expect(range.end).toBeGreaterThanOrEqual(end);
        const borders = new Set([0]);
        for (const character of characters(text)) borders.add(Math.max(...borders) + character.length);
        expect([borders.has(range.start), borders.has(range.end)]).toEqual([true, true]);
      }),
    );
  });
});
