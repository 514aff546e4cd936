import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documentSections } from "../../../../src/core/chat/documentSections";

describe("the sections of a document", () => {
  it("go from their heading to the next one that is as high", () => {
    const text = "Before\n\n# One\n\nFirst\n\n## Part\n\nInside\n\n# Two\n\nSecond\n";
    expect(documentSections(text, "markdown")).toEqual([
      { title: "One", nth: 0, level: 1, text: "# One\n\nFirst\n\n## Part\n\nInside" },
      { title: "Part", nth: 0, level: 2, text: "## Part\n\nInside" },
      { title: "Two", nth: 0, level: 1, text: "# Two\n\nSecond" },
    ]);
  });

  it("are told apart where two are called the same", () => {
    const texts = documentSections("# A\n\none\n\n# A\n\ntwo", "markdown").map(({ text }) => text);
    expect(texts).toEqual(["# A\n\none", "# A\n\ntwo"]);
  });

  it("are found with any line endings", () => {
    const [section] = documentSections("Title\r\n=====\r\n\r\nText\r\n", "markdown");
    expect(section).toMatchObject({ title: "Title", text: "Title\n=====\n\nText" });
  });

  it("are none where there are no headings", () => {
    expect(documentSections("Just prose.", "markdown")).toEqual([]);
  });

  it("are pieces of the document, each beginning with its title", () => {
    const line = fc.constantFrom("# A", "## B", "### C", "prose", "", "```", "# A", "text # no");
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const document = lines.join("\n");
        for (const { title, text } of documentSections(document, "markdown")) {
          expect(document).toContain(text);
          expect(text.split("\n")[0]).toContain(title);
        }
      }),
    );
  });
});
