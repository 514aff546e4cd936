import { describe, expect, it } from "vitest";
import { ReviewedText } from "../../../../src/core/review/reviewedText";
import { isRefusal } from "../../../../src/core/rewrite/refusal";

const TEXT = "The old house stood near the sea.";
const BETTER = "The small house stood by the sea.";

const begun = (...texts: string[]) => {
  const versions = texts.map((text) => ({ text, isComplete: true, modelName: "gpt" }));
  return new ReviewedText({ original: TEXT, versions, current: 0 });
};
const changes = (text: ReviewedText) => text.hunks.map(({ original, proposed }) => `${original}>${proposed}`);

describe("a change that was rejected", () => {
  it("stays rejected when another one, accepted before, is undone in the document", () => {
    const text = begun(BETTER);
    text.accepted(0);
    text.reject(0);
    text.returnTo(TEXT);
    expect(changes(text)).toEqual(["old>small"]);
  });
});

describe("the writer's own edit, of which the other changes were kept", () => {
  it("is not taken back by the versions beside the shown one", () => {
    const text = begun(BETTER, "The old house lay by the sea.");
    text.rebase("The ancient house stood near the sea.");
    text.flip(1);
    expect(text.proposal).toBe("The ancient house lay by the sea.");
  });
});

describe("what is no refusal", () => {
  it.each([
    ["I will not do that.", "I won't do that."],
    ["I can't help him.", "I couldn't help him."],
    ["我无法继续。", "I could not go on."],
  ])("%s, for %s", (answer, original) => {
    expect(isRefusal(answer, original)).toBe(false);
  });
});
