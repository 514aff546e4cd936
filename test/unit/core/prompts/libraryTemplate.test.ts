import { describe, expect, it } from "vitest";
import { isOfferedIn, mergeTemplates, templateProblem } from "../../../../src/core/prompts/libraryTemplate";
import { TemplateError } from "../../../../src/core/prompts/templateError";
import { plain } from "./templates";

const found = (id: string, name: string, uri?: string) => ({
  template: { ...plain, id, name },
  ...(uri !== undefined && { uri }),
});

describe("mergeTemplates", () => {
  it("is one list sorted by id, whatever source they are from", () => {
    const merged = mergeTemplates({
      workspace: [found("b", "B")],
      extension: [found("c", "C"), found("a", "A")],
    });
    expect(merged.map(({ template, source }) => [template.id, source])).toEqual([
      ["a", "extension"],
      ["b", "workspace"],
      ["c", "extension"],
    ]);
    expect(mergeTemplates({})).toEqual([]);
    expect(merged.every((one) => !("overrides" in one) && !("uri" in one))).toBe(true);
  });

  it("takes the workspace's over VS Code's over the user's over the extension's, and says over what", () => {
    const all = {
      workspace: [found("poem", "W", "file:///w")],
      vscode: [found("poem", "V")],
      user: [found("poem", "U", "file:///u")],
      extension: [found("poem", "E")],
    };
    const [one] = mergeTemplates(all);
    expect(one).toEqual({
      ...found("poem", "W", "file:///w"),
      source: "workspace",
      overrides: ["extension", "user", "vscode"],
    });
    expect(mergeTemplates({ ...all, workspace: [] })[0]).toEqual({
      ...found("poem", "V"),
      source: "vscode",
      overrides: ["extension", "user"],
    });
    expect(mergeTemplates({ ...all, workspace: [], vscode: [] })[0]).toEqual({
      ...found("poem", "U", "file:///u"),
      source: "user",
      overrides: ["extension"],
    });
  });

  it("takes the first of two in one source", () => {
    const [one, ...rest] = mergeTemplates({
      extension: [found("a", "0")],
      user: [found("a", "1"), found("a", "2")],
    });
    expect(rest).toEqual([]);
    expect(one).toMatchObject({ template: { name: "1" }, overrides: ["extension"] });
  });
});

describe("a template", () => {
  it("is offered in the documents that it is for", () => {
    expect(isOfferedIn({}, "markdown")).toBe(true);
    expect(isOfferedIn({ languages: ["python", "markdown"] }, "markdown")).toBe(true);
    expect(isOfferedIn({ languages: ["python"] }, "markdown")).toBe(false);
  });

  it("that cannot be used is told with the file and the line", () => {
    const error = new TemplateError("poem", "target: Invalid type", { line: 4 });
    expect(templateProblem("user", "poem.zh-cn.prompt.md", error)).toEqual({
      source: "user",
      fileName: "poem.zh-cn.prompt.md",
      line: 4,
      message: "target: Invalid type",
      error,
    });
    expect(templateProblem("user", "a.prompt.md", new TemplateError("a", "no"))).not.toHaveProperty("line");
  });
});
