import type * as vscode from "vscode";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Uri } from "vscode";
import { beforeEach, describe, expect, it } from "vitest";
import { parseTemplate } from "../../../../../src/core/prompts/parseTemplate";
import { LONGEST_NAME } from "../../../../../src/core/prompts/templateSchema";
import { findProblem } from "../../../../../src/features/templates/templateFinding";
import { FakeDocument } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { openFolders } from "../../../../fakes/workspace";
import { enter, run } from "../../support/modelWalk";
import { filesIn, makeFolder, startTemplates, templateFile } from "../../support/templates";

beforeEach(resetVscode);

describe("a new template that is called as one of Inkling's", () => {
  it("does not take its place behind the writer's back", async () => {
    const { own, library } = await startTemplates();
    const making = run("newTemplate");
    await enter("Translate");
    await making;
    expect(Object.keys(await own())).toEqual(["translate2.prompt.md"]);
    expect((await library.find("translate")).source).toBe("extension");
  });

  it("does not take it in a workspace either, for all who work there", async () => {
    const root = await makeFolder();
    const { library } = await startTemplates();
    openFolders(Uri.file(root));
    ui.picks.push(`$(folder) ${root.split("/").at(-1)}`);
    const making = run("newTemplate");
    await enter("Translate");
    await making;
    expect(Object.keys(await filesIn(join(root, ".inkling/templates")))).toEqual(["translate2.prompt.md"]);
    expect((await library.find("translate")).source).toBe("extension");
  });

  it("is not hidden behind one of the workspace's when it is a copy", async () => {
    const root = await makeFolder();
    const { put, library } = await startTemplates();
    await mkdir(join(root, ".inkling"), { recursive: true });
    openFolders(Uri.file(root));
    await put("mine.prompt.md", templateFile("Mine"));
    const folder = join(root, ".inkling/templates");
    await mkdir(folder);
    await writeFile(join(folder, "mineCopy.prompt.md"), templateFile("Theirs"));
    await run("duplicateTemplate", "mine");
    expect((await library.find("mineCopy2")).template.name).toBe("Mine (Copy)");
  });
});

describe("a copy of a template with the longest of names", () => {
  it("can be used", async () => {
    const { put, own } = await startTemplates();
    await put("mine.prompt.md", templateFile("x".repeat(LONGEST_NAME)));
    await run("duplicateTemplate", "mine");
    expect(parseTemplate("mineCopy", (await own())["mineCopy.prompt.md"]!).name).toMatch(/x \(Copy\)$/);
  });
});

const TOKEN = {} as vscode.CancellationToken;

async function hoverAt(marked: string) {
  const document = new FakeDocument("file:///templates/mine.prompt.md", marked.replace("║", ""));
  const position = document.positionAt(marked.indexOf("║"));
  return host.hoverProviders[0]!.provideHover(document as never, position as never, TOKEN);
}

describe("a misspelt name whose word also stands in the prose beside it", () => {
  it("is changed in its braces, and the prose stays", async () => {
    await startTemplates();
    const text = templateFile("Mine", "The selektion, 选区: {{#selektion}}{{ selektion }}{{/selektion}}");
    const found = findProblem(new FakeDocument("file:///templates/mine.prompt.md", text) as never);
    const line = text.split("\n")[found!.diagnostic.range.start.line]!;
    expect(line.slice(0, found!.diagnostic.range.start.character)).toBe("The selektion, 选区: {{#");
    expect(found!.suggestion).toBe("selection");
  });
});

describe("help with a field that every object has", () => {
  it.each([
    "---\ncon║structor: x\n---\n",
    "---\nvariables:\n  - to║String: x\n---\n",
    "---\nconstructor: na║me\n---\n",
  ])("is none: %j", async (text) => {
    await startTemplates();
    expect(await hoverAt(text)).toBeUndefined();
  });
});

describe("help in a file that was made to be slow", () => {
  const long = 200_000;
  it.each([
    ["blanks", `---\n${" ".repeat(long)}!║\n---\n`],
    ["a value", `---\nname: x${" ".repeat(long)}!║\n---\n`],
    ["a word", `---\nname: ${"a".repeat(long)}!║\n---\n`],
    ["a tag", `---\nname: x\n---\n{{${" ".repeat(long)}!║\n`],
  ])("does not keep the writer waiting: %s", { timeout: 10_000 }, async (_, marked) => {
    await startTemplates();
    const document = new FakeDocument("file:///templates/mine.prompt.md", marked.replace("║", ""));
    const position = document.positionAt(marked.indexOf("║"));
    const [provider] = host.completionProviders;
    await provider!.provideCompletionItems(document as never, position as never, TOKEN, {} as never);
  });
});
