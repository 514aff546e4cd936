import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { proseScope } from "../../../../src/core/completion/proseScope";

const LANGUAGES = ["markdown", "latex", "restructuredtext", "asciidoc", "git-commit", "plaintext"];
const MARKS = [
  "`",
  "```",
  "````js",
  "~~~",
  "$",
  "$$",
  "<",
  ">",
  "<!--",
  "-->",
  "](",
  ")",
  "\\",
  "{",
  "}",
  "[",
  "]",
];
const MORE = [
  "\\begin{align}",
  "\\end{align}",
  "\\verb|",
  "%",
  "::",
  ".. ",
  "----",
  "# ",
  "- ",
  "> ",
  "---",
  "https://",
];

const piece = fc.constantFrom(...MARKS, ...MORE, "\n", "\n", "\n\n", "  ", " ", "sea", "海", "5");
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));
const languageId = fc.constantFrom(...LANGUAGES);

describe("proseScope", () => {
  it("does not depend on the line endings", () => {
    fc.assert(
      fc.property(text, text, languageId, fc.boolean(), (prefix, suffix, language, fromStart) => {
        const windows = (part: string) => part.replaceAll("\n", "\r\n");
        expect(proseScope(windows(prefix), windows(suffix), language, fromStart)).toBe(
          proseScope(prefix, suffix, language, fromStart),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it("is prose wherever no marks are", () => {
    const words = fc.array(fc.constantFrom("The sea", "海", "… ", " and ", "\n", "\n\n", "5", "“", "é"), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(words, words, languageId, fc.boolean(), (before, after, language, fromStart) => {
        expect(proseScope(before.join(""), after.join(""), language, fromStart)).toBe("prose");
      }),
    );
  });

  it("knows a language that it does not read as plain text", () => {
    expect(proseScope("```\n", "", "typst", true)).toBe("prose");
    expect(proseScope("https://sea", "", "typst", true)).toBe("url");
  });
});
