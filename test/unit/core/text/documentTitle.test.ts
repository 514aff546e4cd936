import { describe, expect, it } from "vitest";
import { titleOf } from "../../../../src/core/text/documentTitle";

describe("titleOf", () => {
  it.each([
    ["the front matter's", "---\ntitle:   The\tSea\n---\n\n# Book\n", "markdown", "The Sea"],
    ["a number", "---\ntitle: 1984\n---\n", "markdown", "1984"],
    ["the first heading of level 1", "## Foreword\n\n# Book\n\n# Other\n", "markdown", "Book"],
    ["LaTeX's", String.raw`\title[Short]{The \emph{Sea}}`, "latex", String.raw`The \emph{Sea}`],
    ["none", "text", "markdown", undefined],
    ["none, where only smaller headings are", "## One", "markdown", undefined],
    [
      "the heading's, where the front matter is no YAML",
      "---\ntitle: [\n---\n\n# Book\n",
      "markdown",
      "Book",
    ],
    ["the heading's, where the title is a list", "---\ntitle: [a]\n---\n\n# Book\n", "markdown", "Book"],
  ])("is %s", async (_, text, languageId, title) => {
    expect(await titleOf(text, languageId)).toBe(title);
  });
});
