import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextPart, type Part } from "../../../../src/core/completion/acceptParts";
import { prose } from "../prose";

/** The text with a bar between the parts that one press after the other takes. */
function pressed(text: string, part: Part, locale?: string): string {
  const parts: string[] = [];
  for (let rest = text; rest !== ""; rest = rest.slice(parts.at(-1)?.length)) {
    parts.push(nextPart(rest, part, locale));
  }
  return parts.join("|");
}

describe("nextPart takes a word", () => {
  it.each([
    " looked| at| the| sea,| and| slept.",
    "“Stop,”| he| said| (twice).",
    "den| wall",
    " don’t| can't| Mr.| Grey",
    " 3.14| and| 3,000",
    "\n\nShe| left",
    " 😀| then| 👩‍👩‍👧!",
    " l’été| naïve| Straße",
  ])("with the white space before it and the marks behind it: %j", (expected) => {
    expect(pressed(expected.replaceAll("|", ""), "word", "en")).toBe(expected);
  });

  it.each(["窗外|的|大海|，想起|了|往事|。", "用| Markdown| 写|小说|。"])("of Chinese: %j", (expected) => {
    expect(pressed(expected.replaceAll("|", ""), "word", "zh")).toBe(expected);
  });

  it("with the white space behind the last one", () => {
    expect(pressed("the ship ", "word")).toBe("the| ship ");
  });
});

describe("nextPart takes more than a word", () => {
  it.each([
    " looked,| as he did,| and slept.| Then",
    "看着大海，|想起了往事。|她走了",
    "“Stop,”| he said:| never",
    " 3,000 men,| at 10:30",
  ])("a clause: %j", (expected) => {
    expect(pressed(expected.replaceAll("|", ""), "clause")).toBe(expected);
  });

  it("a sentence, whole past abbreviations", () => {
    expect(pressed(" met Dr. Grey. Then he slept.\nShe left", "sentence")).toBe(
      " met Dr. Grey.| Then he slept.|\nShe left",
    );
    expect(pressed("睡着了。”她说。", "sentence")).toBe("睡着了。”|她说。");
  });

  it("a paragraph", () => {
    expect(pressed("One.\nTwo.\n\nThree.\n", "paragraph")).toBe("One.\nTwo.|\n\nThree.\n");
  });
});

describe("nextPart", () => {
  const parts = fc.constantFrom<Part>("word", "clause", "sentence", "paragraph");

  it("takes something each time, all of it in the end, and never a part of a character", () => {
    fc.assert(
      fc.property(prose, parts, fc.constantFrom("en", "zh", "de"), (text, part, locale) => {
        const characters = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text);
        const borders = new Set([...characters].map(({ index }) => index).concat(text.length));
        let taken = 0;
        while (taken < text.length) {
          const next = nextPart(text.slice(taken), part, locale);
          expect(next).not.toBe("");
          expect(text.startsWith(next, taken)).toBe(true);
          taken += next.length;
          expect(borders).toContain(taken);
        }
      }),
    );
  });
});
