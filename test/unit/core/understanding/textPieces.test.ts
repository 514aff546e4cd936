import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateTokens } from "../../../../src/core/text/tokenEstimate";
import { batches, textPieces, windows } from "../../../../src/core/understanding/textPieces";
import { LONE_SURROGATE, prose } from "../prose";

const texts = (text: string, maxTokens = 300) =>
  textPieces(text, maxTokens).map(({ start, end }) => text.slice(start, end));

describe("the pieces of a text", () => {
  it("are its sentences, in every script, and its headings", () => {
    expect(texts("# The Sea\n\nIt was late. “Go!” he said.\r\n\r\n大海很平静。船长笑了。\n")).toEqual([
      "# The Sea",
      "It was late.",
      "“Go!” he said.",
      "大海很平静。",
      "船长笑了。",
    ]);
  });

  it("are none where nothing is said", () => {
    expect(texts(" \n\n*** \n — … !\n")).toEqual([]);
  });

  it("are the paragraphs of a long text", () => {
    const paragraph = "It rained. It rained. It rained.";
    const long = Array.from({ length: 40 }, () => paragraph).join("\n\n");
    expect(texts(long)).toEqual(Array.from({ length: 40 }, () => paragraph));
  });

  it("are cut between words where a sentence is too long, else between characters", () => {
    const words = `${"sea ".repeat(30)}.`;
    const cut = texts(words, 5);
    expect(cut.length).toBeGreaterThan(1);
    expect(cut.join(" ").replaceAll(" .", "")).toBe("sea ".repeat(30).trim());
    expect(texts("海".repeat(12), 5).map(({ length }) => length)).toEqual([5, 5, 2]);
  });

  it("are in order, apart, not too long, whole, and have every letter", () => {
    fc.assert(
      fc.property(fc.array(prose, { maxLength: 6 }), fc.integer({ min: 4, max: 60 }), (parts, maxTokens) => {
        const text = parts.join("\n\n");
        let end = 0;
        let left = "";
        for (const piece of textPieces(text, maxTokens)) {
          expect(piece.start).toBeGreaterThanOrEqual(end);
          expect(piece.end).toBeGreaterThan(piece.start);
          const written = text.slice(piece.start, piece.end);
          expect(written.trim()).toBe(written);
          expect(estimateTokens(written)).toBeLessThanOrEqual(maxTokens);
          if (!LONE_SURROGATE.test(text)) expect(written).not.toMatch(LONE_SURROGATE);
          left += text.slice(end, piece.start);
          end = piece.end;
        }
        expect(left + text.slice(end)).not.toMatch(/[\p{L}\p{N}]/u);
      }),
    );
  });
});

describe("pieces put together", () => {
  it("are groups of as many as fit", () => {
    const text = "One two. Three four. Five six.";
    const pieces = textPieces(text, 100);
    expect(windows(text, pieces, 100)).toEqual([{ start: 0, end: text.length }]);
    expect(windows(text, pieces, 6).map(({ start, end }) => text.slice(start, end))).toEqual([
      "One two. Three four.",
      "Five six.",
    ]);
    expect(batches(text, [], 6)).toEqual([]);
  });

  it("are all there, in order, and no group of several is too long", () => {
    fc.assert(
      fc.property(prose, fc.integer({ min: 4, max: 60 }), (text, maxTokens) => {
        const pieces = textPieces(text, maxTokens);
        const groups = batches(text, pieces, maxTokens);
        expect(groups.flat()).toEqual(pieces);
        for (const { start, end } of windows(text, pieces, maxTokens)) {
          expect(estimateTokens(text.slice(start, end))).toBeLessThanOrEqual(maxTokens);
        }
      }),
    );
  });
});
