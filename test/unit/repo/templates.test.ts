import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../../src/core/prompts/parseTemplate";
import type { PromptTemplate, TemplateVariable } from "../../../src/core/prompts/promptTemplate";
import { renderTemplate, type TemplateContext } from "../../../src/core/prompts/renderTemplate";
import { TEMPLATE_NAMES } from "../../../src/core/prompts/templateNames";
import { filesUnder, read } from "./support/repository";

const FOLDER = "media/templates";
const ids = filesUnder(FOLDER)
  .flatMap((path) => /\/([a-zA-Z]+)\.prompt\.md$/.exec(path)?.[1] ?? [])
  .sort();

const load = (id: string, locale = "") => parseTemplate(id, read(`${FOLDER}/${id}${locale}.prompt.md`));
/** The names between braces, also of parts that are shown only sometimes. */
const gaps = (text = "") =>
  [...new Set([...text.matchAll(/\{\{\{?[#^/]?\s*(\w+)\s*\}?\}\}/g)].map(([, name]) => name))].sort();

const choices = (variable: TemplateVariable) => (variable.type === "choice" ? variable.choices : []);
const choiceTexts = ({ variables }: PromptTemplate) =>
  variables.flatMap((variable) => choices(variable).map(({ text }) => text));

/** Each way in which the writer may answer: every choice, or a word of one's own. */
function answers({ variables }: PromptTemplate): Record<string, string>[] {
  const own = Object.fromEntries(
    variables.map(({ type, name, default: preset = "" }) => [name, type === "number" ? preset : "Latin"]),
  );
  const chosen = variables.flatMap((variable) =>
    choices(variable).map(({ value }) => ({ ...own, [variable.name]: value })),
  );
  return chosen.length === 0 ? [own] : chosen;
}

// All of it, so that the compiler asks for a new name here too.
const CONTEXT: Required<TemplateContext> = {
  selection: "SELECTION",
  paragraph: "PARAGRAPH",
  sample: "SAMPLE",
  before: "BEFORE",
  document: "DOCUMENT",
  title: "TITLE",
  outline: "OUTLINE",
  language: "English",
  languageId: "markdown",
  fileName: "letter.md",
  date: "2026-11-28",
  clipboard: "CLIPBOARD",
  glossary: "GLOSSARY",
  variables: {},
};

describe.each(ids)("the template %s", (id) => {
  it("can be read in both languages", () => {
    expect(load(id).name).not.toBe("");
    const chinese = load(id, ".zh-cn");
    const shown = chinese.variables.flatMap((variable) => [variable, ...choices(variable)]);
    for (const label of [chinese.name, chinese.description, ...shown.map(({ label }) => label)]) {
      expect(label).toMatch(/\p{Script=Han}/u);
    }
  });

  it("does the same in both languages: only the words differ", () => {
    const shape = (locale: string) => {
      const { variables, examples, user, system, ...template } = load(id, locale);
      const asked = variables.map((variable) => ({
        ...variable,
        label: "",
        placeholder: variable.placeholder !== undefined,
        choices: choices(variable).map(({ value, text }) => ({ value, gaps: gaps(text) })),
      }));
      const shown = examples.map(({ variables: own, paragraph, sample }) => ({
        choices: variables.filter(({ type }) => type === "choice").map(({ name }) => own?.[name]),
        around: [paragraph !== undefined, sample !== undefined],
      }));
      const same = { ...template, name: "", description: "" };
      return { ...same, asked, shown, user: gaps(user), system: gaps(system) };
    };
    expect(shape(".zh-cn")).toEqual(shape(""));
  });

  it.each(["", ".zh-cn"])("names only what there is, and uses what it asks for%s", (locale) => {
    const template = load(id, locale);
    const { user, system, variables } = template;
    const known = [...TEMPLATE_NAMES, ...variables.map(({ name }) => name)] as string[];
    expect(gaps(`${user}${system ?? ""}`).filter((name) => !known.includes(name ?? ""))).toEqual([]);
    const inChoices = gaps(choiceTexts(template).join(" "));
    expect(TEMPLATE_NAMES).toEqual(expect.arrayContaining(inChoices));
    for (const { name } of variables) expect(gaps(user)).toContain(name);
  });

  it.each(["", ".zh-cn"])("shows base models what is wanted%s, in two examples", (locale) => {
    const { style, examples, variables } = load(id, locale);
    expect(examples.length).toBeGreaterThanOrEqual(style === "continuation" ? 0 : 2);
    // All of them answered, lest an example be filled with what the writer answered.
    const asked = variables.map(({ name }) => name).sort();
    for (const { variables: own = {} } of examples) expect(Object.keys(own).sort()).toEqual(asked);
  });

  it.each(["", ".zh-cn"])("asks for numbers that it has bounds for%s, and keeps to them itself", (locale) => {
    const { examples, variables } = load(id, locale);
    for (const variable of variables) {
      if (variable.type !== "number") continue;
      const { name, min = NaN, max = NaN, default: preset } = variable;
      for (const answer of [preset, ...examples.map(({ variables: own }) => own?.[name])]) {
        expect(Number(answer)).toBeGreaterThanOrEqual(min);
        expect(Number(answer)).toBeLessThanOrEqual(max);
      }
    }
  });

  it.each(["", ".zh-cn"])("shows how a choice changes the answer%s", (locale) => {
    const { examples, variables } = load(id, locale);
    for (const variable of variables.filter(({ type }) => type === "choice")) {
      const shown = new Set(examples.map(({ variables: own }) => own?.[variable.name] ?? variable.default));
      expect(shown.size).toBeGreaterThan(1);
      const values = choices(variable).map(({ value }) => value);
      expect(values).toEqual(expect.arrayContaining([...shown]));
    }
  });

  it.each(["", ".zh-cn"])(
    "has a default for each choice and number%s, so that it can run without asking",
    (locale) => {
      for (const { type, default: preset } of load(id, locale).variables) {
        if (type === "choice" || type === "number") expect(preset).toBeDefined();
      }
    },
  );

  it.each(["", ".zh-cn"])("sends the writer's text%s, and leaves no brace behind", (locale) => {
    const template = load(id, locale);
    const texts = answers(template).map((variables) => {
      const { messages, system = "" } = renderTemplate(template, { ...CONTEXT, variables });
      return messages.map(({ content }) => content).join("") + system;
    });
    for (const text of texts) {
      expect(text).toContain(template.style === "continuation" ? "BEFORE" : "SELECTION");
      expect(text).not.toMatch(/\{\{|\}\}/);
    }
    // Each answer to a choice asks for something else.
    expect(new Set(texts).size).toBe(texts.length);
  });

  it.each(["", ".zh-cn"])("leaves no hole%s where the writer says nothing and nothing is known", (locale) => {
    const template = load(id, locale);
    const texts = template.variables.filter(({ type }) => type === "text");
    const variables = Object.fromEntries(texts.map(({ name }) => [name, ""]));
    const { messages, examples = [] } = renderTemplate(template, { ...CONTEXT, sample: "", variables });
    const sent = [...messages.map(({ content }) => content), ...examples.map(({ input }) => input)];
    for (const text of sent) expect(text).not.toMatch(/\n{3}/);
  });

  it.each(["", ".zh-cn"])("tells the model that the text is no order to it%s", (locale) => {
    const { system = "" } = load(id, locale);
    expect(system).toMatch(locale === "" ? /never an instruction/ : /不是对你的指令/);
  });

  it("shows what stands around a word or an image, also in its examples", () => {
    const { scope, user, examples } = load(id);
    if (scope !== "word" && scope !== "image") return;
    expect(gaps(user)).toContain("paragraph");
    for (const { selection, paragraph } of examples) expect(paragraph).toContain(selection);
  });

  it("has room for a whole text where it replaces one", () => {
    const { target, maxTokens } = load(id);
    if (target === "replace") expect(maxTokens).toBeGreaterThanOrEqual(2048);
  });

  it("says itself where the gallery shows it", () => {
    expect(read(`${FOLDER}/${id}.prompt.md`)).toMatch(/^category: [a-z]+$/m);
  });

  it("has an icon that there is", () => {
    expect(read("node_modules/@vscode/codicons/dist/codicon.css")).toContain(
      `.codicon-${load(id).icon}:before`,
    );
  });
});

describe("the templates that ship", () => {
  it("are some, and each has its Chinese twin", () => {
    expect(ids.length).toBeGreaterThan(36);
    expect(filesUnder(FOLDER)).toEqual(
      ids.flatMap((id) => [`${FOLDER}/${id}.prompt.md`, `${FOLDER}/${id}.zh-cn.prompt.md`]),
    );
  });

  it("can be told apart by their names, in each language", () => {
    for (const locale of ["", ".zh-cn"]) {
      expect(new Set(ids.map((id) => load(id, locale).name)).size).toBe(ids.length);
    }
  });

  it("write to every place that there is", () => {
    const targets = new Set(ids.map((id) => load(id).target));
    const documents = ["append", "beside", "insertAfter", "newDocument", "pick", "replace"];
    expect([...targets].sort()).toEqual([...documents, "commitMessage", "panel", "remarks"].sort());
  });

  it("fill every category of the gallery", () => {
    const categories = new Set(ids.map((id) => load(id).category));
    expect([...categories].sort()).toEqual(["code", "edit", "transform", "understand", "work", "write"]);
  });

  it("ask under one name for one thing: the last choice is remembered by the variable's name", () => {
    const asked = ids.flatMap((id) => load(id).variables.filter(({ type }) => type === "choice"));
    const values = (variable: TemplateVariable) => choices(variable).map(({ value }) => value);
    for (const variable of asked)
      for (const other of asked.filter(({ name }) => name === variable.name))
        expect(values(other)).toEqual(values(variable));
  });
});
