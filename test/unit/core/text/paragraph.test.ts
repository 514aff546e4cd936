import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paragraphAt, trimRange } from "../../../../src/core/text/paragraph";
import type { TextRange } from "../../../../src/core/text/textEdit";

/** The paragraph at the cursor `║` of a drawn text. */
function paragraph(drawn: string): string {
  const offset = drawn.indexOf("║");
  const text = drawn.replace("║", "");
  const { start, end } = paragraphAt(text, offset);
  return text.slice(start, end);
}

describe("paragraphAt", () => {
  it("finds the text between blank lines from its beginning, its middle and its end", () => {
    expect(paragraph("One.\n\n║Two,\nstill two.\n\nThree.")).toBe("Two,\nstill two.");
    expect(paragraph("One.\n\nTwo,\nst║ill two.\n\nThree.")).toBe("Two,\nstill two.");
    expect(paragraph("One.\n\nTwo,\nstill two.║\n\nThree.")).toBe("Two,\nstill two.");
  });

  it("finds the first and the last paragraph", () => {
    expect(paragraph("║One.\n\nTwo.")).toBe("One.");
    expect(paragraph("One.\n\nTwo.║")).toBe("Two.");
  });

  it("takes a document without blank lines for one paragraph", () => {
    expect(paragraph("第一行\n第二║行\n第三行")).toBe("第一行\n第二行\n第三行");
  });

  it("keeps a hard-wrapped paragraph with Windows line breaks together", () => {
    expect(paragraph("One.\r\n\r\nTwo,\r\nst║ill two,\r\nand more.\r\n\r\nThree.")).toBe(
      "Two,\r\nstill two,\r\nand more.",
    );
  });

  it("takes a line of white space alone for a blank one", () => {
    expect(paragraph("One.\n \t\u3000\nTw║o.")).toBe("Two.");
    expect(paragraph("On║e.\n \t\u3000\nTwo.")).toBe("One.");
  });

  it("leaves out the white space at the ends of the paragraph", () => {
    expect(paragraph("One.\n\n  　Two║.  \n\nThree.")).toBe("Two.");
  });

  it.each([
    ["between two paragraphs", "One.\n║\nTwo."],
    ["between two paragraphs with Windows line breaks", "One.\r\n║\r\nTwo."],
    ["at its beginning, of white space", "One.\n║  \nTwo."],
    ["at its end, of white space", "One.\n  ║\nTwo."],
    ["the first of three", "One.\n║\n\n\nTwo."],
    ["the last of three", "One.\n\n\n║\nTwo."],
    ["at the beginning of the document", "║\n\nOne."],
    ["at the end of the document", "One.\n\n║"],
    ["in an empty document", "║"],
    ["in a document of blank lines", "\n║\n"],
  ])("is empty on a blank line: %s", (_where, drawn) => {
    expect(paragraph(drawn)).toBe("");
  });

  it("stays at the cursor on a blank line, so that an answer is put there", () => {
    expect(paragraphAt("One.\n\n\n\nTwo.", 6)).toEqual({ start: 6, end: 6 });
  });

  it("keeps the parts of Markdown and LaTeX that hold no blank line together", () => {
    expect(paragraph("# Title\n\n- a\n- ║b\n  c\n\n$$x$$")).toBe("- a\n- b\n  c");
    expect(paragraph("\\begin{quote}\nTo ║be.\n\\end{quote}\n\n\\section{Two}")).toBe(
      "\\begin{quote}\nTo be.\n\\end{quote}",
    );
  });

  it("is the run of lines around the cursor that are not blank, in any document", () => {
    const line = fc.constantFrom("", " ", "\t\u3000", "One two.", "  三。 ", "😀");
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 8 }),
        fc.constantFrom("\n", "\r\n"),
        fc.nat(),
        fc.nat(),
        (lines, lineBreak, whichLine, whichColumn) => {
          const text = lines.join(lineBreak);
          const at = whichLine % lines.length;
          const column = whichColumn % (lines[at]!.length + 1);
          const offset = [...lines.slice(0, at), ""].join(lineBreak).length + column;
          const { start, end } = paragraphAt(text, offset);
          expect(text.slice(start, end)).toBe(linesAround(lines, at).join(lineBreak).trim());
        },
      ),
    );
  });
});

/** The lines around line `at` up to the next blank ones: none when it is blank itself. */
function linesAround(lines: readonly string[], at: number): readonly string[] {
  const isBlank = (line: string) => line.trim() === "";
  if (isBlank(lines[at]!)) return [];
  const before = lines.slice(0, at).findLastIndex(isBlank);
  const after = lines.slice(at).findIndex(isBlank);
  return lines.slice(before + 1, after === -1 ? undefined : at + after);
}

describe("trimRange", () => {
  const trimmed = (text: string, range: TextRange) => {
    const { start, end } = trimRange(text, range);
    return text.slice(start, end);
  };

  it("leaves out white space of every kind at both ends", () => {
    const text = "x \t\r\n\u3000\u00a0sea  wind\n y";
    expect(trimmed(text, { start: 1, end: text.length - 1 })).toBe("sea  wind");
  });

  it("keeps a range that has none as it is", () => {
    expect(trimRange("the sea", { start: 4, end: 7 })).toEqual({ start: 4, end: 7 });
  });

  it("is empty at its start when there is nothing else", () => {
    expect(trimRange("a   b", { start: 1, end: 4 })).toEqual({ start: 1, end: 1 });
    expect(trimRange("ab", { start: 1, end: 1 })).toEqual({ start: 1, end: 1 });
  });
});
