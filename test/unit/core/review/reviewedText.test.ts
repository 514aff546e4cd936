import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyHunks } from "../../../../src/core/review/applyHunks";
import { ReviewedText } from "../../../../src/core/review/reviewedText";

const TEXT = "The old house stood near the sea.";
const BETTER = "The small house stood by the sea.";

const begun = (original: string, ...versions: string[]) =>
  new ReviewedText({
    original,
    versions: versions.map((text) => ({ text, isComplete: true, modelName: "gpt" })),
    current: versions.length - 1,
  });

const changes = (text: ReviewedText) => text.hunks.map(({ original, proposed }) => `${original}>${proposed}`);

describe("the changes of a version", () => {
  it("become part of the original one by one, or go one by one", () => {
    const text = begun(TEXT, BETTER);
    expect(changes(text)).toEqual(["old>small", "near>by"]);
    text.accepted(1);
    expect(text.original).toBe("The old house stood by the sea.");
    expect(changes(text)).toEqual(["old>small"]);
    text.reject(0);
    expect(text.proposal).toBe("The old house stood by the sea.");
    expect(changes(text)).toEqual([]);
  });

  it("in whatever order they are taken and left, end with the text that has exactly those", () => {
    const words = fc.array(fc.constantFrom("sea", "house", "old", "the", "海边", "。", " ", "\n", "🙂"), {
      maxLength: 25,
    });
    fc.assert(
      fc.property(
        words,
        words,
        fc.array(fc.tuple(fc.nat(20), fc.boolean()), { maxLength: 20 }),
        (a, b, steps) => {
          const original = a.join("");
          const text = begun(original, b.join(""));
          const open = text.hunks.map((hunk) => ({ hunk, isTaken: false }));
          const left = [...open];
          for (const [at, isTaken] of steps) {
            if (left.length === 0) break;
            const index = at % left.length;
            const [one] = left.splice(index, 1);
            if (one) one.isTaken = isTaken;
            if (isTaken) text.accepted(index);
            else text.reject(index);
          }
          const all = open.map(({ hunk }) => hunk);
          expect(text.original).toBe(applyHunks(original, all, (_, i) => open[i]?.isTaken ?? false));
          expect(applyHunks(text.original, text.hunks, () => true)).toBe(text.proposal);
        },
      ),
    );
  });

  it("are open again when what was accepted is undone in the document, and not when it is redone", () => {
    const text = begun(TEXT, BETTER);
    text.accepted(0);
    text.accepted(0);
    expect(text.returnTo("The small house stood near the sea.")).toBe(true);
    expect(changes(text)).toEqual(["near>by"]);
    expect(text.returnTo(TEXT)).toBe(true);
    expect(changes(text)).toEqual(["old>small", "near>by"]);
    expect(text.returnTo(BETTER)).toBe(true);
    expect(changes(text)).toEqual([]);
    expect(text.returnTo("Another text.")).toBe(false);
  });

  it("that an edit of the original has touched go, the others stay", () => {
    const text = begun(TEXT, BETTER);
    text.rebase("The ancient house stood near the wide sea.");
    expect(changes(text)).toEqual(["near>by"]);
    expect(text.proposal).toBe("The ancient house stood by the wide sea.");
  });
});

describe("versions", () => {
  it("are added, grown, flipped through and taken back", () => {
    const text = begun(TEXT, BETTER);
    text.addVersion("gpt");
    expect([text.proposal, text.versionCount, text.currentVersion]).toEqual(["", 2, 1]);
    text.grow("The big");
    text.flip(1);
    expect([text.proposal, text.showsNewest]).toEqual([BETTER, false]);
    text.grow("The big house.");
    expect(text.proposal).toBe(BETTER);
    text.flip(-1);
    expect(text.proposal).toBe("The big house.");
    text.dropVersion();
    expect([text.proposal, text.versionCount]).toEqual([BETTER, 1]);
  });

  it("have each their own changes of the original as it is by now", () => {
    const text = begun(TEXT, BETTER, "The old house lay near the sea.");
    text.flip(-1);
    text.accepted(0);
    text.flip(1);
    expect(changes(text)).toEqual(["small>old", "stood>lay"]);
  });

  it("give each list of changes a number of its own", () => {
    const text = begun(TEXT, BETTER);
    const seen = [text.revision];
    text.accepted(0);
    seen.push(text.revision);
    text.reject(0);
    seen.push(text.revision);
    expect(new Set(seen).size).toBe(3);
  });

  it("are there again from what was kept", () => {
    const text = begun(TEXT, BETTER, "Other.");
    text.flip(1);
    expect(new ReviewedText(text.state).proposal).toBe(BETTER);
    expect(new ReviewedText({ ...text.state, current: 7 }).proposal).toBe("Other.");
  });
});
