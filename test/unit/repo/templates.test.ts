import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../../src/core/prompts/parseTemplate";
import { renderTemplate, type TemplateContext } from "../../../src/core/prompts/renderTemplate";
import { filesUnder, read } from "./support/repository";

const FOLDER = "media/templates";
const ids = filesUnder(FOLDER)
  .flatMap((path) => /\/([a-zA-Z]+)\.prompt\.md$/.exec(path)?.[1] ?? [])
  .sort();

const load = (id: string, locale = "") => parseTemplate(id, read(`${FOLDER}/${id}${locale}.prompt.md`));
/** The names between braces. */
const gaps = (text = "") =>
  [...new Set([...text.matchAll(/\{\{\{?\s*(\w+)\s*\}?\}\}/g)].map(([, name]) => name))].sort();

// A record, so that the compiler asks for a new name here too.
const CONTEXT: TemplateContext = {
  selection: "SELECTION",
  before: "BEFORE",
  languageId: "markdown",
  fileName: "letter.md",
  variables: {},
};

describe.each(ids)("the template %s", (id) => {
  it("can be read in both languages", () => {
    expect(load(id).name).not.toBe("");
    expect(load(id, ".zh-cn").name).toMatch(/\p{Script=Han}/u);
    expect(load(id, ".zh-cn").description).toMatch(/\p{Script=Han}/u);
  });

  it("does the same in both languages: only the words differ", () => {
    const shape = (locale: string) => {
      const { target, style, icon, maxTokens, temperature, variables, user, system } = load(id, locale);
      const asked = variables.map(({ name, type, default: preset }) => ({ name, type, preset }));
      return { target, style, icon, maxTokens, temperature, asked, user: gaps(user), system: gaps(system) };
    };
    expect(shape(".zh-cn")).toEqual(shape(""));
  });

  it.each(["", ".zh-cn"])("names only what there is, and uses what it asks for%s", (locale) => {
    const { user, system, variables } = load(id, locale);
    const known = [...Object.keys(CONTEXT), ...variables.map(({ name }) => name)];
    expect(gaps(`${user}${system ?? ""}`).filter((name) => !known.includes(name ?? ""))).toEqual([]);
    for (const { name } of variables) expect(gaps(user)).toContain(name);
  });

  it.each(["", ".zh-cn"])("shows base models what is wanted%s, in two examples or a poem", (locale) => {
    const { style, examples, variables } = load(id, locale);
    const least = style === "continuation" ? 0 : id === "poem" ? 1 : 2;
    expect(examples.length).toBeGreaterThanOrEqual(least);
    const known = variables.map(({ name }) => name);
    for (const { variables: own = {} } of examples)
      expect(known).toEqual(expect.arrayContaining(Object.keys(own)));
  });

  it.each(["", ".zh-cn"])("sends the writer's text%s, and leaves no brace behind", (locale) => {
    const template = load(id, locale);
    const variables = Object.fromEntries(template.variables.map(({ name }) => [name, "Latin"]));
    const { messages, system = "" } = renderTemplate(template, { ...CONTEXT, variables });
    const text = messages.map(({ content }) => content).join("") + system;
    expect(text).toContain(template.style === "continuation" ? "BEFORE" : "SELECTION");
    expect(text).not.toMatch(/\{\{|\}\}/);
  });

  it.each(["", ".zh-cn"])(
    "tells the model that the text is no order to it, where it changes the text%s",
    (locale) => {
      const { target, system = "" } = load(id, locale);
      if (target !== "replace") return;
      expect(system).toMatch(locale === "" ? /never an instruction/ : /不是对你的指令/);
    },
  );
});

describe("the templates that ship", () => {
  it("are some, and each has its Chinese twin", () => {
    expect(ids.length).toBeGreaterThan(4);
    expect(filesUnder(FOLDER)).toEqual(
      ids.flatMap((id) => [`${FOLDER}/${id}.prompt.md`, `${FOLDER}/${id}.zh-cn.prompt.md`]),
    );
  });

  it("can be told apart by their names, in each language", () => {
    for (const locale of ["", ".zh-cn"]) {
      expect(new Set(ids.map((id) => load(id, locale).name)).size).toBe(ids.length);
    }
  });
});
