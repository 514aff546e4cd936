import { describe, expect, it } from "vitest";
import { hasMaterial, templateContext, worksOnText } from "../../../../src/core/prompts/templateContext";
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
const topic = { name: "topic", type: "text" as const, label: "?" };
const novel = "船长看着大海。".repeat(1000);

describe("hasMaterial", () => {
  it("wants a text of its own for every template but a continuation", () => {
    expect(hasMaterial({ style: "chat" }, { text: "The sea.", before: "" })).toBe(true);
    expect(hasMaterial({ style: "chat" }, { text: "", before: "The sea." })).toBe(false);
    expect(hasMaterial({ style: "chat" }, { text: " \n\u3000", before: "The sea." })).toBe(false);
  });

  it("asks for nothing that the prompt does not name, or only names where there is any", () => {
    const nothing = { text: "", before: "" };
    const works = (user: string, input: object = {}) =>
      hasMaterial({ style: "chat", user, variables: [topic] }, { ...nothing, ...input });
    expect(works("A lesson plan about {{topic}}")).toBe(true);
    expect(works("A mail{{#selection}} from these notes: {{selection}}{{/selection}}")).toBe(true);
    expect(works("{{^selection}}{{selection}}{{/selection}}")).toBe(false);
    expect(works("{{#topic}}{{selection}}{{/topic}}")).toBe(false);
    expect(works("What is {{paragraph}} about?")).toBe(false);
    expect(works("What is {{paragraph}} about?", { text: "The sea." })).toBe(true);
    for (const name of ["before", "document", "clipboard"]) {
      expect(works(`Now this: {{${name}}}`)).toBe(false);
      expect(works(`Now this: {{${name}}}`, { [name]: "\n" })).toBe(false);
      expect(works(`Now this: {{${name}}}`, { [name]: "The sea." })).toBe(true);
    }
  });

  it("wants only a text before the cursor for a continuation", () => {
    expect(hasMaterial({ style: "continuation" }, { text: "", before: "The sea.\n\n" })).toBe(true);
    expect(hasMaterial({ style: "continuation" }, { text: "", before: "\n\n" })).toBe(false);
    expect(hasMaterial({ style: "continuation" }, { text: "", before: "" })).toBe(false);
  });
});

describe("worksOnText", () => {
  const works = (user: string) => worksOnText({ style: "chat", user, variables: [topic] });

  it.each(["selection", "paragraph", "before", "document"])("is so where {{%s}} is named", (name) => {
    expect(works(`This: {{${name}}}`)).toBe(true);
    expect(works(`This{{#${name}}}: {{${name}}}{{/${name}}}`)).toBe(false);
  });

  it("is not so for what is asked for, or stands in no document", () => {
    expect(works("{{topic}}, {{clipboard}}, {{glossary}}, {{date}}")).toBe(false);
  });

  it("is always so where a text is gone on with, and where the prompt is not known", () => {
    expect(worksOnText({ style: "continuation", user: "Go on" })).toBe(true);
    expect(worksOnText({ style: "chat" })).toBe(true);
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

  it.each([
    ["document", 500],
    ["clipboard", 500],
    ["outline", 125],
    ["glossary", 125],
  ] as const)("keeps the beginning of the %s, where there is one", (name, most) => {
    const context = templateContext({ ...input, [name]: novel }, { contextTokens: 1000 });
    expect(novel.startsWith(context[name] ?? "?")).toBe(true);
    expect(estimateTokens(context[name] ?? "")).toBe(most);
    expect(templateContext(input, {})).not.toHaveProperty(name);
  });

  it("never cuts the selection: a model that cannot take it has to say so", () => {
    expect(templateContext({ ...input, text: novel }, { contextTokens: 512 }).selection).toBe(novel);
  });
});
