import { describe, expect, it } from "vitest";
import { atLineEnd, shouldAsk } from "../../../../src/core/completion/triggerPolicy";
import { at } from "./cursor";

describe("shouldAsk by itself", () => {
  it.each([
    "The captain looked at║",
    "The captain looked at ║\n\nThe next paragraph.",
    "The captain looked at the gard║",
    "The captain looked at║   \r\nThe next line.",
    "船长默默地看着窗外的大海，想起║",
    "- The first of the items\n- ║",
  ])("asks at the end of a line: %j", (drawn) => {
    expect(shouldAsk(at(drawn))).toBe(true);
  });

  it.each([
    "The captain looked at ║ the sea",
    "The captain looked at the sea,║ and slept",
    "“The captain looked,║” she said",
    "船长默默地看着窗外的大海║想起了往事",
    "船长默默地看着窗外的大海，║想起了往事",
    "昔々、海辺の小さな町に║ひとりの船長",
    "船长默默地看着窗外的𠮷║𠮷想起了往事",
  ])("asks inside a paragraph where a word may begin and end: %j", (drawn) => {
    expect(shouldAsk(at(drawn))).toBe(true);
  });

  it.each([
    "The captain looked at the gar║den",
    "The naïve captain saw a caf║é",
    "Капитан посмотрел на мо║ре",
    "선장은 바다를 바라보았습║니다",
    "The year of the storm was 19║84",
  ])("does not ask inside a word: %j", (drawn) => {
    expect(shouldAsk(at(drawn))).toBe(false);
  });

  it.each(["║", "   ║", "The║", "\n\n  The sea  \n║"])(
    "does not ask in an all but empty document: %j",
    (drawn) => {
      expect(shouldAsk(at(drawn))).toBe(false);
    },
  );

  it("asks from the tenth character on", () => {
    expect(shouldAsk(at("123456789║"))).toBe(false);
    expect(shouldAsk(at("1234567890║"))).toBe(true);
  });
});

describe("shouldAsk by key", () => {
  it.each(["The║", "海║", "The captain looked at the gar║den", "The captain looked at║ the sea"])(
    "asks anywhere in prose: %j",
    (drawn) => {
      expect(shouldAsk(at(drawn, { explicit: true }))).toBe(true);
    },
  );

  it("has nothing to go on in an empty document", () => {
    expect(shouldAsk(at("║", { explicit: true }))).toBe(false);
    expect(shouldAsk(at(" \n\u3000║\n", { explicit: true }))).toBe(false);
  });
});

describe.each([{ explicit: false }, { explicit: true }])("shouldAsk with %j", ({ explicit }) => {
  const asks = (drawn: string, languageId = "markdown") => shouldAsk(at(drawn, { explicit, languageId }));

  it("never asks while text is selected", () => {
    expect(shouldAsk(at("The captain looked at║", { explicit, hasSelection: true }))).toBe(false);
  });

  it.each([
    "Look at this:\n\n```js\nconst sea = ║",
    "Look at this:\r\n\r\n~~~\r\nthe sea ║\r\n~~~\r\n",
    "Look at this:\n\n   ```\nthe sea ║",
    "```\nthe first block\n```\n\nand\n\n```\nthe second ║",
  ])("never asks in a fenced block of Markdown: %j", (drawn) => {
    expect(asks(drawn)).toBe(false);
  });

  it("asks again below a fenced block", () => {
    expect(asks("```\nthe code\n```\n\nAnd then the captain ║")).toBe(true);
  });

  it("never asks in front matter, and asks below it", () => {
    expect(asks("---\ntitle: The captain and ║")).toBe(false);
    expect(asks("---\r\ntitle: The captain and ║\r\n---\r\n")).toBe(false);
    expect(asks("---\ntitle: The captain\n---\n\nThe captain looked ║")).toBe(true);
    expect(asks("---\r\ntitle: The captain\r\n---\r\n\r\nThe captain looked ║")).toBe(true);
  });

  it("takes three backquotes for prose where the language is not Markdown", () => {
    expect(asks("``` the captain looked at ║", "plaintext")).toBe(true);
    expect(asks("---\nthe captain looked at ║", "latex")).toBe(true);
  });
});

describe("atLineEnd", () => {
  it.each(["", "  ", "\n", "\r\nnext", " \t\r\n", "\rnext"])("is true before %j", (suffix) => {
    expect(atLineEnd(suffix)).toBe(true);
  });

  it.each(["a", " a", "。", "\u3000海", "  .\n"])("is false before %j", (suffix) => {
    expect(atLineEnd(suffix)).toBe(false);
  });
});
