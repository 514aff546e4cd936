import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { criticMarkup } from "../../../../src/core/review/criticMarkup";
import { hunks } from "../../../../src/core/review/hunks";
import { TWO_TEXTS } from "./texts";

const MARK = /\{\+\+([^]*?)\+\+\}|\{--([^]*?)--\}|\{~~([^]*?)~>([^]*?)~~\}/g;

const BREAK_WITHIN = /\S[^]*\n[^\S\n]*\r?\n|\n[^\S\n]*\r?\n[^]*\S/;

/** Reads CriticMarkup from left to right, as its processors do. */
function resolved(text: string, isAccepted: boolean): string {
  return text.replace(
    MARK,
    (
      _,
      added: string | undefined,
      removed: string | undefined,
      before: string | undefined,
      after: string | undefined,
    ) => (isAccepted ? (added ?? after) : (removed ?? before)) ?? "",
  );
}

const markup = (original: string, proposal: string) => criticMarkup(original, hunks(original, proposal));

describe("CriticMarkup", () => {
  it.each([
    ["The old house", "The new house", "The {~~old~>new~~} house"],
    ["The house", "The old house", "The {++old ++}house"],
    ["The old house", "The house", "The {--old --}house"],
    ["One. Two", "One.\n\nTwo", "One.{~~ ~>\n\n~~}Two"],
    ["One.", "One.\n\nTwo.\n\nThree.", "One.{++\n\n++}{++Two.++}{++\n\n++}{++Three.++}"],
    ["See [it](a).", "See [it](b).", "See [it]({~~a~>b~~})."],
    ["a -> b", "a ~> b", "a {-----}{++~++}> b"],
    ["我们今天去", "我们明天去", "我们{~~今天~>明天~~}去"],
  ])("%j to %j", (original, proposal, expected) => {
    expect(markup(original, proposal)).toBe(expected);
  });

  it("leads back to both texts", () => {
    fc.assert(
      fc.property(TWO_TEXTS, ([original, proposal]) => {
        const text = markup(original, proposal);
        expect(resolved(text, true)).toBe(proposal);
        expect(resolved(text, false)).toBe(original);
      }),
      { numRuns: 1000 },
    );
  });

  it("leads back to both texts when what changes holds its own marks", () => {
    const mark = fc.constantFrom(
      "{++",
      "++}",
      "{--",
      "--}",
      "{~~",
      "~>",
      "~~}",
      "+",
      "-",
      "~",
      ">",
      "}",
      "{",
      "\n\n",
      " ",
      "a",
    );
    const text = fc.array(mark, { maxLength: 8 }).map((all) => all.join(""));
    fc.assert(
      fc.property(text, text, (removed, added) => {
        const hunk = {
          start: 2,
          end: 2 + removed.length,
          original: removed,
          proposed: added,
          kind: "text" as const,
        };
        const whole = criticMarkup(`x ${removed} y`, removed === added ? [] : [hunk]);
        if (removed === added) return;
        expect(resolved(whole, true)).toBe(`x ${added} y`);
        expect(resolved(whole, false)).toBe(`x ${removed} y`);
      }),
      { numRuns: 1000 },
    );
  });

  it("has no mark that spans a blank line but one of nothing else", () => {
    fc.assert(
      fc.property(TWO_TEXTS, ([original, proposal]) => {
        for (const [, ...pieces] of markup(original, proposal).matchAll(MARK)) {
          // A group that did not match is undefined, which has no blank line.
          expect(pieces.map(String).filter((piece) => BREAK_WITHIN.test(piece))).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });
});
