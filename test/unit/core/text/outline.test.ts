import { describe, expect, it } from "vitest";
import { allHeadings } from "../../../../src/core/text/headings";
import { outlineOf } from "../../../../src/core/text/outline";

describe("outlineOf", () => {
  it("is the headings as a list, those below others indented", () => {
    expect(outlineOf("# Book\n\ntext\n\n## One\n\n### Sea\n\n## Two ##\n", "markdown")).toBe(
      "- Book\n  - One\n    - Sea\n  - Two",
    );
    expect(outlineOf("### Deep\n\n##### Deeper\n\n## Up\n", "markdown")).toBe("- Deep\n  - Deeper\n- Up");
    expect(outlineOf("text", "markdown")).toBe("");
    expect(outlineOf("", "markdown")).toBe("");
  });

  it("is that of the language of the document, without front matter and code", () => {
    expect(outlineOf(String.raw`\section{One}${"\n"}\subsection{Sea}`, "latex")).toBe("- One\n  - Sea");
    expect(outlineOf("---\n# no\n---\r\n\r\n# Yes\r\n\r\n```\r\n# no\r\n```\r\n", "markdown")).toBe("- Yes");
    expect(outlineOf("# comment", "git-commit")).toBe("");
  });

  it("is that of a whole book, however long it is", () => {
    const chapter = `${"text\n".repeat(100)}\n`;
    const book = Array.from({ length: 300 }, (_, i) => `# ${i}\n\n${chapter}`).join("");
    expect(allHeadings(book, "markdown").map(({ title }) => Number(title))).toEqual(
      Array.from({ length: 300 }, (_, i) => i),
    );
  });
});
