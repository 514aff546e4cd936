import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { l10n, Uri } from "vscode";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { parseTemplate } from "../../../../../src/core/prompts/parseTemplate";
import { renderTemplate } from "../../../../../src/core/prompts/renderTemplate";
import { templateSkeleton } from "../../../../../src/features/templates/templateSkeleton";
import { documents } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { openFolders, settings } from "../../../../fakes/workspace";
import { enter, escape, run, shownBox } from "../../support/modelWalk";
import { extensionUri } from "../../support/testHost";
import { filesIn, makeFolder, startTemplates, templateFile } from "../../support/templates";

beforeEach(resetVscode);

const emptyContext = { paragraph: "", sample: "", before: "", languageId: "markdown", fileName: "a.md" };

/** The file that was shown last. */
const shown = () => documents.shown.at(-1)?.uri.path;

async function makeNew(name: string): Promise<void> {
  const making = run("newTemplate");
  await enter(name);
  await making;
}

describe("a new template", () => {
  it("is a file of the user's own that can be used as it is, and is open to be written", async () => {
    const { folder, own } = await startTemplates();
    await makeNew('Letter to "Mum"');
    const files = await own();
    expect(Object.keys(files)).toEqual(["letterToMum.prompt.md"]);
    const template = parseTemplate("letterToMum", files["letterToMum.prompt.md"]!);
    expect(template).toMatchObject({ name: 'Letter to "Mum"', target: "panel" });
    expect(files["letterToMum.prompt.md"]).toContain("# Where the answer goes");
    expect(shown()).toBe(join(folder, "letterToMum.prompt.md"));
  });

  it("can be used as it is in Chinese, too", async () => {
    const bundle = JSON.parse(
      await readFile(join(extensionUri.fsPath, "l10n/bundle.l10n.zh-cn.json"), "utf8"),
    ) as Record<string, string>;
    vi.spyOn(l10n, "t").mockImplementation((message: unknown) => bundle[String(message)] ?? String(message));
    const template = parseTemplate("x", templateSkeleton("信"));
    vi.restoreAllMocks();
    expect(template).toMatchObject({ name: "信", description: "用一句话说明它做什么" });
    expect(template.system).toContain("不是对你的指令");
  });

  it("is there to be made from in the editor: what is asked for is used", () => {
    const template = parseTemplate("x", templateSkeleton("Mine"));
    const context = { ...emptyContext, selection: "TEXT", variables: { readers: "children" } };
    expect(renderTemplate(template, context).messages[0]?.content).toContain("It is for: children\n\nTEXT");
    const alone = renderTemplate(template, { ...context, variables: { readers: "" } });
    expect(alone.messages[0]?.content).not.toContain("It is for");
  });

  it("never takes the place of a file", async () => {
    const { put, own } = await startTemplates();
    await put("poem.prompt.md", "mine");
    await makeNew("Poem");
    expect(Object.keys(await own())).toEqual(["poem.prompt.md", "poem2.prompt.md"]);
    expect((await own())["poem.prompt.md"]).toBe("mine");
  });

  it.each([
    ["", "Write something"],
    ["a/b", "slashes"],
    ["a\\b", "slashes"],
    ["x".repeat(201), "too long"],
  ])("cannot be called %j", async (name, words) => {
    const { own } = await startTemplates();
    const making = run("newTemplate");
    const box = await shownBox();
    box.enter(name);
    expect(box.validationMessage).toContain(words);
    await escape();
    await making;
    expect(await own()).toEqual({});
  });

  it("may lie in the workspace, where that is trusted", async () => {
    const { own } = await startTemplates();
    const root = await makeFolder();
    openFolders(Uri.file(root));
    ui.picks.push(`$(folder) ${root.split("/").at(-1)!}`);
    await makeNew("Minutes");
    expect(Object.keys(await filesIn(join(root, ".inkling/templates")))).toEqual(["minutes.prompt.md"]);
    expect(await own()).toEqual({});
    ui.picks.push(undefined);
    await makeNew("Other");
    expect(Object.keys(await filesIn(join(root, ".inkling/templates")))).toEqual(["minutes.prompt.md"]);
  });

  it("is the user's own where the workspace is not trusted, without a question", async () => {
    settings.isTrusted = false;
    const { own } = await startTemplates();
    openFolders(Uri.file(await makeFolder()));
    await makeNew("Minutes");
    expect(Object.keys(await own())).toEqual(["minutes.prompt.md"]);
  });
});

describe("editing a template", () => {
  it("opens the file of one's own", async () => {
    const { put, folder } = await startTemplates();
    await put("mine.prompt.md", templateFile("Mine"));
    await run("editTemplate", "mine");
    expect(shown()).toBe(join(folder, "mine.prompt.md"));
  });

  it("makes one's own of one that ships, once the writer agrees, and that is used from then on", async () => {
    const { own, library } = await startTemplates();
    ui.answers.push(undefined);
    await run("editTemplate", "poem");
    expect(await own()).toEqual({});
    ui.answers.push("Make My Own");
    await run("editTemplate", "poem");
    expect(ui.messages.at(-1)).toMatchObject({
      message: '"Poem" comes with Inkling. Make one of your own of it?',
    });
    expect(Object.keys(await own())).toEqual(["poem.prompt.md"]);
    expect(await library.find("poem")).toMatchObject({ source: "user", overrides: ["extension"] });
  });

  it("opens one's own that is broken instead of writing over it", async () => {
    const { put, own, folder } = await startTemplates();
    await put("poem.prompt.md", "half written");
    await run("editTemplate", "poem");
    expect(shown()).toBe(join(folder, "poem.prompt.md"));
    expect((await own())["poem.prompt.md"]).toBe("half written");
  });

  it("takes the translation of one that ships, under the name of the original", async () => {
    host.language = "zh-cn";
    const { own } = await startTemplates();
    ui.answers.push("Make My Own");
    await run("editTemplate", "poem");
    expect((await own())["poem.prompt.md"]).toContain("name: 诗");
  });

  it("asks which where none is named", async () => {
    const { put, folder } = await startTemplates();
    await put("mine.prompt.md", templateFile("Mine"));
    ui.picks.push("$(sparkle) Mine");
    await run("editTemplate");
    expect(shown()).toBe(join(folder, "mine.prompt.md"));
    const listed = ui.picked[0]!;
    expect(listed.length).toBeGreaterThan(30);
    expect(listed.find(({ label }) => label === "$(sparkle) Mine")).toMatchObject({
      description: "Your own",
      detail: "Says it otherwise",
    });
  });

  it("says so where there is none of that name", async () => {
    await startTemplates();
    ui.answers.push(undefined);
    await run("editTemplate", "../../etc/passwd");
    expect(ui.messages[0]?.message).toBe("This template no longer exists.");
  });
});

describe("duplicating a template", () => {
  it("keeps everything but the name: comments, order, line breaks in texts", async () => {
    const { put, own } = await startTemplates();
    const text = templateFile("Mine").replace("target: panel", "target: panel\nicon:   book   # a picture");
    await put("mine.prompt.md", text);
    await run("duplicateTemplate", "mine");
    expect((await own())["mineCopy.prompt.md"]).toBe(text.replace("name: Mine", 'name: "Mine (Copy)"'));
    await run("duplicateTemplate", "mine");
    expect(Object.keys(await own())).toEqual(["mine.prompt.md", "mineCopy.prompt.md", "mineCopy2.prompt.md"]);
    expect(shown()).toMatch(/mineCopy2\.prompt\.md$/);
  });

  it.each([
    ['"Mine, mine"', "Mine, mine"],
    ["'It''s mine'", "It's mine"],
    [">-\n  Mine and\n  mine", "Mine and mine"],
    ["&a Mine", "Mine"],
  ])("finds the name however it is written: %j", async (written, name) => {
    const { put, own } = await startTemplates();
    await put("mine.prompt.md", templateFile(written));
    await run("duplicateTemplate", "mine");
    const copy = parseTemplate("mineCopy", (await own())["mineCopy.prompt.md"]!);
    expect(copy).toMatchObject({ name: `${name} (Copy)`, description: "Says it otherwise" });
    expect(copy.user).toBe("Say it otherwise: {{selection}}");
  });

  it("makes a template of one of VS Code's own prompt files", async () => {
    const { own } = await startTemplates();
    const root = await makeFolder();
    await mkdir(join(root, ".github/prompts"), { recursive: true });
    await writeFile(join(root, ".github/prompts/review.prompt.md"), "Review ${selection} for ${input:whom}");
    openFolders(Uri.file(root));
    await run("duplicateTemplate", "review");
    const copy = parseTemplate("reviewCopy", (await own())["reviewCopy.prompt.md"]!);
    expect(copy).toMatchObject({ name: "review (Copy)", user: "Review {{selection}} for {{whom}}" });
  });
});

describe("deleting a template", () => {
  it("puts the file into the trash once the writer has said so", async () => {
    const { put, own, folder, library } = await startTemplates();
    await put("mine.prompt.md", templateFile("Mine"));
    ui.answers.push(undefined);
    await run("deleteTemplate", "mine");
    expect(Object.keys(await own())).toEqual(["mine.prompt.md"]);
    ui.answers.push("Delete");
    await run("deleteTemplate", "mine");
    expect(await own()).toEqual({});
    expect(settings.trash).toEqual([join(folder, "mine.prompt.md")]);
    await expect(library.find("mine")).rejects.toMatchObject({ reason: "templateMissing" });
  });

  it("asks once more where there is no trash", async () => {
    settings.hasTrash = false;
    const { put, own } = await startTemplates();
    await put("mine.prompt.md", templateFile("Mine"));
    ui.answers.push("Delete", undefined);
    await run("deleteTemplate", "mine");
    expect(Object.keys(await own())).toEqual(["mine.prompt.md"]);
    ui.answers.push("Delete", "Delete");
    await run("deleteTemplate", "mine");
    expect(await own()).toEqual({});
  });

  it("leaves what ships with Inkling, and does not list it", async () => {
    const { put } = await startTemplates();
    ui.answers.push(undefined);
    await run("deleteTemplate", "poem");
    expect(ui.messages).toMatchObject([
      { severity: "information", message: '"Poem" is not one of your own and stays.' },
    ]);
    await put("mine.prompt.md", templateFile("Mine"));
    ui.picks.push(undefined);
    await run("deleteTemplate");
    expect(ui.picked[0]?.map(({ label }) => label)).toEqual(["$(sparkle) Mine"]);
  });
});

describe("files that cannot be used", () => {
  it("are opened where the mistake is", async () => {
    const { put, folder } = await startTemplates();
    await put("mine.prompt.md", templateFile("Mine", "Say {{selektion}}"));
    await run("showTemplateProblem", Uri.file(join(folder, "mine.prompt.md")).toString());
    expect(shown()).toBe(join(folder, "mine.prompt.md"));
    expect(documents.showOptions.at(-1)).toMatchObject({ selection: { start: { line: 7, character: 0 } } });
  });

  it("are listed with what is wrong where none is named; no other file is ever opened", async () => {
    const { put } = await startTemplates();
    await put("mine.prompt.md", templateFile("Mine", "Say {{selektion}}"));
    await put("other.prompt.md", "nothing");
    ui.picks.push("$(error) other.prompt.md");
    await run("showTemplateProblem", "file:///etc/passwd");
    expect(shown()).toMatch(/other\.prompt\.md$/);
    expect(ui.picked[0]?.[0]).toMatchObject({
      label: "$(error) mine.prompt.md",
      detail: 'There is nothing called "selektion". Did you mean "selection"?',
    });
  });

  it("are none where all is well", async () => {
    await startTemplates();
    ui.answers.push(undefined);
    await run("showTemplateProblem");
    expect(ui.messages[0]?.message).toBe("All templates can be used.");
  });
});

describe("the folder of one's own templates", () => {
  it.each([
    ["is shown in the system's file manager", 1, undefined, "revealFileInOS"],
    ["opens in a window where VS Code runs in a browser", 2, undefined, "vscode.openFolder"],
    ["opens in a window where it is on another machine", 1, "ssh-remote", "vscode.openFolder"],
  ])("%s", async (_, uiKind, remoteName, command) => {
    Object.assign(host, { uiKind, remoteName });
    host.ownCommands.push("revealFileInOS", "vscode.openFolder");
    const { folder, own } = await startTemplates();
    await run("openTemplateFolder");
    expect(host.executed.at(-1)?.slice(0, 2)).toEqual([command, Uri.file(folder)]);
    expect(await own()).toEqual({});
  });
});

describe("the glossary", () => {
  it("is begun with words that no model gets, and opened", async () => {
    const { room, glossary } = await startTemplates();
    await run("editGlossary");
    expect(await readFile(join(room, "glossary.md"), "utf8")).toMatch(/^<!--\n[\s\S]+\n-->\n\n$/);
    expect(shown()).toMatch(/glossary\.md$/);
    expect((await glossary.read()) ?? "").toBe("");
  });

  it("is opened as it is where there is one; asks which where the workspace may have its own", async () => {
    await startTemplates();
    const root = await makeFolder();
    await mkdir(join(root, ".inkling"));
    await writeFile(join(root, ".inkling/glossary.md"), "colour, not color");
    openFolders(Uri.file(root));
    ui.picks.push(root.split("/").at(-1));
    await run("editGlossary");
    expect(shown()).toBe(join(root, ".inkling/glossary.md"));
    expect((await filesIn(join(root, ".inkling")))["glossary.md"]).toBe("colour, not color");
    ui.picks.push(undefined);
    await run("editGlossary");
    expect(documents.shown).toHaveLength(1);
  });
});
