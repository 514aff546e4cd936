import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PromptTemplate } from "../../../../src/core/prompts/promptTemplate";
import { renderTemplate, type TemplateContext } from "../../../../src/core/prompts/renderTemplate";
import { prose } from "../prose";

const template: PromptTemplate = {
  id: "poem",
  name: "Poem",
  description: "A short poem",
  icon: "book",
  target: "insertAfter",
  style: "chat",
  variables: [],
  examples: [],
  maxTokens: 300,
  user: "{{selection}}",
};
const context: TemplateContext = {
  selection: "the sea",
  before: "He saw the sea",
  languageId: "markdown",
  fileName: "story.md",
  variables: {},
};

/** The writer's message that `user` renders to. */
function render(
  user: string,
  more: Partial<TemplateContext> = {},
  own: Partial<PromptTemplate> = {},
): string {
  const { messages } = renderTemplate({ ...template, ...own, user }, { ...context, ...more });
  return messages.map(({ content }) => content).join();
}

describe("renderTemplate", () => {
  it("is one message of the writer's, with the system prompt where there is one", () => {
    expect(renderTemplate(template, context)).toEqual({
      kind: "chat",
      messages: [{ role: "user", content: "the sea" }],
    });
    expect(renderTemplate({ ...template, system: "Write about {{fileName}}. " }, context)).toEqual({
      kind: "chat",
      system: "Write about story.md.",
      messages: [{ role: "user", content: "the sea" }],
    });
  });

  it("fills in everything that a template may name", () => {
    expect(render("{{selection}}|{{before}}|{{languageId}}|{{fileName}}")).toBe(
      "the sea|He saw the sea|markdown|story.md",
    );
  });

  it("fills in the writer's answers, else the defaults, else nothing", () => {
    const variables = [
      { name: "language", type: "language" as const, label: "?", default: "English" },
      { name: "tone", type: "text" as const, label: "?" },
    ];
    const user = "{{language}}, {{tone}}.";
    expect(render(user, { variables: { language: "中文", tone: "dry" } }, { variables })).toBe("中文, dry.");
    expect(render(user, {}, { variables })).toBe("English, .");
  });

  it("lets no answer take the place of the text itself", () => {
    expect(render("{{selection}}", { variables: { selection: "something else" } })).toBe("the sea");
  });

  it("leaves out what nobody knows", () => {
    expect(render("a{{unknown}}b{{unknown.more}}c")).toBe("abc");
  });

  it("shows a part only where there is a text for it", () => {
    const user = "{{#before}}Before: {{before}}{{/before}}{{^before}}Nothing before.{{/before}}";
    expect(render(user)).toBe("Before: He saw the sea");
    expect(render(user, { before: "" })).toBe("Nothing before.");
  });

  it("puts any text in as it is: no escapes, and no second look at braces", () => {
    fc.assert(
      fc.property(prose, (text) => {
        const selection = `<b> & "quotes" {{before}} {{{fileName}}} {{=<% %>=}} $& \\emph{x} ${text} end`;
        expect(render("Text: {{selection}}", { selection })).toBe(`Text: ${selection}`);
      }),
    );
  });

  it("shows the template's examples as it asks for the text itself, with their own answers", () => {
    const translate: PromptTemplate = {
      ...template,
      user: "To {{language}}: {{selection}}",
      variables: [{ name: "language", type: "language", label: "?", default: "English" }],
      examples: [
        { selection: "Meer", output: "mer", variables: { language: "French" } },
        { selection: "Meer", output: "sea" },
      ],
    };
    const variables = { language: "中文" };
    expect(renderTemplate(translate, { ...context, variables })).toEqual({
      kind: "chat",
      messages: [{ role: "user", content: "To 中文: the sea" }],
      examples: [
        { input: "To French: Meer", output: "mer" },
        { input: "To 中文: Meer", output: "sea" },
      ],
    });
  });

  it("renders the same template again with another text", () => {
    expect(render("Text: {{selection}}")).toBe("Text: the sea");
    expect(render("Text: {{selection}}", { selection: "the wind" })).toBe("Text: the wind");
  });

  it.each(["constructor", "toString", "hasOwnProperty", "__proto__", "constructor.name", "constructor.keys"])(
    "reads and runs nothing that is not in the context: %s",
    (name) => {
      expect(render(`a{{${name}}}b`)).toBe("ab");
    },
  );
});
