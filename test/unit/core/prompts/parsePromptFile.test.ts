import { describe, expect, it } from "vitest";
import { parsePromptFile } from "../../../../src/core/prompts/parsePromptFile";
import { parseTemplate } from "../../../../src/core/prompts/parseTemplate";
import { renderTemplate } from "../../../../src/core/prompts/renderTemplate";
import { TemplateError } from "../../../../src/core/prompts/templateError";
import { templateToFile } from "../../../../src/core/prompts/templateToFile";

const parse = (source: string) => parsePromptFile("fix-api", source);
const context = {
  selection: "let a = 1",
  paragraph: "let a = 1",
  before: "",
  sample: "",
  languageId: "typescript",
  fileName: "app.test.ts",
};
/** What is sent for a file with this body. */
function sent(body: string, variables: Readonly<Record<string, string>> = {}): string {
  return renderTemplate(parse(body), { ...context, variables })
    .messages.map(({ content }) => content)
    .join();
}

describe("a prompt file of VS Code's", () => {
  it("is a template whose answer goes into the chat", () => {
    const source = [
      "---",
      "agent: 'agent'",
      "model: GPT-4o",
      "tools: ['search', 'githubRepo']",
      "description: 'Repair the API'",
      "argument-hint: which?",
      "---",
      "# Repair",
      "",
      "Look at [the guide](../docs/guide.md) and #file:api.ts, then repair ${selection}.",
    ].join("\n");
    expect(parse(source)).toMatchObject({
      id: "fix-api",
      name: "fix-api",
      description: "Repair the API",
      target: "panel",
      scope: "selection",
      variables: [],
      user: "# Repair\n\nLook at [the guide](../docs/guide.md) and #file:api.ts, then repair {{selection}}.",
    });
  });

  it("has the name of its front matter where there is one, and no path in it", () => {
    expect(parse("---\nname: Fix ../it\ndescription: 3\n---\nFix it").name).toBe("Fix ..-it");
    expect(parse("---\nname: 3\n---\nFix it").name).toBe("fix-api");
    expect(parse("---\n- a\n---\nFix it").name).toBe("fix-api");
  });

  it("needs no front matter, and is described by its first line then", () => {
    expect(parse("## Fix it\nnow")).toMatchObject({ description: "Fix it", user: "## Fix it\nnow" });
  });

  it("names the selection and the file, of which only the name is known", () => {
    expect(sent("${selection}|${selectedText}")).toBe("let a = 1|let a = 1");
    expect(sent("${file}|${fileBasename}|${fileBasenameNoExtension}")).toBe(
      "app.test.ts|app.test.ts|app.test",
    );
  });

  it("keeps what is nobody's to fill in", () => {
    const body = "${workspaceFolder} ${fileDirname} ${unknown} ${1} $selection ${input:} ${input:a\nb";
    expect(sent(body)).toBe(body);
  });

  it("asks for its inputs, each once, under names that it can have", () => {
    const body =
      "${input:project-name} ${input:topic:about what?} ${input:topic} ${input:项目:什么} ${input:title} ${input:Tone:a:b}";
    expect(parse(body).variables).toEqual([
      { name: "projectName", type: "text", label: "project-name" },
      { name: "topic", type: "text", label: "topic", placeholder: "about what?" },
      { name: "input1", type: "text", label: "项目", placeholder: "什么" },
      { name: "input2", type: "text", label: "title" },
      { name: "tone", type: "text", label: "Tone", placeholder: "a:b" },
    ]);
    const answers = { projectName: "P", topic: "T", input1: "项", input2: "2", tone: "dry" };
    expect(sent(body, answers)).toBe("P T T 项 2 dry");
    expect(sent("${input:a-b} ${input:aB}", { aB: "1", input1: "2" })).toBe("1 2");
  });

  it("has braces of its own, which name nothing", () => {
    expect(sent("{{selection}} {{> a}} {{#x}} {${selection}} {{{${input:a}}}}", { a: "{{b}}" })).toBe(
      "{{selection}} {{> a}} {{#x}} {let a = 1} {{{{{b}}}}}",
    );
  });

  it("is read with Windows line breaks and a byte order mark", () => {
    const source = "---\ndescription: Fix\n---\nFix\n${selection}\n";
    expect(parse(`\uFEFF${source}`.replaceAll("\n", "\r\n"))).toEqual(parse(source));
  });

  it("can be kept as a template of Inkling's own", () => {
    for (const body of ["Fix ${selection} {{x}} for ${input:who:name}", "# user\nFix it"]) {
      const template = parse(body);
      expect(parseTemplate(template.id, templateToFile(template))).toEqual(template);
    }
  });

  it.each([
    ["---\nname: [\n---\nFix it", "brokenYaml", 2],
    ["---\ndescription: nothing\n---\n\n", "noPrompt", undefined],
    ["", "noPrompt", undefined],
  ])("says what is wrong with %j", (source, fault, line) => {
    expect(() => parse(source)).toThrow(TemplateError);
    expect(() => parse(source)).toThrow(expect.objectContaining({ fault, line }) as Error);
  });
});
