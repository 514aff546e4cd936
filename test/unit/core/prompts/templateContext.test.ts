import { describe, expect, it } from "vitest";
import { hasMaterial, templateContext } from "../../../../src/core/prompts/templateContext";
import { estimateTokens } from "../../../../src/core/text/tokenEstimate";

const input = {
  text: "The sea was calm.",
  before: "It rained. The sea was calm.",
  paragraph: "It rained. The sea was calm. He slept.",
  sample: "She left.",
  languageId: "markdown",
  fileName: "story.md",
  variables: { language: "English" },
};
const novel = "船长看着大海。".repeat(1000);

describe("hasMaterial", () => {
  it("wants a text of its own for every template but a continuation", () => {
    expect(hasMaterial({ style: "chat" }, { text: "The sea.", before: "" })).toBe(true);
    expect(hasMaterial({ style: "chat" }, { text: "", before: "The sea." })).toBe(false);
    expect(hasMaterial({ style: "chat" }, { text: " \n\u3000", before: "The sea." })).toBe(false);
  });

  it("wants only a text before the cursor for a continuation", () => {
    expect(hasMaterial({ style: "continuation" }, { text: "", before: "The sea.\n\n" })).toBe(true);
    expect(hasMaterial({ style: "continuation" }, { text: "", before: "\n\n" })).toBe(false);
    expect(hasMaterial({ style: "continuation" }, { text: "", before: "" })).toBe(false);
  });
});

describe("templateContext", () => {
  it("calls the text the selection and keeps the rest", () => {
    const { text, ...rest } = input;
    expect(templateContext(input, {})).toEqual({ ...rest, selection: text });
  });

  it("cuts the text before the cursor to half of what the model can take", () => {
    const { before } = templateContext({ ...input, before: novel }, { contextTokens: 512 });
    expect(novel.endsWith(before)).toBe(true);
    expect(estimateTokens(before)).toBeLessThanOrEqual(256);
    expect(estimateTokens(before)).toBeGreaterThan(240);
  });

  it("cuts it to two thousand tokens where that is not known", () => {
    const { before } = templateContext({ ...input, before: novel }, {});
    expect(estimateTokens(before)).toBeLessThanOrEqual(2000);
    expect(estimateTokens(before)).toBeGreaterThan(1980);
  });

  it.each([
    [512, 128],
    [100_000, 400],
    [undefined, 400],
  ])(
    "cuts the sample to a few paragraphs at the most: for a model of %s tokens to %s",
    (contextTokens, most) => {
      const { sample } = templateContext(
        { ...input, sample: novel },
        contextTokens === undefined ? {} : { contextTokens },
      );
      expect(novel.startsWith(sample)).toBe(true);
      expect(estimateTokens(sample)).toBe(most);
    },
  );

  it("never cuts the selection: a model that cannot take it has to say so", () => {
    expect(templateContext({ ...input, text: novel }, { contextTokens: 512 }).selection).toBe(novel);
  });
});
