import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { locateOriginal } from "../../../../src/core/review/locateOriginal";
import { WatchedText } from "../../../../src/core/review/watchedText";
import { applyTextEdit, growRange, type TextEdit, type TextRange } from "../../../../src/core/text/textEdit";

const reader =
  (text: string) =>
  ({ start, end }: TextRange) =>
    text.slice(start, end);

/** The text between the marks, watched while the edits are made one after the other. */
function watch(marked: string, ...edits: ((text: string) => TextEdit)[]) {
  const start = marked.indexOf("«");
  const end = marked.indexOf("»") - 1;
  let text = marked.replace(/[«»]/g, "");
  const watched = new WatchedText({ start, end }, text.slice(start, end));
  for (const edit of edits) {
    const made = edit(text);
    text = applyTextEdit(text, made);
    const now = text;
    watched.follow([made], reader(now));
  }
  const { range, stands } = watched;
  return `${stands ? "" : "spoilt: "}${text.slice(0, range.start)}«${text.slice(range.start, range.end)}»${text.slice(range.end)}`;
}

const replace = (what: string, by: string) => (text: string) => {
  const start = text.indexOf(what);
  return { start, end: start + what.length, text: by };
};

describe("a watched text", () => {
  it("moves with what is written before it, and not with what is written after it", () => {
    expect(watch("One «two» three", replace("One", "Nothing and none"))).toBe("Nothing and none «two» three");
    expect(watch("One «two» three", replace("three", "3"))).toBe("One «two» 3");
  });

  it("is spoilt by an edit inside it, and stands again when that is taken back", () => {
    expect(watch("One «two» three", replace("w", "WW"))).toBe("spoilt: One «tWWo» three");
    expect(watch("One «two» three", replace("w", "WW"), replace("WW", "w"))).toBe("One «two» three");
    expect(watch("One «two» three", replace("e two t", ""), replace("n", "ne two t"))).toBe(
      "One «two» three",
    );
  });

  it("is not taken for the same words elsewhere", () => {
    expect(watch("One «two» three, two and a half", replace("w", "WW"))).toBe(
      "spoilt: One «tWWo» three, two and a half",
    );
  });

  it("is found again in a document that was written anew as a whole", () => {
    const anew = (text: string) => ({ start: 0, end: text.length, text: "Another title\n\nOne two three" });
    expect(watch("Title\n\nOne «two» three", anew)).toBe("Another title\n\nOne «two» three");
  });
});

describe("locateOriginal", () => {
  it("finds a text where it stood, else at its only place", () => {
    expect(locateOriginal(reader("a b a"), "a", { start: 4, end: 5 })).toEqual({ start: 4, end: 5 });
    expect(locateOriginal(reader("a b a"), "b", { start: 0, end: 5 })).toEqual({ start: 2, end: 3 });
    expect(locateOriginal(reader("a b a"), "a", { start: 1, end: 2 })).toBeUndefined();
    expect(locateOriginal(reader("a b a"), "c", { start: 0, end: 5 })).toBeUndefined();
    expect(locateOriginal(reader("a b a"), "a", { start: 2, end: 5 })).toEqual({ start: 4, end: 5 });
  });

  it("finds nothing in a text that became shorter than that", () => {
    expect(locateOriginal(reader("a"), "a", { start: 3, end: 4 })).toBeUndefined();
  });
});

describe("growRange", () => {
  it("always covers what the edit has written inside", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(30), { minLength: 4, maxLength: 4 }),
        fc.string({ maxLength: 5 }),
        (offsets, text) => {
          const [a = 0, b = 0, c = 0, d = 0] = offsets;
          const range = { start: Math.min(a, b), end: Math.max(a, b) };
          const edit = { start: Math.min(c, d), end: Math.max(c, d), text };
          const grown = growRange(range, [edit]);
          expect(grown.start).toBeLessThanOrEqual(grown.end);
          const reachesIn = edit.start < range.end && edit.end > range.start;
          if (reachesIn) {
            expect(grown.start).toBeLessThanOrEqual(edit.start);
            expect(grown.end).toBeGreaterThanOrEqual(edit.start + text.length);
          } else if (edit.end < range.start) {
            expect(grown.end - grown.start).toBe(range.end - range.start);
          }
        },
      ),
    );
  });
});
