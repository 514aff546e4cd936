import { describe, expect, it } from "vitest";
import { imageAt } from "../../../../src/core/text/imageReference";

/** The image at the cursor `║` of a drawn text. */
function image(drawn: string): string | undefined {
  const text = drawn.replace("║", "");
  const range = imageAt(text, drawn.indexOf("║"));
  return range && text.slice(range.start, range.end);
}

describe("the image at a place", () => {
  it.each([
    ["Markdown", "See ![a║lt](img/sea.png) here.", "![alt](img/sea.png)"],
    ["Markdown with a title", '![](║sea.png "The sea")', '![](sea.png "The sea")'],
    ["Markdown by reference", "![the║ sea][sea]", "![the sea][sea]"],
    ["HTML", 'A <img src="sea.png"\n  ║width="10"> B', '<img src="sea.png"\n  width="10">'],
    [
      "LaTeX",
      "\\centering\n\\includegraphics[width=1cm]{se║a.pdf}\n\\caption{x}",
      "\\includegraphics[width=1cm]{sea.pdf}",
    ],
    ["AsciiDoc", "image::se║a.png[Sea]", "image::sea.png[Sea]"],
    ["reStructuredText", ".. image:: s║ea.png\n   :width: 10\n\nText", ".. image:: sea.png\n   :width: 10"],
  ])("is found in %s", (_, drawn, expected) => {
    expect(image(drawn)).toBe(expected);
  });

  it("is the one that the cursor is in or at, else the nearest", () => {
    expect(image("![a](a.png) ![b](b.p║ng)")).toBe("![b](b.png)");
    expect(image("![a](a.png)║ and then ![b](b.png)")).toBe("![a](a.png)");
    expect(image("Text ║ ![a](a.png) ![b](b.png)")).toBe("![a](a.png)");
  });

  it("is none where there is only a link", () => {
    expect(image("A [li║nk](sea.png).")).toBeUndefined();
  });
});
