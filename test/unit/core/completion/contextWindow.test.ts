import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contextWindow } from "../../../../src/core/completion/contextWindow";
import { estimateTokens } from "../../../../src/core/text/tokenEstimate";
import { LONE_SURROGATE, prose } from "../prose";
import { between, near, typed } from "./cursor";

const BUDGET = { prefixTokens: 1000, suffixTokens: 200 };

const ENGLISH = "The captain looked at the grey sea. Nobody spoke, and the wind went on. ";
const CHINESE = "船长看着灰色的大海。没有人说话，风还在吹。";

/** How often the window begins elsewhere than before while `text` is typed, one key after the other. */
function movesWhileTyping(before: string, text: string): number {
  const windows = Array.from(
    text,
    (_, i) =>
      contextWindow(near(typed(between(before, ""), text.slice(0, i + 1)), 8000, 2000), BUDGET).prefix,
  );
  return windows.filter((window, i) => i > 0 && !window.startsWith(windows[i - 1] ?? "")).length;
}

describe("the text before the cursor", () => {
  it("is all of a short document", () => {
    const query = between("One. Two.\r\n\r\nThree", " and four.");
    expect(contextWindow(query, BUDGET)).toEqual({ prefix: query.prefix, suffix: query.suffix });
  });

  it("begins with the same bytes for a thousand keys, but for one move", () => {
    for (const length of [0, 3000, 4096, 9000, 20_000]) {
      const before = ENGLISH.repeat(300).slice(0, length);
      expect(movesWhileTyping(before, ENGLISH.repeat(20).slice(0, 1000))).toBeLessThanOrEqual(1);
    }
  });

  it("moves in Chinese as it does in English: once for a quarter of the budget", () => {
    const moves = movesWhileTyping(CHINESE.repeat(200), CHINESE.repeat(20).slice(0, 250));
    expect(moves).toBeLessThanOrEqual(1);
  });

  it("uses most of its budget, never more, and begins at a sentence", () => {
    for (const [text, start] of [
      [ENGLISH, /^(The captain looked|Nobody spoke)/],
      [CHINESE, /^(船长看着|没有人)/],
    ] as const) {
      for (let length = 5000; length < 7000; length += 111) {
        const query = near(between(text.repeat(400).slice(0, length), ""), 8000, 2000);
        const { prefix } = contextWindow(query, BUDGET);
        expect(estimateTokens(prefix)).toBeLessThanOrEqual(1000);
        expect(estimateTokens(prefix)).toBeGreaterThan(600);
        expect(prefix).toMatch(start);
        expect(query.prefix.endsWith(prefix)).toBe(true);
      }
    }
  });

  it("begins at a paragraph rather than at a sentence where one is near", () => {
    const paragraph = `${ENGLISH.repeat(3).trim()}\r\n\r\n`;
    const { prefix } = contextWindow(between(paragraph.repeat(40), ""), BUDGET);
    expect(prefix).toMatch(/^The captain/);
    expect(paragraph.repeat(40).length - prefix.length).toSatisfy(
      (cut: number) => cut % paragraph.length === 0,
    );
  });

  it("keeps real context in a paragraph of 600 words in one line, and in one of 1,500 Chinese characters", () => {
    const words = contextWindow(between(ENGLISH.repeat(43), ENGLISH), BUDGET);
    expect(words.prefix.length).toBeGreaterThan(2500);
    const characters = contextWindow(between(CHINESE.repeat(72), CHINESE), BUDGET);
    expect(characters.prefix.length).toBeGreaterThan(600);
    expect(characters.suffix).toBe(CHINESE);
  });

  it("keeps the end of one endless word", () => {
    for (const letter of ["x", "海", "👩‍👩‍👧"]) {
      const text = letter.repeat(9000);
      const { prefix } = contextWindow(between(text, ""), BUDGET);
      expect(prefix.length).toBeGreaterThan(400);
      expect(prefix.length % letter.length).toBe(0);
    }
  });

  it("is never empty, never too much, and never begins or ends inside a character or a line break", () => {
    const long = fc.array(prose, { minLength: 1, maxLength: 30 }).map((texts) => texts.join(""));
    const budget = fc.record({
      prefixTokens: fc.integer({ min: 32, max: 400 }),
      suffixTokens: fc.integer({ min: 1, max: 200 }),
    });
    fc.assert(
      fc.property(long, long, budget, (before, after, tokens) => {
        const window = contextWindow(between(before, after), tokens);
        expect(before.endsWith(window.prefix)).toBe(true);
        expect(after.startsWith(window.suffix)).toBe(true);
        if (before !== "") expect(window.prefix).not.toBe("");
        expect(estimateTokens(window.prefix)).toBeLessThanOrEqual(tokens.prefixTokens);
        expect(estimateTokens(window.suffix)).toBeLessThanOrEqual(tokens.suffixTokens);
        expect(window.prefix + window.suffix).not.toMatch(LONE_SURROGATE);
        expect(isBorder(before, before.length - window.prefix.length)).toBe(true);
        expect(isBorder(after, window.suffix.length)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe("the text after the cursor", () => {
  it("ends with a sentence or a line", () => {
    const english = contextWindow(between("", ENGLISH.repeat(20)), BUDGET).suffix;
    expect(english).toMatch(/(the wind went on|grey sea)\.$/);
    expect(english.length).toBeGreaterThan(700);
    expect(contextWindow(between("", CHINESE.repeat(20)), BUDGET).suffix).toMatch(/。$/);
    const list = contextWindow(between("", "- a pear\r\n- a plum\r\n".repeat(80)), BUDGET).suffix;
    expect(list).toMatch(/(pear|plum)$/);
  });

  it("stays the same while somebody types", () => {
    const query = between(ENGLISH.repeat(80), ENGLISH.repeat(80));
    const { suffix } = contextWindow(query, BUDGET);
    expect(contextWindow(typed(query, "Then "), BUDGET).suffix).toBe(suffix);
  });
});

/** Whether a character as people see it begins or ends here. */
function isBorder(text: string, index: number): boolean {
  if (index === text.length) return true;
  return new Intl.Segmenter().segment(text).containing(index)?.index === index;
}
