import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { escapeMarkdown } from "../../../../src/core/common/escapeMarkdown";

const markdown = new MarkdownIt({ html: true, linkify: true });

/** The paragraphs that are drawn of it; throws where it is more than text. */
function paragraphs(source: string): string[] {
  return markdown.parse(source, {}).flatMap(({ type, children }) => {
    if (type === "inline") {
      const others = (children ?? []).filter((child) => !["text", "text_special"].includes(child.type));
      expect(others.map((child) => child.type)).toEqual([]);
      return [(children ?? []).map(({ content }) => content).join("")];
    }
    expect(type).toMatch(/^paragraph_/);
    return [];
  });
}

describe("escaped text", () => {
  it.each([
    "# *Not* a **heading**",
    "[click](https://example.com) ![a](b) <b>bold</b> &amp; `code`",
    "https://example.com, www.example.com, a@b.example",
    "1. one",
    "---",
    "~~gone~~ a_b_c $(alert) | a | b |",
    "C:\\new\\",
    "    as code",
    "船在九点开。*真的*！",
  ])("is drawn as it is: %s", (text) => {
    expect(paragraphs(escapeMarkdown(text))).toEqual([text.trim()]);
  });

  it("has a paragraph for each of its lines", () => {
    expect(paragraphs(escapeMarkdown("Two things:\n- one\r\n\r\n    - two\n=====\n"))).toEqual([
      ...["Two things:", "- one", "- two", "====="],
    ]);
  });

  it("has its spaces as they are, so that lines can be broken at them", () => {
    expect(escapeMarkdown("Say what it did")).toBe("Say what it did");
  });

  it("never means anything to Markdown, whatever it is", () => {
    const piece = fc.constantFrom(...Array.from("*_`[]()<>#+-.!~|&:\\/@\n\t $=1ab"), "http://", "www.", "船");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join("");
        const lines = text.split("\n").map((line) => line.trim());
        expect(paragraphs(escapeMarkdown(text))).toEqual(lines.filter((line) => line !== ""));
      }),
    );
  });
});
