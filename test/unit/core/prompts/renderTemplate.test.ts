import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PromptTemplate, TemplateVariable } from "../../../../src/core/prompts/promptTemplate";
import { renderTemplate, type TemplateContext } from "../../../../src/core/prompts/renderTemplate";
import { prose } from "../prose";

const template: PromptTemplate = {
  id: "poem",
  name: "Poem",
  description: "A short poem",
  icon: "book",
  category: "write",
  target: "insertAfter",
  otherTargets: [],
  scope: "selection",
  style: "chat",
  variables: [],
  examples: [],
  maxTokens: 300,
  user: "{{selection}}",
};
const context: TemplateContext = {
  selection: "the sea",
  paragraph: "He saw the sea.",
  sample: "It rained.",
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
    expect(render("{{selection}}|{{paragraph}}|{{sample}}|{{before}}|{{languageId}}|{{fileName}}")).toBe(
      "the sea|He saw the sea.|It rained.|He saw the sea|markdown|story.md",
    );
  });

  it("fills in what is known of the document, and nothing for what is not", () => {
    const known = {
      document: "All of it.",
      title: "Sea",
      outline: "- One",
      language: "German",
      date: "2026-11-28",
      clipboard: "copied",
      glossary: "Moby",
    };
    const user = Object.keys(known)
      .map((name) => `{{${name}}}`)
      .join("|");
    expect(render(user, known)).toBe("All of it.|Sea|- One|German|2026-11-28|copied|Moby");
    expect(render(user)).toBe("||||||");
    expect(render("{{fileStem}}", { fileName: "my.story.md" })).toBe("my.story");
    expect(render("{{fileStem}}", { fileName: ".env" })).toBe(".env");
    expect(render("{{fileStem}}", { fileName: "" })).toBe("");
  });

  it("takes the language that was asked for, else the document's", () => {
    const asked = { variables: [{ name: "language", type: "language" as const, label: "?" }] };
    const own = { language: "German" };
    expect(render("{{language}}", { ...own, variables: { language: "French" } }, asked)).toBe("French");
    expect(render("{{language}}", own, asked)).toBe("German");
    expect(render("{{language}}", own)).toBe("German");
  });

  it("shows examples nothing of the writer's document", () => {
    const secret = "SECRET";
    const user =
      "{{selection}}{{before}}{{paragraph}}{{sample}}{{document}}{{title}}{{outline}}{{clipboard}}{{glossary}}";
    const shown = renderTemplate(
      {
        ...template,
        user,
        examples: [
          { selection: "a", output: "b" },
          { selection: "a", output: "b", title: "T" },
        ],
      },
      {
        ...context,
        ...{ selection: secret, before: secret, paragraph: secret, sample: secret, document: secret },
        ...{ title: secret, outline: secret, clipboard: secret, glossary: secret },
      },
    ).examples;
    expect(shown?.map(({ input }) => input)).toEqual(["aaa", "aaaT"]);
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

  it("puts in a choice's text, else what was typed instead, else the default's text", () => {
    const form: TemplateVariable = {
      name: "form",
      type: "choice",
      label: "?",
      choices: [
        { value: "free", label: "Free", text: "without rhyme" },
        { value: "haiku", label: "Haiku", text: "in three lines" },
      ],
      allowOther: true,
      default: "free",
    };
    const poem = (variables: Readonly<Record<string, string>>) =>
      render("A poem {{form}}.", { variables }, { variables: [form] });
    expect(poem({ form: "haiku" })).toBe("A poem in three lines.");
    expect(poem({ form: "as a song" })).toBe("A poem as a song.");
    expect(poem({})).toBe("A poem without rhyme.");
  });

  it("fills a choice's own gaps, once", () => {
    const choices = [
      {
        value: "voice",
        label: "?",
        text: "{{#sample}}like this: {{sample}}{{/sample}}{{^sample}}plainly{{/sample}}",
      },
    ];
    const style: TemplateVariable = { name: "style", type: "choice", label: "?", choices, allowOther: false };
    const voice = (sample: string) =>
      render("Write {{style}}.", { sample, variables: { style: "voice" } }, { variables: [style] });
    expect(voice("{{fileName}} & <b>")).toBe("Write like this: {{fileName}} & <b>.");
    expect(voice("")).toBe("Write plainly.");
  });

  it("lets no choice take the place of the text itself", () => {
    const choices = [{ value: "a", label: "?", text: "something else" }];
    const own = { name: "selection", type: "choice" as const, label: "?", choices, allowOther: false };
    expect(render("{{selection}}", { variables: { selection: "a" } }, { variables: [own] })).toBe("the sea");
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

  it("puts an example's own surroundings in, and never the writer's", () => {
    const examples = [
      { selection: "bank", output: "shore", paragraph: "The bank of the river.", sample: "It rained." },
      { selection: "bank", output: "house" },
    ];
    const user = "{{selection}} in: {{paragraph}} ({{sample}})";
    expect(renderTemplate({ ...template, user, examples }, context).examples).toEqual([
      { input: "bank in: The bank of the river. (It rained.)", output: "shore" },
      { input: "bank in: bank ()", output: "house" },
    ]);
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
