import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterAccepting, applyHunks, toTextEdits } from "../../../../src/core/review/applyHunks";
import type { Hunk } from "../../../../src/core/review/hunk";
import { hunks, hunksWithin } from "../../../../src/core/review/hunks";
import { withLineEnding } from "../../../../src/core/text/lineEnding";
import { applyTextEdit } from "../../../../src/core/text/textEdit";
import { LONE_SURROGATE, prose } from "../prose";
import { TWO_TEXTS } from "./texts";

const ALL = () => true;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** The offsets between two characters as a person sees them. */
function borders(text: string): Set<number> {
  return new Set([...Array.from(graphemes.segment(text), ({ index }) => index), text.length]);
}

describe("the hunks of two texts", () => {
  it("lead to the proposal when all are accepted, and to the original when none is", () => {
    fc.assert(
      fc.property(TWO_TEXTS, ([original, proposal]) => {
        const all = hunks(original, proposal);
        expect(applyHunks(original, all, ALL)).toBe(proposal);
        expect(applyHunks(original, all, () => false)).toBe(original);
      }),
      { numRuns: 1000 },
    );
  });

  it("lead there from any text to any other", () => {
    const text = prose.map((any) => withLineEnding(any, "\n"));
    fc.assert(
      fc.property(text, text, (original, proposal) => {
        const all = hunks(original, proposal);
        expect(applyHunks(original, all, ALL)).toBe(proposal);
        expect(applyHunks(original, all, (_, index) => index % 2 === 0)).not.toMatch(LONE_SURROGATE);
      }),
      { numRuns: 500 },
    );
  });

  it("lead there as well when there is little time to compare", () => {
    fc.assert(
      fc.property(TWO_TEXTS, fc.nat(200), ([original, proposal], effort) => {
        expect(applyHunks(original, hunksWithin(original, proposal, effort), ALL)).toBe(proposal);
      }),
      { numRuns: 500 },
    );
  });

  it("are in order, apart from each other, of something, and true to the original", () => {
    fc.assert(
      fc.property(TWO_TEXTS, ([original, proposal]) => {
        let behind = 0;
        for (const hunk of hunks(original, proposal)) {
          expect(hunk.start).toBeGreaterThanOrEqual(behind);
          expect(hunk.original).toBe(original.slice(hunk.start, hunk.end));
          expect(hunk.proposed).not.toBe(hunk.original);
          behind = hunk.end;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("never begin or end inside a character, and no choice of them leaves half of one", () => {
    fc.assert(
      fc.property(TWO_TEXTS, fc.nat(), ([original, proposal], choice) => {
        const all = hunks(original, proposal);
        const inOriginal = borders(original);
        const inProposal = borders(proposal);
        let shift = 0;
        for (const { start, end, original: removed, proposed } of all) {
          expect(inOriginal).toContain(start);
          expect(inOriginal).toContain(end);
          expect(inProposal).toContain(start + shift);
          shift += proposed.length - removed.length;
          expect(inProposal).toContain(end + shift);
        }
        const chosen = applyHunks(original, all, (_, index) => ((choice >> (index % 31)) & 1) === 1);
        expect(chosen).not.toMatch(LONE_SURROGATE);
        expect(chosen.replaceAll("\r\n", "")).not.toMatch(original.includes("\r") ? /[\r\n]/ : /\r/);
      }),
      { numRuns: 1000 },
    );
  });

  it("give the same text accepted at once, one after the other, or as edits of a document", () => {
    fc.assert(
      fc.property(
        TWO_TEXTS,
        fc.array(fc.nat(), { maxLength: 8 }),
        fc.nat(5),
        ([original, proposal], choices, offset) => {
          const all = hunks(original, proposal);
          let open: Hunk[] = all;
          let text = original;
          const accepted = new Set<Hunk>();
          const indices = all.map((hunk) => hunk);
          for (const choice of choices) {
            if (open.length === 0) break;
            const index = choice % open.length;
            accepted.add(indices.splice(index, 1)[0]!);
            text = applyHunks(text, open, (_, i) => i === index);
            open = afterAccepting(open, index);
            expect(applyHunks(text, open, ALL)).toBe(proposal);
          }
          expect(text).toBe(applyHunks(original, all, (hunk) => accepted.has(hunk)));
          const before = "x".repeat(offset);
          const edits = toTextEdits(
            all.filter((hunk) => accepted.has(hunk)),
            offset,
          );
          expect(edits.reduceRight(applyTextEdit, before + original)).toBe(before + text);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("are the same every time", () => {
    fc.assert(
      fc.property(TWO_TEXTS, ([original, proposal]) => {
        expect(hunks(original, proposal)).toEqual(hunks(original, proposal));
      }),
    );
  });

  it("say truly that only white space changes", () => {
    fc.assert(
      fc.property(TWO_TEXTS, ([original, proposal]) => {
        for (const hunk of hunks(original, proposal)) {
          const bare = (text: string) => text.replace(/\s+|-{2,}/g, "").replace(/-/g, "");
          if (hunk.kind === "whitespace") expect(bare(hunk.proposed)).toBe(bare(hunk.original));
        }
      }),
      { numRuns: 500 },
    );
  });
});
