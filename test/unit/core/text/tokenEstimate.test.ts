import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateTokens, firstTokens, lastTokens } from "../../../../src/core/text/tokenEstimate";
import { LONE_SURROGATE, prose } from "../prose";

const budgets = fc.integer({ min: 1, max: 40 });

describe("estimateTokens", () => {
  it("counts a quarter of ASCII, rounded up", () => {
    expect(estimateTokens("")).toBe(0);
    expect(estimateTokens("a")).toBe(1);
    expect(estimateTokens("the captain!")).toBe(3);
    expect(estimateTokens("~".repeat(400))).toBe(100);
  });

  it("counts every CJK character, with kana, Hangul and full-width marks", () => {
    expect(estimateTokens("大海，日の出「」한글ＡＢ")).toBe(12);
  });

  it("counts a character outside the basic plane once", () => {
    expect(estimateTokens("𠮷")).toBe(1);
    expect(estimateTokens("😀😀")).toBe(2);
  });

  it("counts half of everything else", () => {
    expect(estimateTokens("naïveté é".replace(/[ -~]/g, ""))).toBe(2);
    expect(estimateTokens("жжжж")).toBe(2);
  });

  it("is never smaller for a longer text", () => {
    fc.assert(
      fc.property(prose, prose, (a, b) => {
        expect(estimateTokens(a + b)).toBeGreaterThanOrEqual(Math.max(estimateTokens(a), estimateTokens(b)));
      }),
    );
  });
});

describe("lastTokens", () => {
  it("is the whole text when it fits", () => {
    expect(lastTokens("It rained. He slept.", 5)).toBe("It rained. He slept.");
    expect(lastTokens("", 5)).toBe("");
  });

  it("begins at a sentence where there is one", () => {
    expect(lastTokens("The sea was calm. It rained. He slept.", 7)).toBe("It rained. He slept.");
    expect(lastTokens("大海很平静。下雨了。他睡着了", 12)).toBe("下雨了。他睡着了");
  });

  it("keeps a sentence that just fits", () => {
    // Seven tokens are 28 characters: " It rained here. He slept on" with the space before it.
    expect(lastTokens("The sea was calm. It rained here. He slept on", 7)).toBe(
      "It rained here. He slept on",
    );
  });

  it("cuts one long sentence at a character", () => {
    expect(lastTokens("the old captain looked at the sea", 2)).toBe(" the sea");
    expect(lastTokens("船长看着窗外的大海", 2)).toBe("大海");
  });

  it("is not cut down to nothing by a mark at its end", () => {
    expect(lastTokens("the old captain looked at the sea. ", 3)).toBe("at the sea. ");
  });

  it("keeps an emoji whole or leaves it out", () => {
    expect(lastTokens("sea 😀", 1)).toBe("😀");
    expect(lastTokens("😀😀aa", 1)).toBe("aa");
  });

  it("cuts a novel to a large context without a pause", () => {
    // Time that grows with the square of the text runs into Vitest's own limit.
    const sentence = "The old captain looked at the grey sea and said nothing at all for a while. ";
    const kept = lastTokens(sentence.repeat(10_000), 160_000);
    expect(kept.startsWith("The old captain")).toBe(true);
    expect(estimateTokens(kept)).toBeGreaterThan(159_000);
  });

  it("is an end of the text within the budget, never half a character, never nothing", () => {
    fc.assert(
      fc.property(prose, budgets, (text, tokens) => {
        const kept = lastTokens(text, tokens);
        expect(text.endsWith(kept)).toBe(true);
        expect(estimateTokens(kept)).toBeLessThanOrEqual(tokens);
        expect(kept).not.toMatch(LONE_SURROGATE);
        expect(kept === "").toBe(text === "");
      }),
    );
  });
});

describe("firstTokens", () => {
  it("is the whole text when it fits", () => {
    expect(firstTokens("the sea", 2)).toBe("the sea");
    expect(firstTokens("", 2)).toBe("");
  });

  it("is cut at the budget", () => {
    expect(firstTokens("the old captain", 2)).toBe("the old ");
    expect(firstTokens("船长看着大海", 2)).toBe("船长");
  });

  it("keeps an emoji whole or leaves it out", () => {
    expect(firstTokens("😀😀", 1)).toBe("😀");
    expect(firstTokens("aa😀", 1)).toBe("aa");
  });

  it("is empty for a budget of nothing, even before half a character", () => {
    expect(firstTokens("the sea", 0)).toBe("");
    expect(firstTokens("\udc00the sea", 0)).toBe("");
  });

  it("is as much of the beginning as the budget holds, never half a character", () => {
    fc.assert(
      fc.property(prose, budgets, (text, tokens) => {
        const kept = firstTokens(text, tokens);
        expect(text.startsWith(kept)).toBe(true);
        expect(estimateTokens(kept)).toBeLessThanOrEqual(tokens);
        expect(kept).not.toMatch(LONE_SURROGATE);
        const [next = ""] = text.slice(kept.length);
        expect(kept === text || estimateTokens(kept + next) > tokens).toBe(true);
      }),
    );
  });
});
