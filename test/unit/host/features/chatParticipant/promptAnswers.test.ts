import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PromptTemplate } from "../../../../../src/core/prompts/promptTemplate";
import { languageNamed } from "../../../../../src/features/chatParticipant/languageName";
import { promptAnswers } from "../../../../../src/features/chatParticipant/promptAnswers";

const translate: Pick<PromptTemplate, "variables"> = {
  variables: [{ name: "language", type: "language", label: "Which?" }],
};
const poem: Pick<PromptTemplate, "variables"> = {
  variables: [
    {
      name: "form",
      type: "choice",
      label: "Which?",
      allowOther: false,
      choices: [
        { value: "free", label: "Free Verse", text: "in free verse" },
        { value: "haiku", label: "俳句", text: "a haiku" },
      ],
    },
  ],
};

describe("a language's name", () => {
  it.each([
    ["French", "en", "French"],
    ["french ", "en", "French"],
    ["to French", "en", "French"],
    ["into Simplified Chinese", "en", "Simplified Chinese"],
    ["Deutsch", "en", "German"],
    ["法语", "zh-cn", "French"],
    ["成法语", "zh-cn", "French"],
    ["中文", "en", "Chinese"],
  ])("is %s for an editor in %s", (text, locale, name) => {
    expect(languageNamed(text, locale)).toBe(name);
  });

  it.each(["", "to", "the French", "Klingonese", "fr", "French fries", "en"])("is not %j", (text) => {
    expect(languageNamed(text, "en")).toBeUndefined();
  });
});

describe("the text after a slash command", () => {
  it.each([
    [translate, "French", { language: "French" }, ""],
    [translate, "to French: Hello: you", { language: "French" }, "Hello: you"],
    [translate, "法语：你好", { language: "French" }, "你好"],
    [translate, "French:\nHello\nyou", { language: "French" }, "Hello\nyou"],
    [translate, "French is hard.", {}, "French is hard."],
    [translate, "Note: Hello", {}, "Note: Hello"],
    [translate, "Hello\nFrench: x", {}, "Hello\nFrench: x"],
    [poem, "haiku", { form: "haiku" }, ""],
    [poem, "俳句：初雪", { form: "haiku" }, "初雪"],
    [poem, "free verse: snow", { form: "free" }, "snow"],
    [poem, "a haiku", {}, "a haiku"],
    [{ variables: [] }, "French: Hello", {}, "French: Hello"],
  ] as const)("case %#: is %j, %j", (template, prompt, variables, text) => {
    expect(promptAnswers(template, prompt, "zh-cn")).toEqual({ variables, text });
  });

  it("loses nothing: what is no answer is the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (prompt) => {
        const { variables, text } = promptAnswers(poem, prompt, "en");
        expect(prompt.endsWith(text) || prompt.trim().endsWith(text)).toBe(true);
        if (Object.keys(variables).length === 0) expect(text).toBe(prompt.trim());
      }),
    );
  });

  it("is an answer with any text after it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(promptAnswers(poem, `haiku: ${text}`, "en")).toEqual({
          variables: { form: "haiku" },
          text: text.trim(),
        });
      }),
    );
  });
});
