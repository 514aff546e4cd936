import { describe, expect, it } from "vitest";
import { headingTrail } from "../../../../src/core/text/headings";
import { widerText } from "../completion/cursor";

/** The titles over the end of a text. */
function titles(text: string, languageId = "markdown"): string[] {
  return headingTrail(widerText(`${text}\n`, "").linesAbove, languageId).map(({ title }) => title);
}

describe("headingTrail", () => {
  it("is the headings that the cursor stands under, outermost first", () => {
    expect(titles("# Book\n\n## One\n\n### Sea\n\n## Two ##\n\n#### Deep\ntext")).toEqual([
      "Book",
      "Two",
      "Deep",
    ]);
    expect(titles("text")).toEqual([]);
    expect(titles("#hashtag\n# \n   # C#")).toEqual(["C#"]);
  });

  it("keeps a heading as it stands in the document", () => {
    const { linesAbove } = widerText("Book\r\n====\r\n\r\n## Two ##\r\n", "");
    expect(headingTrail(linesAbove, "markdown")).toEqual([
      { level: 1, title: "Book", source: "Book\n====" },
      { level: 2, title: "Two", source: "## Two ##" },
    ]);
  });

  it("reads setext headings, and no rules, tables, lists and front matter", () => {
    expect(titles("Book\n===\n\nPart *one*\n---\ntext")).toEqual(["Book", "Part *one*"]);
    expect(titles("text\n\n---\n\n- item\n---\n\n| a |\n---\n> quoted\n---\n")).toEqual([]);
    expect(titles("---\ntitle: A book\n# comment\nlang: en\n---\n\n## One\n")).toEqual(["One"]);
  });

  it("is not fooled by code", () => {
    expect(titles("# Book\n```sh\n# comment\n```\ntext")).toEqual(["Book"]);
    expect(titles("# Book\n~~~~\n```\n# comment\n~~~~\ntext")).toEqual(["Book"]);
    // The cursor itself is in code.
    expect(titles("# Book\n```sh\n## comment\n")).toEqual(["Book"]);
  });

  it("stops at the first heading of level 1, and after 5,000 lines", () => {
    let read = 0;
    function* lines(heading: string) {
      for (read = 1; ; read++) yield read === 9000 ? heading : read === 3 ? "## Two" : "text";
    }
    function* near() {
      yield "## Two";
      yield "# One";
      throw new Error("read further than needed");
    }
    expect(headingTrail(lines("# One"), "markdown").map(({ title }) => title)).toEqual(["Two"]);
    expect(read).toBeLessThan(5300);
    expect(headingTrail(near(), "markdown").map(({ title }) => title)).toEqual(["One", "Two"]);
  });

  it("reads LaTeX", () => {
    const text = String.raw`\part{Book}
\chapter[Short]{The \emph{sea} and I}\label{ch:sea}
% \section{Not this}
\section*{ One }
\paragraph{No}
text`;
    expect(titles(text, "latex")).toEqual(["Book", String.raw`The \emph{sea} and I`, "One"]);
    expect(headingTrail([String.raw`\section*{One}\label{x}`], "latex")[0]?.source).toBe(
      String.raw`\section*{One}`,
    );
  });

  it("reads AsciiDoc, and no listings", () => {
    expect(titles("= Book\n\n== One\n\n=== Sea\n\n== Two\n----\n== no\n----\ntext", "asciidoc")).toEqual([
      "Book",
      "Two",
    ]);
  });

  it("reads reStructuredText, whose levels are in the order of the document", () => {
    const text = "====\nBook\n====\n\nOne\n---\n\nSea\n~~~\n\nTwo\n---\n\ntext\n\n----\n\ntext";
    expect(titles(text, "restructuredtext")).toEqual(["Book", "Two"]);
    expect(headingTrail(widerText(`${text}\n`, "").linesAbove, "restructuredtext")[0]?.source).toBe(
      "====\nBook\n====",
    );
  });

  it("takes no comment of a commit message for a heading", () => {
    expect(titles("Fix it\n\n# Changes to be committed:", "git-commit")).toEqual([]);
  });
});
