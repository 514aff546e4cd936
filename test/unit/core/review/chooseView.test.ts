import { describe, expect, it } from "vitest";
import { chooseView } from "../../../../src/core/review/chooseView";
import { hunks } from "../../../../src/core/review/hunks";

const view = (original: string, proposal: string) =>
  chooseView(original, proposal, hunks(original, proposal));

const sentence = "The old captain looked at the sea and thought of the voyage. ";
const words = (count: number) => Array.from({ length: count }, (_, i) => `word${i}`).join(" ");

describe("the view of a review", () => {
  it.each([
    ["inline", "few and small changes", sentence, sentence.replace("old", "young")],
    ["inline", "no change", sentence, sentence],
    [
      "inline",
      "few changes of a long text",
      sentence.repeat(200),
      sentence.repeat(200).replace("old", "young"),
    ],
    ["thread", "a line break that is added", sentence + sentence, `${sentence}\n${sentence}`],
    ["inline", "a line break that is removed", `${sentence}\n${sentence}`, sentence + sentence],
    [
      "thread",
      "more than 80 characters added on a line",
      sentence.repeat(5),
      sentence.repeat(5) + "new ".repeat(21),
    ],
    ["thread", "more than half changed", "one two three", "four five six"],
    [
      "thread",
      "more than twenty changes",
      words(66),
      words(66)
        .replace(/word(\d*[05])\b/g, "w$1x")
        .replace(/word(\d*[2])\b/g, "v$1"),
    ],
    [
      "diff",
      "a long text that is rewritten",
      sentence.repeat(100),
      "Another text altogether, and all of it is new. ".repeat(140),
    ],
    ["diff", "a proposal that is long", sentence, sentence.repeat(100)],
  ] as const)("is %s for %s", (expected, _, original, proposal) => {
    expect(view(original, proposal)).toBe(expected);
  });

  it("counts what is added for each line of the document", () => {
    const original = `${sentence}\n${sentence}\n${sentence}`;
    const proposal = original.replaceAll("sea", "sea, which was grey and wide that morning,");
    expect(view(original, proposal)).toBe("inline");
    expect(view(original.replaceAll("\n", " "), proposal.replaceAll("\n", " "))).toBe("thread");
  });
});
