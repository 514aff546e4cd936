import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CJK, isAlphabetic, LETTER, withoutControls } from "../../../../src/core/text/characters";

describe("LETTER", () => {
  it.each(["a", "Z", "é", "ж", "ש", "7", "海", "ね", "カ", "한", "𠮷"])("holds %s", (character) => {
    expect(LETTER.test(character)).toBe(true);
  });

  it.each([" ", ".", "。", "—", "“", "😀", "$", "_", ""])("does not hold %j", (character) => {
    expect(LETTER.test(character)).toBe(false);
  });
});

describe("CJK", () => {
  it.each(["海", "々", "ね", "カ", "𠮷"])("holds %s", (character) => {
    expect(CJK.test(character)).toBe(true);
  });

  it("does not hold Korean, which sets spaces between words", () => {
    expect(CJK.test("한")).toBe(false);
  });

  it("does not hold the full-width marks, which no letter is", () => {
    expect(CJK.test("。，「」")).toBe(false);
  });
});

describe("isAlphabetic", () => {
  it.each(["a", "É", "ж", "한", "7"])("is true of %s", (character) => {
    expect(isAlphabetic(character)).toBe(true);
  });

  it.each(["海", "の", "カ", " ", "-", ""])("is false of %j", (character) => {
    expect(isAlphabetic(character)).toBe(false);
  });

  it("is false of the mark that makes a Japanese vowel long", () => {
    expect(isAlphabetic("ー")).toBe(false);
  });
});

describe("withoutControls", () => {
  it("removes terminal colours, whole", () => {
    expect(withoutControls("\u001b[1;31mred\u001b[0m sea\u001b[?25l")).toBe("red sea");
  });

  it("removes control characters and keeps tabs and line breaks", () => {
    expect(withoutControls("a\u0000b\u0007c\u007fd\u0085e\tf\ng\r\nh")).toBe("abcde\tf\ng\r\nh");
  });

  it("keeps every character that can be seen", () => {
    const text = "“Sea” 海，👩‍👩‍👧 e\u0301 [31m \u00a0\u3000 𠮷";
    expect(withoutControls(text)).toBe(text);
  });

  it("leaves no control character but tabs and line breaks, in any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(withoutControls(text).replace(/[\t\n\r]/g, "")).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});
