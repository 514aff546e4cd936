import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { followChange, standingShare, type AcceptedText } from "../../../../src/core/completion/acceptedText";

/** The document after a change, and where the accepted text, "├…┤" in the marked text, stands then. */
function change(marked: string, offset: number, removedLength: number, inserted: string): string {
  const [start, end] = [marked.indexOf("├"), marked.indexOf("┤") - 1];
  const text = marked.replace(/[├┤]/g, "");
  const accepted = { text: text.slice(start, end), start, end };
  return draw(text, accepted, { offset, removedLength, inserted });
}

function apply(text: string, { offset, removedLength, inserted }: Change): string {
  return text.slice(0, offset) + inserted + text.slice(offset + removedLength);
}

function draw(text: string, accepted: AcceptedText, change: Change): string {
  const { start, end } = followChange(accepted, change);
  const now = apply(text, change);
  return `${now.slice(0, start)}├${now.slice(start, end)}┤${now.slice(end)}`;
}

interface Change {
  readonly offset: number;
  readonly removedLength: number;
  readonly inserted: string;
}

describe("an accepted text", () => {
  it.each([
    ["typing far before it", "ab ├cd ef┤ gh", 0, 0, "x", "xab ├cd ef┤ gh"],
    ["typing right before it", "ab ├cd ef┤ gh", 3, 0, "x", "ab x├cd ef┤ gh"],
    ["deleting what stands before it", "ab ├cd ef┤ gh", 0, 3, "", "├cd ef┤ gh"],
    ["typing right behind it", "ab ├cd ef┤ gh", 8, 0, "x", "ab ├cd ef┤x gh"],
    ["typing far behind it", "ab ├cd ef┤ gh", 10, 0, "x", "ab ├cd ef┤ gxh"],
    ["deleting what stands behind it", "ab ├cd ef┤ gh", 8, 3, "", "ab ├cd ef┤"],
    ["typing inside it", "ab ├cd ef┤ gh", 5, 0, "x", "ab ├cdx ef┤ gh"],
    ["deleting inside it", "ab ├cd ef┤ gh", 4, 2, "", "ab ├cef┤ gh"],
    ["replacing its first word", "ab ├cd ef┤ gh", 3, 2, "xyz", "ab ├xyz ef┤ gh"],
    ["replacing its last word", "ab ├cd ef┤ gh", 6, 2, "xyz", "ab ├cd xy┤z gh"],
    ["deleting its last word", "ab ├cd ef┤ gh", 6, 2, "", "ab ├cd ┤ gh"],
    ["cutting across its start", "ab ├cd ef┤ gh", 1, 3, "x", "ax├d ef┤ gh"],
    ["cutting across its end", "ab ├cd ef┤ gh", 6, 3, "", "ab ├cd ┤gh"],
    ["undoing it", "ab ├cd ef┤ gh", 3, 5, "", "ab ├┤ gh"],
    ["deleting a part of the text with it", "ab ├cd ef┤ gh", 0, 10, "", "├┤h"],
    ["a formatter that keeps it", "ab ├cd ef┤ gh", 0, 11, "AB  cd ef gh\n", "AB  ├cd ef┤ gh\n"],
    ["another text in the place of all", "ab ├cd ef┤ gh", 0, 11, "xyzxyzxyz", "├xyzxy┤zxyz"],
  ])("is followed through %s", (_, before, offset, removed, inserted, after) => {
    expect(change(before, offset, removed, inserted)).toBe(after);
  });

  const text = "cd ef";
  const taken = { text, start: 3, end: 8 };

  it("comes back with redo, and so does a word that was deleted at its end", () => {
    const undone = followChange(taken, { offset: 3, removedLength: 5, inserted: "" });
    expect(followChange(undone, { offset: 3, removedLength: 0, inserted: text })).toEqual(taken);
    const shortened = followChange(taken, { offset: 6, removedLength: 2, inserted: "" });
    const typed = ["e", "f", "!"].reduce(
      (at, inserted) => followChange(at, { offset: at.end, removedLength: 0, inserted }),
      shortened,
    );
    expect(typed).toEqual(taken);
  });

  it("stands where it stood, untouched, whatever is changed around it", () => {
    const edits = fc.array(fc.record({ at: fc.nat(), removed: fc.nat(5), inserted: fc.string() }));
    fc.assert(
      fc.property(edits, (list) => {
        let [document, accepted]: [string, AcceptedText] = ["ab cd ef gh", taken];
        for (const { at, removed, inserted } of list) {
          // Before it or behind it, never in it.
          const room = accepted.start + 1 + (document.length - accepted.end + 1);
          const place = at % room;
          const isBefore = place <= accepted.start;
          const offset = isBefore ? place : accepted.end + place - accepted.start - 1;
          const removedLength = Math.min(removed, (isBefore ? accepted.start : document.length) - offset);
          const change = { offset, removedLength, inserted };
          document = apply(document, change);
          accepted = followChange(accepted, change);
          expect(document.slice(accepted.start, accepted.end)).toBe(text);
        }
      }),
    );
  });

  it("never leaves the document", () => {
    const edits = fc.array(fc.record({ at: fc.nat(), removed: fc.nat(12), inserted: fc.string() }));
    fc.assert(
      fc.property(edits, (list) => {
        let [document, accepted]: [string, AcceptedText] = ["ab cd ef gh", taken];
        for (const { at, removed, inserted } of list) {
          const offset = at % (document.length + 1);
          const change = { offset, removedLength: Math.min(removed, document.length - offset), inserted };
          document = apply(document, change);
          accepted = followChange(accepted, change);
          expect(accepted.start).toBeGreaterThanOrEqual(0);
          expect(accepted.end).toBeGreaterThanOrEqual(accepted.start);
          expect(accepted.end).toBeLessThanOrEqual(document.length);
        }
      }),
    );
  });
});

describe("what still stands", () => {
  it.each([
    ["all of it", "the cat sat", "the cat sat", 1],
    ["all of it, wrapped anew and with other marks", "the cat sat.", "the\n  cat sat!", 1],
    ["all of it, with more inside", "the cat sat", "the old black cat just sat", 1],
    ["none of it", "the cat sat", "", 0],
    ["other words", "the cat sat", "a dog ran", 0],
    ["a word less", "the cat sat down", "the sat down", 0.75],
    ["one word changed in four", "the cat sat down", "the cat sits down", 0.75],
    ["the words in another order, so far as one follows another", "one two three", "three one two", 2 / 3],
    ["half of a Chinese sentence", "今天天气", "今天", 0.5],
    ["marks alone", "……", "他说……", 1],
    ["marks that are gone", "……", "他说。", 0],
  ])("is counted in words: %s", (_, accepted, now, share) => {
    expect(standingShare(accepted, now)).toBeCloseTo(share);
  });

  it("is judged at once though a book was pasted into it", () => {
    const book = Array.from({ length: 100_000 }, (_, i) => `word${i}`).join(" ");
    expect(standingShare("the cat sat", `the ${book} cat sat`)).toBeCloseTo(1 / 3);
  });
});
