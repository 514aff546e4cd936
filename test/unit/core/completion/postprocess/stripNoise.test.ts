import { describe, expect, it } from "vitest";
import { stripNoise } from "../../../../../src/core/completion/postprocess/stripNoise";

const strip = (raw: string) => stripNoise(raw);

describe("stripNoise", () => {
  it.each([" the sea.", "\n\nThe sea was calm.", "大海。", " $x^2$ and `code`", "— so he said", ""])(
    "leaves prose alone, with the white space before it: %j",
    (text) => {
      expect(strip(text)).toBe(text);
    },
  );

  it.each([
    ["thinking", "<think>What now?\nThe sea.</think>the sea."],
    ["thinking in capitals", "<THINKING>What now?</THINKING>the sea."],
    ["a role label", "Assistant: the sea."],
    ["a fence", "```\nthe sea.\n```"],
    ["a fence with a language", "```markdown\nthe sea."],
    ["the tags of our prompt", "<after>the sea.</after>"],
    ["a preface", "Sure, here is the continuation: the sea."],
    ["a Chinese preface", "续写：the sea."],
    ["one thing after another", "<think>Hm.</think>Assistant: ```\n<before>the sea.</before>```"],
  ])("removes %s", (_what, raw) => {
    expect(strip(raw).trim()).toBe("the sea.");
  });

  it("keeps no white space that stood behind what was removed", () => {
    expect(strip("<think>Hm.</think>\n\nThe sea was calm.")).toBe("The sea was calm.");
  });

  it("takes a thought that has not ended for a thought", () => {
    expect(strip("<think>The sea, or the")).toBe("");
  });

  it("removes terminal escapes and control characters", () => {
    expect(strip("\u001b[32m the sea\u0000.")).toBe(" the sea.");
  });

  it.each([
    "Surely he would say it again: no more.",
    " and here are the names: Anna, Bo.",
    "The ai: a sloth.",
    "Assistants: two of them.",
  ])("keeps a sentence that only looks like noise: %j", (text) => {
    expect(strip(text)).toBe(text);
  });

  it("keeps a code span and a fence that stands in the middle", () => {
    expect(strip(" uses `a` and\n```js\nb\n```\nhere")).toBe(" uses `a` and\n```js\nb\n```\nhere");
  });
});
