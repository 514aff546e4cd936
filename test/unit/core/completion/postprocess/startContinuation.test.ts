import { describe, expect, it } from "vitest";
import { startContinuation } from "../../../../../src/core/completion/postprocess/startContinuation";
import { at } from "../cursor";

/** The text that goes on from `prefix` when the model has said `raw` and no more. */
const start = (raw: string, prefix: string) => startContinuation(raw, at(`${prefix}║`), true);
/** The same while it is still speaking. */
const soFar = (raw: string, prefix: string) => startContinuation(raw, at(`${prefix}║`), false);

describe("startContinuation removes", () => {
  it.each([
    ["thinking", "<think>What now?\nThe sea.</think> the sea."],
    ["thinking in capitals", "<THINKING>What now?</THINKING> the sea."],
    ["thinking in short", "<think>\n\n</think>\n\nthe sea."],
    ["a role label", "Assistant: the sea."],
    ["a fence", "```\nthe sea.\n```"],
    ["a fence with a language", "```markdown\nthe sea."],
    ["the tags of our prompt", "<after>the sea.</after>"],
    ["what follows a tag of our prompt", "the sea.</before>\nThen he slept."],
    ["the marks of a chat template", "the sea.<|im_end|>\n<|im_start|>user"],
    ["a preface", "Sure, here is the continuation: the sea."],
    ["a preface on a line of its own", "Certainly! Here's the next sentence:\n\nthe sea."],
    ["an announcement", "Here is the continuation of the text: the sea."],
    ["mere politeness", "Certainly! the sea."],
    ["a Chinese label", "续写：the sea."],
    ["a Chinese preface", "好的，以下是续写内容：\nthe sea."],
    ["one thing after another", "<think>Hm.</think>Assistant: ```\n<before>the sea.</before>```"],
    ["terminal escapes and control characters", "\u001b[32m the sea\u0000."],
    ["quotation marks around everything", "“the sea.”"],
  ])("%s", (_what, raw) => {
    expect(start(raw, "The captain looked at ")?.trim()).toBe("the sea.");
  });

  it.each([
    "I'm sorry, but I cannot continue this text.",
    "I’m sorry, but I can’t help with that.",
    "As an AI language model, I do not write stories.",
    "I apologize, but the text is incomplete.",
    "抱歉，我无法继续这段文字。",
    "作为一个AI，我不能续写。",
    "<think>No.</think>\n\nSorry, I can't assist with that.",
    "```\n```",
    "</s>",
    "<think>The sea, or the",
    " \n\n ",
    "",
  ])("all of %j", (raw) => {
    expect(start(raw, "The captain looked at ")).toBe("");
  });

  it("no apology that somebody in the text makes", () => {
    expect(start("I'm sorry, but the sea is calm.”", "He said, “")).toBe("I'm sorry, but the sea is calm.”");
    expect(start("抱歉，我迟到了。”", "他说：“")).toBe("抱歉，我迟到了。”");
    expect(start("As an aide he slept.", "He left. ")).toBe("As an aide he slept.");
  });

  it.each([
    "Surely he would say it again: no more.",
    "And here are the names: Anna, Bo.",
    "Sure, he was tired: he slept.",
    "The ai: a sloth.",
    "Assistants: two of them.",
    "Continuing: no.",
  ])("nothing of a sentence that only looks like it: %j", (raw) => {
    expect(start(raw, "It rained. ")).toBe(raw);
  });

  it("no code span, and no fence in the middle or of code", () => {
    const text = "It uses `a` and\n```js\nb\n```\nhere";
    expect(start(text, "It rained. ")).toBe(text);
    expect(start("```js\nlet a;\n```", "It rained.\n\n")).toBe("```js\nlet a;\n```");
    expect(start("`a` is", "It rained. ")).toBe("`a` is");
  });

  it("no quotation", () => {
    expect(start("“Stop.”", "The captain said ")).toBe("“Stop.”");
    expect(start("“the old sea” of yore.", "He knew of ")).toBe("“the old sea” of yore.");
    expect(start("“走吧。”", "船长说")).toBe("“走吧。”");
  });
});

describe("startContinuation waits", () => {
  it.each([
    "<thi",
    "<think>What now?",
    "``",
    "```mark",
    "Sur",
    "Sure, here",
    "Certainly! ",
    "Here is the contin",
    "I'm sor",
    "Assis",
    "续",
    "好的，以下",
    "抱歉",
    "\ud83d",
    " ",
  ])("while it cannot be told: %j", (raw) => {
    expect(soFar(raw, "It rained. ")).toBeUndefined();
  });

  it("while the beginning may yet turn out to be what stands before the cursor", () => {
    expect(soFar("The captain loo", "He slept. The captain looked at")).toBeUndefined();
    expect(soFar("The captain slept", "He slept. The captain looked at")).toBe(" the captain slept");
    expect(soFar("ex", "For exa")).toBeUndefined();
    expect(soFar("exam", "For exa")).toBe("m");
  });

  it("with the end of a fence and of a tag", () => {
    expect(soFar("```\nThe sea.\n``", "It rained. ")).toBe("The sea.");
    expect(soFar("The sea.</bef", "It rained. ")).toBe("The sea.");
  });
});

describe("startContinuation fits", () => {
  it("the thoughtful answer of a chat model", () => {
    expect(start("<think>\n\n</think>\n\nThe sea was calm.", "It rained.")).toBe(" The sea was calm.");
  });

  it("half-width marks into a text of full-width ones", () => {
    expect(start("看着大海, 想起了往事.", "船长醒了，他")).toBe("看着大海，想起了往事。");
    expect(start(",想起了往事", "他说：“好。”船长看着大海")).toBe("，想起了往事");
  });

  it("nothing into a text that has both, or into an ellipsis or a number", () => {
    expect(start("看着大海,想起", "船长醒了,他说。")).toBe("看着大海,想起");
    expect(start("看着3.5米...的 a.b", "船长醒了，他")).toBe("看着3.5米...的 a.b");
  });
});
