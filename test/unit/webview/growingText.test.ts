import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { growText, type GrowingText } from "../../../src/webview/chatPanel/growingText";
import { parseMarkdown, plainText } from "../../../src/webview/chatPanel/markdownParser";

const pieces = [
  ...Array.from("ab \n-*>|`#1.[]()"),
  ...[
    "\n\n",
    "```",
    "~~~",
    "- a\n",
    "1. b\n",
    "> q\n",
    "| a | b |\n|--|--|\n",
    "    code\n",
    "---\n",
    "===\n",
  ],
  ...["[x]: https://x.y\n", "[x][x]", "\r\n", "\r", "# head\n", "  more\n", "**b**", "2. c\n\n"],
];
const source = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(""));

const blocksOf = ({ groups, rest }: GrowingText) => [...groups.flat(), rest];
/** What is drawn: kinds, texts and addresses, without the lines where they stand. */
const drawn = (all: readonly string[], targets: GrowingText["targets"]) =>
  all.flatMap((block) =>
    parseMarkdown(block, targets).flatMap(({ type, content, children, info }) => [
      `${type} ${info} ${type === "inline" ? "" : content}`,
      ...(children ?? []).map((child) => `${child.type} ${child.content} ${child.attrGet("href") ?? ""}`),
    ]),
  );

describe("Markdown in pieces", () => {
  it("is the same as in one", () => {
    fc.assert(
      fc.property(source, (text) => {
        const grown = growText(undefined, text);
        expect(drawn(blocksOf(grown), grown.targets)).toEqual(drawn([text], {}));
      }),
      { numRuns: 2000 },
    );
  });

  it("is the same however it arrived", () => {
    fc.assert(
      fc.property(source, fc.array(fc.nat(), { maxLength: 20 }), (text, cuts) => {
        const places = [...cuts.map((cut) => cut % (text.length + 1)), text.length].sort((a, b) => a - b);
        let grown: GrowingText | undefined;
        for (const place of places) grown = growText(grown, text.slice(0, place));
        expect(grown && drawn(blocksOf(grown), grown.targets)).toEqual(drawn([text], {}));
      }),
      { numRuns: 2000 },
    );
  });

  it("never changes a piece that has another one after it", () => {
    fc.assert(
      fc.property(source, source, (text, more) => {
        const before = growText(undefined, text);
        const after = growText(before, text + more);
        expect(blocksOf(after).slice(0, blocksOf(before).length - 1)).toEqual(blocksOf(before).slice(0, -1));
      }),
    );
  });

  it("begins anew for another text", () => {
    const before = growText(undefined, "one\n\ntwo\n\nthree");
    expect(blocksOf(growText(before, "uno\n\ndos\n\n"))).toEqual(
      blocksOf(growText(undefined, "uno\n\ndos\n\n")),
    );
  });

  it("keeps its groups as they are, so that nothing of them is drawn anew", () => {
    const paragraph = `${"word ".repeat(100)}\n\n`;
    const before = growText(undefined, paragraph.repeat(40));
    const after = growText(before, paragraph.repeat(41));
    expect(before.groups.length).toBeGreaterThan(3);
    for (const [place, group] of before.groups.slice(0, -1).entries())
      expect(after.groups[place]).toBe(group);
  });
});

describe("a block that does not end", () => {
  const grow = (text: string) => {
    let grown: GrowingText | undefined;
    for (let end = 0; end < text.length; end += 997) grown = growText(grown, text.slice(0, end));
    return growText(grown, text);
  };

  it.each([
    ["a paragraph of many lines", "The sea is wide.\n".repeat(6000)],
    ["a paragraph of one line", "The sea is wide. ".repeat(6000)],
    ["a list", "- The sea is wide.\n".repeat(6000)],
    ["a list with numbers", Array.from({ length: 6000 }, (_, i) => `${i + 1}. The sea\n`).join("")],
  ])("is read in parts: %s", (_, text) => {
    const grown = grow(text);
    expect(blocksOf(grown).join("")).toBe(text);
    expect(Math.max(...blocksOf(grown).map(({ length }) => length))).toBeLessThan(20_000);
  });

  it("keeps its head in each part, where it is a table", () => {
    const rows = "| 1 | 2 |\n".repeat(6000);
    const all = blocksOf(grow(`| a | b |\n|---|---|\n${rows}`));
    expect(all.length).toBeGreaterThan(3);
    expect(all.every((part) => part.startsWith("| a | b |\n|---|---|\n"))).toBe(true);
    expect(all.join("").split("| 1 | 2 |")).toHaveLength(6001);
  });

  it("has no head more than it has rows for, whatever follows a table", () => {
    const table = `| a | b |\n|---|---|\n${"| 1 | 2 |\n".repeat(299)}`;
    for (let length = 2940; length < 3080; length += 10) {
      const text = `${table.slice(0, length)}\nAnd then\n\nend.\n\nOf it`;
      let grown: GrowingText | undefined;
      for (let end = text.length - 45; end <= text.length; end++) grown = growText(grown, text.slice(0, end));
      const all = grown ? blocksOf(grown) : [];
      expect(all.filter((part) => /^\| a \| b \|\n\|---\|---\|\n(?!\| 1)/.test(part))).toEqual([]);
      expect(all).toContain("And then\n\n");
    }
  });

  it("stays whole where it is code, which is copied whole", () => {
    const text = `\`\`\`js\n${"let sea;\n".repeat(6000)}`;
    expect(blocksOf(grow(text)).filter((block) => block !== "")).toEqual([text]);
  });
});

describe("the words of an answer", () => {
  it("are without what only the eye needs", () => {
    const text =
      "# Title\n\nA *b* [c](https://d.e) `f`\nline\n\n- one\n- two\n\n```js\ng();\n```\n\n| h |\n|---|\n| i |";
    expect(plainText(text)).toBe("Title\nA b c f\nline\none\ntwo\ng();\nh\ni");
  });
});
