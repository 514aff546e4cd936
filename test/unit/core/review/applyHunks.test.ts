import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterAccepting, afterEdits, applyHunks, toTextEdits } from "../../../../src/core/review/applyHunks";
import { hunks } from "../../../../src/core/review/hunks";
import type { TextEdit } from "../../../../src/core/text/textEdit";
import { applyTextEdit } from "../../../../src/core/text/textEdit";
import { TWO_TEXTS } from "./texts";

const original = "The old house stood on a green hill.";
const proposal = "The new house stood on a high hill.";

describe("hunks after something else changed the text", () => {
  it("shift by what was accepted before them", () => {
    const [, second] = hunks(original, "The very new house stood on a high hill.");
    expect(afterAccepting(hunks(original, "The very new house stood on a high hill."), 0)).toEqual([
      { ...second, start: 25 + 5, end: 30 + 5 },
    ]);
  });

  it("are all there when the accepted one is none of them", () => {
    expect(afterAccepting(hunks(original, proposal), 7)).toEqual(hunks(original, proposal));
  });

  it("follow edits outside, and go when an edit reaches into them", () => {
    const [first, second] = hunks(original, proposal);
    expect(afterEdits(hunks(original, proposal), [{ start: 0, end: 3, text: "A" }])).toEqual([
      { ...first, start: 2, end: 5 },
      { ...second, start: 23, end: 28 },
    ]);
    expect(afterEdits(hunks(original, proposal), [{ start: 5, end: 6, text: "" }])).toEqual([
      { ...second, start: 24, end: 29 },
    ]);
  });

  it("stand where their original still stands, whatever was edited", () => {
    const edits = fc.tuple(fc.nat(), fc.nat(6), fc.constantFrom("", "x", "more text\n"));
    fc.assert(
      fc.property(TWO_TEXTS, edits, ([before, after], [place, length, text]) => {
        const start = place % (before.length + 1);
        const edit: TextEdit = { start, end: Math.min(before.length, start + length), text };
        const edited = applyTextEdit(before, edit);
        const open = afterEdits(hunks(before, after), [edit]);
        for (const hunk of open) expect(edited.slice(hunk.start, hunk.end)).toBe(hunk.original);
        // What is accepted then does not touch what was edited: the lengths add up.
        const grown = open.reduce((sum, hunk) => sum + hunk.proposed.length - hunk.original.length, 0);
        expect(applyHunks(edited, open, () => true)).toHaveLength(edited.length + grown);
      }),
      { numRuns: 500 },
    );
  });

  it("become edits of the document in which the original begins somewhere", () => {
    expect(toTextEdits(hunks(original, proposal), 100)).toEqual([
      { start: 104, end: 107, text: "new" },
      { start: 125, end: 130, text: "high" },
    ]);
  });
});
