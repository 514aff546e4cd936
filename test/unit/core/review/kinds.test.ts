import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atomsIn, linkLabel, type Atom } from "../../../../src/core/review/atoms";
import type { Hunk } from "../../../../src/core/review/hunk";
import { hunks } from "../../../../src/core/review/hunks";
import type { TextRange } from "../../../../src/core/text/textEdit";
import { TWO_TEXTS } from "./texts";

const kindsOf = (original: string, proposal: string) =>
  hunks(original, proposal).map(
    ({ kind, original: removed, proposed }) => `${kind}: ${removed} > ${proposed}`,
  );

/** The atoms of `text` into which `range` reaches; the text of a link is prose. */
function touched(text: string, range: TextRange): Atom[] {
  return atomsIn(text).filter((atom) => {
    if (range.start >= atom.end || range.end <= atom.start) return false;
    const label = linkLabel(text.slice(atom.start, atom.end));
    return (
      label === undefined || range.start < atom.start + label.start || range.end > atom.start + label.end
    );
  });
}

/** Where the hunks are in the proposal. */
function inProposal(all: readonly Hunk[]): TextRange[] {
  let shift = 0;
  return all.map(({ start, original, proposed }) => {
    const range = { start: start + shift, end: start + shift + proposed.length };
    shift += proposed.length - original.length;
    return range;
  });
}

describe("the kinds of hunks", () => {
  it("hide no link, citation or cell in a change of text", () => {
    fc.assert(
      fc.property(TWO_TEXTS, ([original, proposal]) => {
        const all = hunks(original, proposal);
        const others = inProposal(all);
        for (const [index, hunk] of all.entries()) {
          if (hunk.kind !== "text") continue;
          expect(touched(original, hunk)).toEqual([]);
          expect(touched(proposal, others[index]!)).toEqual([]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("tell the target of a link from its text, in a sentence that was rewritten", () => {
    const original = "Old sentence with [a link](https://a.b) inside it.";
    const proposal = "A wholly rewritten one where [the link](https://evil.example) hides.";
    expect(kindsOf(original, proposal)).toEqual([
      "text: Old sentence with > A wholly rewritten one where",
      "text: a > the",
      "link: https://a.b > https://evil.example",
      "text: inside it > hides",
    ]);
  });

  it.each([
    ["See ![alt](a.png).", "See ![alt](b.png).", "link: a.png > b.png"],
    ["See [a][one].", "See [a][two].", "link: one > two"],
    ["See <https://a.b>.", "See <https://a.c>.", "link: <https://a.b> > <https://a.c>"],
    ["See https://a.b/c, he said.", "See https://a.b/d, he said.", "link: https://a.b/c > https://a.b/d"],
    ["见https://a.b/c。", "见https://a.b/d。", "link: https://a.b/c > https://a.b/d"],
    ["See [[One]].", "See [[Two]].", "link: [[One]] > [[Two]]"],
    ["[a]: https://a.b\n", "[a]: https://a.c\n", "link: [a]: https://a.b > [a]: https://a.c"],
    ['A <a href="x">b</a>.', 'A <a href="y">b</a>.', 'link: <a href="x"> > <a href="y">'],
    ["A \\href{x}{b}.", "A \\href{y}{b}.", "link: \\href{x} > \\href{y}"],
    ["As said[^1].", "As said[^2].", "citation: [^1] > [^2]"],
    ["As said [see @a, p. 3].", "As said [see @b, p. 3].", "citation: [see @a, p. 3] > [see @b, p. 3]"],
    ["As @doe99 said.", "As @roe99 said.", "citation: @doe99 > @roe99"],
    [
      "As said \\citep[p.~3]{a}.",
      "As said \\citep[p.~4]{a}.",
      "citation: \\citep[p.~3]{a} > \\citep[p.~4]{a}",
    ],
    ["See \\autoref{a}.", "See \\autoref{b}.", "citation: \\autoref{a} > \\autoref{b}"],
    ["Mail a@b.org now.", "Mail a@c.org now.", "text: b.org > c.org"],
    ["a\u00A0b", "a b", "whitespace: \u00A0 >  "],
    ["a\n\n\nb", "a\n\nb", "whitespace: \n > "],
    ["| a |\n|---|\n| b [c](d) |", "| a |\n|---|\n| b [c](e) |", "cell: b [c](d) > b [c](e)"],
    ["| a |\n|---|\n| b |", "| a |\n|---|\n| b   |", "whitespace:  >   "],
    ["| a |\n|---|\n|  |", "| a |\n|---|\n| x |", "cell:  > x"],
    [
      "\\begin{tabular}{l}\na & b \\\\\n\\end{tabular}",
      "\\begin{tabular}{l}\na & c \\\\\n\\end{tabular}",
      "cell: b > c",
    ],
    ["a | b without a table", "a | c without a table", "text: b > c"],
  ])("%j to %j", (original, proposal, expected) => {
    expect(kindsOf(original, proposal)).toEqual([expected]);
  });

  it("keep a row that is added or removed in one", () => {
    const table = "| a | b |\n|---|---|\n| one | two |\n";
    const row = "| three | four |\n";
    expect(kindsOf(table, table + row)).toEqual([`cell:  > ${row}`]);
    expect(kindsOf(table + row, table)).toEqual([`cell: ${row} > `]);
  });

  it("join two marks that belong together", () => {
    expect(kindsOf("It is **very** big.", "It is *very* big.")).toEqual(["text: **very** > *very*"]);
    expect(kindsOf('He said "go".', "He said “go”.")).toEqual(['text: "go" > “go”']);
    expect(kindsOf('他说:"你好"。', "他说：“你好”。")).toEqual(['text: :"你好" > ：“你好”']);
  });
});
