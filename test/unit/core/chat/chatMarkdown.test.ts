import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyChat } from "../../../../src/core/chat/chat";
import { applyEvents, type ChatEvent } from "../../../../src/core/chat/chatEvents";
import { chatMarkdown } from "../../../../src/core/chat/chatMarkdown";
import { chatTitle, shorten } from "../../../../src/core/chat/chatTitle";

const words = {
  ...{ untitled: "Untitled", you: "You", answer: "Answer", context: "With" },
  date: (at: number) => `day ${at}`,
};
const turn = (content: string, text: string, model?: string): ChatEvent[] => [
  { kind: "added", id: "q", parentId: null, role: "user", content, at: 1 },
  { kind: "added", id: "a", parentId: "q", role: "assistant", content: "", at: 1 },
  ...(model === undefined ? [] : [{ kind: "model", id: "a", name: model } as const]),
  { kind: "reasoning", id: "a", text: "Hm." },
  { kind: "text", id: "a", text },
];
const exported = (...events: ChatEvent[]) => chatMarkdown(applyEvents(emptyChat("c", 7), events), words);

describe("chatMarkdown", () => {
  it("writes down who said what", () => {
    expect(exported(...turn("A line.", "The *sea*.", "gpt_5"))).toBe(
      "# A line.\n\n_day 7_\n\n## You\n\nA line.\n\n## gpt\\_5\n\nThe *sea*.\n",
    );
    expect(exported(...turn("# ", "The sea."))).toBe(
      "# Untitled\n\n_day 7_\n\n## You\n\n#\n\n## Answer\n\nThe sea.\n",
    );
  });

  it("names what was sent along", () => {
    const context = [
      { kind: "file", label: "my_file.md", text: "", tokens: 1 },
      { kind: "heading", label: "Two", text: "", tokens: 1 },
    ] as const;
    const asked: ChatEvent = {
      ...{ kind: "added", id: "q", parentId: null, role: "user", content: "Q", at: 1, context },
    };
    expect(exported(asked)).toContain("## You\n\n> With my\\_file.md, Two\n\nQ\n");
  });

  it("shows the path that is shown, without answers that never came", () => {
    const other: ChatEvent = { kind: "added", id: "b", parentId: "q", role: "assistant", content: "", at: 2 };
    const both = [...turn("Q", "One."), other];
    expect(exported(...both)).not.toContain("One.");
    expect(exported(...both).match(/## /g)).toHaveLength(1);
    expect(exported(...both, { kind: "chosen", id: "a" })).toContain("One.");
  });

  it("closes a fence that a stopped answer has left open", () => {
    expect(exported(...turn("Q", "```js\nlet a"))).toContain("```js\nlet a\n```\n");
    expect(exported(...turn("Q", "~~~~\n~~~\n"))).toContain("~~~~\n~~~\n~~~~\n");
    expect(exported(...turn("Q", "```\na\n```"))).toMatch(/```\na\n```\n$/);
  });

  it("lets no title become a link, an image or a tag", () => {
    const shown = exported({ kind: "created", title: "![a](x) <img src=x>\n# b", at: 1 });
    expect(shown.split("\n")[0]).toBe("# !\\[a\\](x) \\<img src=x\\> \\# b");
  });
});

describe("chatTitle", () => {
  it.each([
    ["\n\n  ## The *sea*\nand more", "The *sea*"],
    ["> - 1. quoted", "quoted"],
    ["```js\nlet a = 1", "let a = 1"],
    ["  ", ""],
    ["海\u0000洋\t 大", "海 洋 大"],
  ])("of %j is %j", (content, title) => {
    expect(chatTitle(content)).toBe(title);
  });

  it("is cut at a word, or at a character where there are no words", () => {
    expect(chatTitle("word ".repeat(30))).toBe(`${"word ".repeat(12).trim()}…`);
    expect(chatTitle("海".repeat(80))).toBe(`${"海".repeat(59)}…`);
    expect(chatTitle("👩‍👩‍👧".repeat(80))).toBe(`${"👩‍👩‍👧".repeat(59)}…`);
  });

  it("is one short line, whatever the message is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 20 }), (content, longest) => {
        expect(chatTitle(content)).not.toMatch(/[\n\r\t]/);
        expect([...new Intl.Segmenter().segment(shorten(content, longest))].length).toBeLessThanOrEqual(
          longest,
        );
      }),
    );
  });
});
