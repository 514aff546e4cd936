import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applyTextEdit,
  editBetween,
  mapRange,
  type TextEdit,
  type TextRange,
} from "../../../../src/core/text/textEdit";
import { prose } from "../prose";

describe("applyTextEdit", () => {
  const text = "the sea";

  it("replaces, inserts and deletes", () => {
    expect(applyTextEdit(text, { start: 4, end: 7, text: "moon" })).toBe("the moon");
    expect(applyTextEdit(text, { start: 4, end: 4, text: "grey " })).toBe("the grey sea");
    expect(applyTextEdit(text, { start: 3, end: 7, text: "" })).toBe("the");
  });

  it("reaches the very beginning and the very end", () => {
    expect(applyTextEdit(text, { start: 0, end: 0, text: "By " })).toBe("By the sea");
    expect(applyTextEdit(text, { start: 7, end: 7, text: "." })).toBe("the sea.");
    expect(applyTextEdit("", { start: 0, end: 0, text: "海" })).toBe("海");
  });

  it("counts in UTF-16 units, as the editor does", () => {
    expect(applyTextEdit("😀 sea", { start: 2, end: 2, text: "!" })).toBe("😀! sea");
  });
});

describe("editBetween", () => {
  it("is the part that differs", () => {
    expect(editBetween("the grey sea", "the green sea")).toEqual({ start: 7, end: 8, text: "en" });
    expect(editBetween("海边来信", "海边的来信")).toEqual({ start: 2, end: 2, text: "的" });
    expect(editBetween("aaa", "aa")).toEqual({ start: 2, end: 3, text: "" });
    expect(editBetween("sea", "sea")).toEqual({ start: 3, end: 3, text: "" });
  });

  it("makes the one text of the other, and neither begins nor ends with what both have there", () => {
    const few = fc.string({ unit: fc.constantFrom("a", "b", "海", "😀"), maxLength: 8 });
    fc.assert(
      fc.property(few, few, (before, now) => {
        const edit = editBetween(before, now);
        expect(applyTextEdit(before, edit)).toBe(now);
        const removed = before.slice(edit.start, edit.end);
        if (removed !== "" && edit.text !== "") {
          expect(removed[0]).not.toBe(edit.text[0]);
          expect(removed.at(-1)).not.toBe(edit.text.at(-1));
        }
      }),
    );
  });
});

describe("mapRange", () => {
  const range = { start: 10, end: 20 };

  it("stays where it is when nothing changed", () => {
    expect(mapRange(range, [])).toEqual(range);
  });

  it("moves with what is typed or deleted before it", () => {
    expect(mapRange(range, [{ start: 2, end: 2, text: "abc" }])).toEqual({ start: 13, end: 23 });
    expect(mapRange(range, [{ start: 2, end: 6, text: "" }])).toEqual({ start: 6, end: 16 });
    expect(mapRange(range, [{ start: 8, end: 10, text: "a" }])).toEqual({ start: 9, end: 19 });
  });

  it("stays where it is when something changes behind it", () => {
    expect(mapRange(range, [{ start: 25, end: 30, text: "abc" }])).toEqual(range);
    expect(mapRange(range, [{ start: 20, end: 22, text: "" }])).toEqual(range);
  });

  it("leaves text typed at either border outside", () => {
    expect(mapRange(range, [{ start: 10, end: 10, text: "abc" }])).toEqual({ start: 13, end: 23 });
    expect(mapRange(range, [{ start: 20, end: 20, text: "abc" }])).toEqual(range);
  });

  it.each([
    ["was typed inside", { start: 15, end: 15, text: "a" }],
    ["deleted its first character", { start: 9, end: 11, text: "" }],
    ["deleted its last character", { start: 19, end: 21, text: "" }],
    ["replaced all of it", { start: 10, end: 20, text: "abc" }],
    ["reached over all of it", { start: 0, end: 30, text: "" }],
  ])("is lost when an edit %s", (_what, edit) => {
    expect(mapRange(range, [edit])).toBeUndefined();
  });

  it("adds up the edits of one change, in whatever order they come", () => {
    const edits = [
      { start: 0, end: 0, text: "12" },
      { start: 5, end: 9, text: "" },
      { start: 30, end: 31, text: "abc" },
    ];
    expect(mapRange(range, edits)).toEqual({ start: 8, end: 18 });
    expect(mapRange(range, edits.toReversed())).toEqual({ start: 8, end: 18 });
  });

  it("is lost by one edit among others", () => {
    const edits = [
      { start: 30, end: 30, text: "a" },
      { start: 12, end: 13, text: "b" },
      { start: 0, end: 0, text: "c" },
    ];
    expect(mapRange(range, edits)).toBeUndefined();
  });

  describe("of an empty range", () => {
    const empty = { start: 10, end: 10 };

    it("stays before what is typed at its place", () => {
      expect(mapRange(empty, [{ start: 10, end: 10, text: "abc" }])).toEqual(empty);
      expect(mapRange(empty, [{ start: 10, end: 14, text: "abc" }])).toEqual(empty);
    });

    it("moves with what changes before it", () => {
      expect(mapRange(empty, [{ start: 8, end: 10, text: "" }])).toEqual({ start: 8, end: 8 });
    });

    it("is lost when the text around it goes", () => {
      expect(mapRange(empty, [{ start: 9, end: 11, text: "" }])).toBeUndefined();
    });
  });

  it("holds the same text after the edits as before them, wherever they are", () => {
    fc.assert(
      fc.property(documents, ({ text, range, edits }) => {
        const mapped = mapRange(range, edits);
        if (!mapped) return;
        expect(slice(applyAll(text, edits), mapped)).toBe(slice(text, range));
      }),
    );
  });

  it("is lost only when an edit reached into the range", () => {
    fc.assert(
      fc.property(documents, ({ range, edits }) => {
        const reachedInto = edits.some(({ start, end }) => start < range.end && end > range.start);
        expect(mapRange(range, edits) === undefined).toBe(reachedInto);
      }),
    );
  });
});

const slice = (text: string, { start, end }: TextRange) => text.slice(start, end);

/** The text after all edits of one change: from the back, so that the offsets stay true. */
function applyAll(text: string, edits: readonly TextEdit[]): string {
  return edits.toSorted((a, b) => b.start - a.start).reduce(applyTextEdit, text);
}

/** A text, a range that is not empty, and edits that do not touch each other, last one first as VS Code has it. */
const documents = fc
  .tuple(
    prose.filter((text) => text.length > 0),
    fc.uniqueArray(fc.nat({ max: 60 }), { maxLength: 8 }),
    fc.array(fc.string({ maxLength: 5 }), { minLength: 4, maxLength: 4 }),
    fc.boolean(),
    fc.nat(),
    fc.nat(),
  )
  .map(([text, points, texts, insertOnly, from, length]) => {
    const sorted = points.filter((point) => point <= text.length).sort((a, b) => a - b);
    const edits: TextEdit[] = [];
    for (let i = 0; i + 1 < sorted.length; i += 2) {
      const start = sorted[i]!;
      edits.unshift({ start, end: insertOnly ? start : sorted[i + 1]!, text: texts[i / 2]! });
    }
    const start = from % text.length;
    const range = { start, end: start + 1 + (length % (text.length - start)) };
    return { text, range, edits };
  });
