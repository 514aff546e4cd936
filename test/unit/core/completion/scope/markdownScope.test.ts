import { describe, expect, it } from "vitest";
import type { Scope } from "../../../../../src/core/completion/proseScope";
import { scopeAt } from "./scopeAt";

const whole = (drawn: string) => scopeAt(drawn, "markdown");
const cut = (drawn: string) => scopeAt(drawn, "markdown", false);

/** Tests that are all alike: each drawn text and what the cursor stands in. */
function expectEach(scope: Scope, read: (drawn: string) => Scope, drawn: string[]): void {
  it.each(drawn)(`is ${scope}: %j`, (text) => expect(read(text)).toBe(scope));
}

describe("Markdown prose", () => {
  expectEach("prose", whole, [
    "║",
    "The captain looked at ║",
    "# The sea ║\n",
    "- an item\n- another ║",
    "> quoted words ║",
    "    an indented paragraph ║",
    "She said “no”, and *then* ║",
    "他看着`大海`，║想起了往事",
    "| a | b ║ |",
    "[^1]: a note with ║",
  ]);
});

describe("front matter", () => {
  expectEach("frontMatter", whole, [
    "---\ntitle: The captain and ║",
    "---\r\ntitle: The captain and ║\r\n---\r\n",
    "---\ntitle: x\n\nauthor: ║\n---\n\nText",
    "---\ntitle: x\n---║\n",
    "+++\ntitle = ║",
    "\uFEFF---\ntitle: ║\n---\n",
  ]);
  expectEach("prose", whole, [
    "---\ntitle: The captain\n---\n\nThe captain looked ║",
    "---\r\ntitle: The captain\r\n---\r\n║\r\n",
    "---\ntitle: x\n...\n\nThe captain ║",
    "---\n\nA rule above, and ║",
    "---\nA rule right above.\n\nAnd then ║",
  ]);
  it("stands only at the document's start", () => {
    expect(cut("---\ntitle: The captain and ║")).toBe("prose");
  });
});

describe("fenced code", () => {
  expectEach("codeFence", whole, [
    "Look:\n\n```js\nconst sea = ║",
    "Look:\r\n\r\n~~~\r\nthe sea ║\r\n~~~\r\n",
    "```\nfirst\n```\n\nand\n\n```\nthe second ║",
    "````md\n```js\nx\n```\nstill in the block of four ║\n````",
    "```\nno end to ~~~\n~~~\nhere ║",
    "- an item\n\n  ```js\n  const ║\n  ```",
    "- ```js\n  const ║\n  ```",
    "> ```\n> quoted ║",
    "```js║\nx\n```",
    "```js\nx\n```║",
    "```js\nx\n\n\ny ║\n```",
  ]);
  expectEach("prose", whole, [
    "```\nthe code\n```\n\nAnd then ║",
    "```\r\nthe code\r\n```\r\nAnd then ║",
    "```code``` and ║",
    "before ║\n\n```js\nx\n```\n",
  ]);
});

describe("fences in a window that begins inside the document", () => {
  it("takes one with an info string for an opener", () => {
    expect(cut("some text\n```js\nconst ║")).toBe("codeFence");
    expect(cut("x = 1\n```\n\ntext\n\n```js\ny\n```\n\nand ║")).toBe("prose");
  });

  it("counts bare ones back from the first with an info string, below the cursor too", () => {
    expect(cut("x = 1\n```\ntext ║\n\n```js\ny\n```\n")).toBe("prose");
    expect(cut("text\n```\nx = ║\n```\n\n```js\ny\n```\n")).toBe("codeFence");
    expect(cut("x = 1 ║\n```\n\n```js\ny\n```\n")).toBe("codeFence");
  });

  it("looks at the lines around a lonely one", () => {
    expect(cut("x = 1\n```\n\nThe text goes on ║")).toBe("prose");
    expect(cut("The text goes on:\n\n```\nx = ║")).toBe("codeFence");
    expect(cut("x = ║\ny\n```\n\nThe text goes on.")).toBe("codeFence");
    expect(cut("The text ║\n\n```\nx\n")).toBe("prose");
  });
});

describe("inline code", () => {
  expectEach("inlineCode", whole, [
    "call `sea.║` now",
    "call `sea.║",
    "call ``a ` b ║`` now",
    "call ```a `` b ║``` now",
    "wrapped `over\ntwo ║ lines` here",
  ]);
  expectEach("prose", whole, [
    "call `sea`║",
    "call `sea` and ║",
    "call ║`sea`",
    "`one` two ║ `three`",
    "an escaped \\` mark ║",
    "- `open item\n- the next ║",
    "`open paragraph\n\nthe next ║",
    `an old \`quote' that is never closed ${"and goes on ".repeat(8)}║`,
  ]);
});

describe("math", () => {
  expectEach("math", whole, [
    "so $x + ║ y$ is",
    "so $x + ║",
    "so $x^║",
    "so $$x + ║ y$$ is",
    "$$\nE = ║",
    "$$\na\n- b ║\n$$",
    "text\n$$\nE = mc^2 ║\n$$\ntext",
    "其中$x║$是",
  ]);
  expectEach("prose", whole, [
    "between $5 and $6 ║",
    "between $5 ║ and $6",
    "for $5 to ║ him and 10$ to her",
    "from $20,000 ║",
    "so $x + y$ ║ is",
    "$$\nE\n$$\nand ║",
    "an \\$x + ║ y\\$ sign",
    "US$ 5 and then ║ 6 US$",
    "cheap ($) or dear ($$) and ║",
    "价格$5到║10$之间",
  ]);
});

describe("URLs", () => {
  expectEach("url", whole, [
    "see https://exam║",
    "see https://example.org/a_(b║) now",
    "see www.example║ now",
    "see [the sea](https://║example.org) now",
    "see [the sea](sea.md║",
    'see [the sea](sea.md "The ║',
    "![a picture](pic║.png)",
    "see <https://exa║mple.org> now",
    "write to <captain@║sea.org>",
    "[1]: ./sea║",
    "见https://example.org/a║",
  ]);
  expectEach("prose", whole, [
    "see https://example.org ║",
    "(see https://example.org)║",
    "see [the ║ sea](https://example.org) now",
    "see [the sea](https://example.org)║",
    "见https://example.org/，然后║",
    "**https://example.org**║",
    "`https://example.org`║",
    "a note [1] (of the ║ editor)",
  ]);
});

describe("HTML", () => {
  expectEach("htmlTag", whole, [
    'a <span class="║">word</span>',
    "a <span class=║",
    "a <sp║",
    "a <b>word</b║> here",
    "a <br ║/> here",
  ]);
  expectEach("comment", whole, [
    "a <!-- note ║ --> here",
    "<!-- begun ║",
    "<!--\n\nover paragraphs ║\n\n-->\n\ntext",
  ]);
  expectEach("prose", whole, [
    "a <b>word ║</b> here",
    "if a < b and ║",
    "I <3 you ║",
    "<!-- note --> and ║",
    "the mark `<!--` begins one\n\nand ║",
    "<!-- never closed\n\nand ║\n\n<!-- another -->",
  ]);
});
