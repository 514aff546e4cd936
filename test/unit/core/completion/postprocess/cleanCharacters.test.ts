import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanCharacters } from "../../../../../src/core/completion/postprocess/cleanCharacters";
import { LONE_SURROGATE } from "../../prose";

const ESC = "\u001b";

describe("cleanCharacters", () => {
  it.each([
    ["colours", `${ESC}[1;31mthe${ESC}[0m sea${ESC}[?25l`],
    ["a window's title", `${ESC}]0;title\u0007the sea`],
    ["a link", `${ESC}]8;;https://example.com${ESC}\\the sea`],
    ["a character set", `${ESC}(Bthe sea`],
    ["control characters", "\u0000the\u0007 s\u007fea\u0085"],
    ["half a surrogate pair", "\ud83dthe sea\ude00"],
  ])("removes %s", (_what, raw) => {
    expect(cleanCharacters(raw)).toBe("the sea");
  });

  it.each([`the sea${ESC}`, `the sea${ESC}[3`, `the sea${ESC}[31`, `the sea${ESC}]0;ti`, "the sea\ud83d"])(
    "leaves out what only begins: %j",
    (raw) => {
      expect(cleanCharacters(raw)).toBe("the sea");
    },
  );

  it("has one kind of line break", () => {
    expect(cleanCharacters("a\r\nb\rc\nd\u2028e\u2029f")).toBe("a\nb\nc\nd\ne\nf");
  });

  it("keeps every character that can be seen, and tabs", () => {
    const text = "“Sea” 海，👩‍👩‍👧 e\u0301 [31m \u00a0\u3000 𠮷\t";
    expect(cleanCharacters(text)).toBe(text);
  });

  it("leaves nothing of the kind in any text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((n) => String.fromCharCode(n)) }),
        (raw) => {
          const text = cleanCharacters(raw);
          expect(text.replace(/[\t\n]/g, "")).not.toMatch(/\p{Cc}/u);
          expect(text).not.toMatch(LONE_SURROGATE);
        },
      ),
    );
  });
});
