import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Uri } from "vscode";
import { applyTextEdit } from "../../../../../src/core/text/textEdit";
import type { Analysis } from "../../../../../src/core/understanding/analysis";
import { analysedText, asItStands, follow } from "../../../../../src/features/understanding/analysedText";

const uri = Uri.parse("untitled:Untitled-1");
const START = 4;
const TEXT = "Elizabeth met Darcy in Bath.";
const names = ["Elizabeth", "Darcy", "Bath"];
const analysis: Analysis = {
  kind: "entities",
  findings: names.map((text) => {
    const start = TEXT.indexOf(text);
    return { start, end: start + text.length, text, label: "person" };
  }),
  dropped: 0,
  modelName: "mine",
};
const document = `    ${TEXT} And more.`;
const fresh = analysedText(uri, analysis, START);
const standing = (text: typeof fresh) => text.spans.map(({ finding }) => finding.text);

describe("the findings in a document", () => {
  it("stand where their text does, not where it stands in the part that was analysed", () => {
    expect(fresh.spans.map(({ range }) => document.slice(range.start, range.end))).toEqual(names);
  });

  it("move with edits elsewhere, and stay when something is typed beside them", () => {
    const at = document.indexOf("Darcy");
    const moved = follow(fresh, [
      { start: 0, end: 2, text: "Once, " },
      { start: at, end: at, text: "Mr " },
    ]);
    expect(standing(moved)).toEqual(names);
    expect(moved.spans[1]?.range.start).toBe(at + 4 + 3);
  });

  it("go when their own text is changed, and keep their numbers", () => {
    const at = document.indexOf("Darcy");
    const left = follow(fresh, [{ start: at + 1, end: at + 2, text: "" }]);
    expect(standing(left)).toEqual(["Elizabeth", "Bath"]);
    expect(left.spans.map(({ id }) => id)).toEqual([0, 2]);
  });

  it("that still stand have their text exactly, whatever was edited", () => {
    const edit = fc.tuple(fc.nat(document.length), fc.nat(6), fc.string({ maxLength: 5 }));
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
        let now = document;
        let text = fresh;
        for (const [from, length, inserted] of edits) {
          const start = Math.min(from, now.length);
          const change = { start, end: Math.min(start + length, now.length), text: inserted };
          now = applyTextEdit(now, change);
          text = follow(text, [change]);
        }
        for (const { finding, range } of text.spans)
          expect(now.slice(range.start, range.end)).toBe(finding.text);
      }),
    );
  });
});

describe("what is copied", () => {
  it("has the places in the document, and only what still stands", () => {
    const at = document.indexOf("Elizabeth");
    const { findings, modelName } = asItStands(follow(fresh, [{ start: at, end: at + 1, text: "e" }]));
    expect(findings.map(({ start, end }) => document.slice(start, end))).toEqual(["Darcy", "Bath"]);
    expect(modelName).toBe("mine");
  });
});
