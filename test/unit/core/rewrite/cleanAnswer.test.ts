import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanAnswer } from "../../../../src/core/rewrite/cleanAnswer";
import { withoutControls } from "../../../../src/core/text/characters";
import { prose } from "../prose";

const clean = (raw: string, original = "The sea were calm.") => cleanAnswer(raw, original);

describe("cleanAnswer", () => {
  it.each([
    "The sea was calm.",
    "大海很平静。\n\n船长睡着了。",
    "# Title\n\n- a\n- b\n\n```js\nlet a;\n```\n\nThe end.",
    "\\begin{quote}\nTo be.\n\\end{quote}",
    "Sure, why not.",
    "Okay: he slept.",
    "当然可以。",
    "Uses <text> and `</think>` in the middle.",
  ])("leaves an answer that is nothing but an answer alone: %j", (answer) => {
    expect(clean(answer)).toBe(answer);
  });

  it("trims white space at both ends and none inside", () => {
    expect(clean("\n\n  The sea.\n\n\tWas calm. \n")).toBe("The sea.\n\n\tWas calm.");
    expect(clean(" \n ")).toBe("");
    expect(clean("")).toBe("");
  });

  it.each([
    ["thinking", "<think>\nCalm? Was calm.\n</think>\n\nThe sea was calm."],
    ["thinking by another name", "<thinking>Hm.</thinking>The sea was calm."],
    ["reasoning in capitals", " <REASONING>Hm.</REASONING> The sea was calm."],
    ["an English preface", "Sure! Here is the corrected text:\n\nThe sea was calm."],
    ["a preface without a greeting", "Here's the corrected text:\nThe sea was calm."],
    ["a Chinese preface", "好的，这是修改后的文字：\n\nThe sea was calm."],
    ["a fence", "```\nThe sea was calm.\n```"],
    ["a fence with a language", "```markdown\nThe sea was calm.\n```\n"],
    ["a fence with Windows line breaks", "```markdown\r\nThe sea was calm.\r\n```\r\n"],
    ["the tags of a prompt", "<text>\nThe sea was calm.\n</text>"],
    ["control characters", "\u001b[1mThe sea\u0007 was calm.\u001b[0m"],
    ["all of it", "<think>Hm.</think>\nOf course. The text:\n\n```text\n<text>The sea was calm.</text>\n```"],
  ])("takes away %s", (_what, raw) => {
    expect(clean(raw)).toBe("The sea was calm.");
  });

  it("shows nothing of a thought that has not ended", () => {
    expect(clean("<think>Perhaps the sea")).toBe("");
  });

  it.each(["<thi", "```", "```mark"])(
    "shows nothing of a thought or a fence that has only begun: %j",
    (raw) => {
      expect(clean(raw)).toBe("");
    },
  );

  it("shows what there is inside a fence that has not ended", () => {
    expect(clean("```markdown\nThe sea was")).toBe("The sea was");
  });

  it("keeps a fence around everything when the original has one", () => {
    const answer = "```js\nlet sea;\n```";
    expect(cleanAnswer(answer, "\n```js\nlet see;\n```")).toBe(answer);
  });

  it("keeps the fences inside a fence around everything", () => {
    expect(clean("```markdown\nLook:\n\n```js\nlet sea;\n```\n```")).toBe("Look:\n\n```js\nlet sea;\n```");
  });

  it("keeps a fence that is not around everything whole", () => {
    const answer = "```js\nlet sea;\n```\n\nThe code above makes a sea.";
    expect(clean(answer)).toBe(answer);
  });

  it.each([
    ["Here are three reasons:\n\n1. The sea.", "Here is three reasons:\n\n1. The sea."],
    ["Okay, this is what I need:\n- a boat", "Okay this is what I needs:\n- a boat"],
    ["当然有人会问：\n\n为什么？", "当然有人问：\n\n为什么？"],
  ])("keeps a first line that the writer's own text has as well: %j", (answer, original) => {
    expect(cleanAnswer(answer, original)).toBe(answer);
  });

  it("keeps a word that only begins like a preface", () => {
    const answer = "Surely you remember the list:\n\n- a boat";
    expect(clean(answer)).toBe(answer);
  });

  it("is a piece of what the model said, without white space at its ends, for any answer that grows", () => {
    fc.assert(
      fc.property(prose, prose, fc.nat(), (raw, original, length) => {
        const answer = cleanAnswer(raw.slice(0, length % (raw.length + 1)), original);
        expect(withoutControls(raw)).toContain(answer);
        expect(answer).toBe(answer.trim());
      }),
    );
  });

  it("keeps up with a model that ends in nothing but line breaks", () => {
    // Time that grows with the square of the text runs into Vitest's own limit.
    expect(clean(`The sea was calm.${"\n".repeat(110_000)}`)).toBe("The sea was calm.");
  });

  it("only ever grows while a plain answer arrives", () => {
    const answer = "The sea was calm: no wind.\n\n- “Look,” he said.\n- `code`";
    let shown = "";
    for (let length = 0; length <= answer.length; length++) {
      const next = clean(answer.slice(0, length));
      expect(next.startsWith(shown)).toBe(true);
      shown = next;
    }
    expect(shown).toBe(answer);
  });
});
