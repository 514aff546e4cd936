import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findQuote } from "../../../../src/core/rewrite/findQuote";

/** The words of `text` that the quote is found to be. */
function found(text: string, quote: string): string | undefined {
  const range = findQuote(text, quote);
  return range && text.slice(range.start, range.end);
}

describe("the words of a quote", () => {
  it.each([
    ["exactly", "We saw the sea, and the sea saw us.", "the sea", "the sea"],
    ["with straight quotation marks for curly ones", "He said “no” to it.", 'said "no" to', "said “no” to"],
    ["with a straight apostrophe", "It’s cold, isn’t it?", "isn't it", "isn’t it"],
    ["over a line break", "the cold\n   sea lies", "cold sea", "cold\n   sea"],
    ["over a Windows line break", "the cold\r\nsea lies", "cold sea", "cold\r\nsea"],
    ["with another dash", "cold – very cold", "cold - very", "cold – very"],
    ["with another letter case", "The sea.", "the sea", "The sea"],
    ["without its emphasis", "the **cold** sea", "the cold sea", "the **cold** sea"],
    [
      "with something left out",
      "The sea was cold, and grey, and we swam.",
      "The sea … we swam",
      "The sea was cold, and grey, and we swam",
    ],
    ["cut off", "The sea was cold.", "The sea was...", "The sea was"],
    ["in Chinese", "他说：“海很冷。”然后走了。", "「海很冷。」", "“海很冷。”"],
    ["after characters of two units", "🌊🌊 the  sea", "the sea", "the  sea"],
  ])("are found %s", (_, text, quote, expected) => {
    expect(found(text, quote)).toBe(expected);
  });

  it.each([
    ["other words", "The sea was cold.", "the lake"],
    ["nothing", "The sea was cold.", "  "],
    ["marks alone", "The sea was cold.", "**"],
    ["parts in another order", "We swam. The sea was cold.", "The sea … We swam"],
  ])("are not found for %s", (_, text, quote) => {
    expect(found(text, quote)).toBeUndefined();
  });

  it("are found wherever they were taken from", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), fc.nat(), fc.nat(), (text, one, other) => {
        const [start = 0, end = 0] = [one, other].map((n) => n % (text.length + 1)).sort((a, b) => a - b);
        const quote = text.slice(start, end);
        fc.pre(quote.trim() !== "");
        expect(found(text, quote)).toBe(quote);
      }),
    );
  });
});
