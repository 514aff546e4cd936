import * as fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { paragraphAt } from "../../../../src/core/text/paragraph";
import { readSnapshot, readSnapshots } from "../../../../src/platform/editorSnapshot";
import { openEditor } from "../../../fakes/documents";
import { Selection } from "../../../fakes/values";
import { resetVscode } from "../../../fakes/vscode";

beforeEach(resetVscode);

/** Opens `text` with a cursor at each of `places`, or a selection where two offsets are given. */
function open(text: string, ...places: (number | readonly [number, number])[]) {
  const editor = openEditor(`║${text}`);
  const { document } = editor;
  const [first, ...more] = places.map((place) => {
    const [anchor, active] = typeof place === "number" ? [place, place] : place;
    return new Selection(document.positionAt(anchor), document.positionAt(active));
  });
  if (first) editor.selection = first;
  editor.more = more;
  return editor;
}

const texts = (...args: Parameters<typeof readSnapshots>) => readSnapshots(...args).map(({ text }) => text);

describe("several cursors", () => {
  it("are a snapshot each, in the order of the text, each with its own place", () => {
    open("One two three", [8, 13], [0, 3]);
    expect(readSnapshots("selection")).toMatchObject([
      { text: "One", range: { start: 0, end: 3 }, before: "One" },
      { text: "three", range: { start: 8, end: 13 }, before: "One two three" },
    ]);
  });

  it("in one paragraph are one snapshot of it", () => {
    open("One two.\n\nThree.", 0, 4, 12);
    expect(texts("selection")).toEqual(["One two.", "Three."]);
  });

  it("in a paragraph and on a selection inside it are one", () => {
    open("One two three.", 1, [4, 7]);
    expect(texts("selection")).toEqual(["One two three."]);
  });

  it("that stand at nothing are left out where another stands at something", () => {
    open("One.\n\n\n\nTwo.", 5, 6, 9);
    expect(texts("selection")).toEqual(["Two."]);
  });

  it("that all stand at nothing are one empty snapshot", () => {
    open("One.\n\n\n\nTwo.", 5, 6);
    expect(readSnapshots("selection")).toMatchObject([{ text: "", before: "One.\n" }]);
  });

  it("may be ten and no more", () => {
    const words = "a b c d e f g h i j k";
    const at = (count: number) =>
      Array.from({ length: count }, (_, i): [number, number] => [2 * i, 2 * i + 1]);
    open(words, ...at(10));
    expect(texts("selection")).toHaveLength(10);
    open(words, ...at(11));
    expect(() => readSnapshots("selection")).toThrow(expect.objectContaining({ reason: "tooManyCursors" }));
  });

  it("do not matter to whoever wants one: it is the first", () => {
    open("One two three", [8, 13], [0, 3]);
    expect(readSnapshot().text).toBe("three");
  });
});

describe("the scope", () => {
  it.each([
    ["of a word is the word at the cursor", "A bri|ght light", ["bright"]],
    ["of a word ends with the word before the cursor", "A bright| light", ["bright"]],
    ["of a word is one of a script without spaces", "我喜|欢大海。", ["喜欢"]],
    ["of a word is nothing between two spaces", "A  |  light", [""]],
  ])("%s", (_, marked, expected) => {
    open(marked.replace("|", ""), marked.indexOf("|"));
    expect(texts("word")).toEqual(expected);
  });

  it("of a word is the selection where there is one", () => {
    open("A bright light", [2, 14]);
    expect(texts("word")).toEqual(["bright light"]);
  });

  it("of a word knows the line that the cursor is in", () => {
    open("First line.\r\nA bright light", 17);
    expect(readSnapshots("word")).toMatchObject([
      { text: "bright", range: { start: 15, end: 21 }, paragraph: "First line.\r\nA bright light" },
    ]);
  });

  it("of the document is all of it, whatever is selected", () => {
    open("\nOne.\n\nTwo.\n", [1, 3], 8);
    expect(texts("document")).toEqual(["One.\n\nTwo."]);
  });

  it("of an image is the reference at the cursor", () => {
    open("See ![a](a.png) and ![b](b.png).", 24);
    expect(readSnapshots("image")).toMatchObject([
      { text: "![b](b.png)", range: { start: 20, end: 31 }, paragraph: "See ![a](a.png) and ![b](b.png)." },
    ]);
  });

  it("of an image fails where there is none", () => {
    open("Text.", 2);
    expect(() => readSnapshots("image")).toThrow(expect.objectContaining({ reason: "noImage" }));
  });
});

describe("a snapshot's range", () => {
  it("never ends inside a character", () => {
    open("a👩‍👩‍👧b and cafe\u0301s", [3, 5], [15, 19]);
    expect(texts("selection")).toEqual(["👩‍👩‍👧", "cafe\u0301"]);
  });

  it("of a cursor is the paragraph, as it is looked for in a text", () => {
    const line = fc.constantFrom("", " \t", "\u3000", "One.", "  Two", "三", "four ");
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), fc.nat(), (lines, n) => {
        resetVscode();
        const text = lines.join("\n");
        const offset = n % (text.length + 1);
        open(text, offset);
        expect(readSnapshots("selection")[0]?.range).toEqual(paragraphAt(text, offset));
      }),
    );
  });
});
