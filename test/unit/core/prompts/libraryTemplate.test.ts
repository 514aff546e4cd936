import { describe, expect, it } from "vitest";
import { isOfferedIn, mergeTemplates } from "../../../../src/core/prompts/libraryTemplate";
import { plain } from "./templates";

const found = (id: string, name: string) => ({ template: { ...plain, id, name }, uri: `file:///${name}` });

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
    expect(merged.every((one) => !("overrides" in one))).toBe(true);
  });

  it("takes the workspace's over the user's over the extension's, and says over what", () => {
    const all = {
      workspace: [found("poem", "W")],
      user: [found("poem", "U")],
      extension: [found("poem", "E")],
    };
    expect(mergeTemplates(all)).toEqual([
      { ...found("poem", "W"), source: "workspace", overrides: ["extension", "user"] },
    ]);
    expect(mergeTemplates({ ...all, workspace: [] })).toEqual([
      { ...found("poem", "U"), source: "user", overrides: ["extension"] },
    ]);
  });

  it("lets VS Code's prompt files take no other's place: they have an id of their own where it is needed", () => {
    const merged = mergeTemplates({
      extension: [found("explain", "E")],
      vscode: [found("explain", "V"), found("explain", "V2"), found("review", "R")],
    });
    expect(merged.map(({ template: { id, name }, source }) => [id, name, source])).toEqual([
      ["explain", "E", "extension"],
      ["explain.github", "V", "vscode"],
      ["review", "R", "vscode"],
    ]);
    expect(merged.every((one) => !("overrides" in one))).toBe(true);
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
});
