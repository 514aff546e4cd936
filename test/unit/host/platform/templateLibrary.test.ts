import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Uri, workspace } from "vscode";
import { TemplateLibrary } from "../../../../src/platform/templateLibrary";
import { host, resetVscode } from "../../../fakes/vscode";
import { ui } from "../../../fakes/window";
import { grantTrust, openFolders, settings, tellOfFile } from "../../../fakes/workspace";
import { testHost } from "../support/testHost";

let disk: string;

beforeEach(() => {
  resetVscode();
  disk = mkdtempSync(join(tmpdir(), "inkling-library-"));
});

afterEach(() => rmSync(disk, { recursive: true, force: true }));

const file = (name: string, body = "Do it: {{selection}}") =>
  `---\nname: ${name}\ndescription: d\ntarget: replace\n---\n\n${body}\n`;

/** Writes a file below the disk's folder, and lets those know who watch it. */
function write(path: string, content: string, what?: "created" | "changed"): string {
  const whole = join(disk, path);
  mkdirSync(join(whole, ".."), { recursive: true });
  writeFileSync(whole, content);
  if (what) tellOfFile(whole, what);
  return whole;
}

function start() {
  return testHost({ templateFolder: join(disk, "user") });
}

/** The name of the template `id` and where it is from. */
async function found(library: TemplateLibrary, id: string) {
  const { templates } = await library.contents();
  const one = templates.find(({ template }) => template.id === id);
  return one && [one.template.name, one.source];
}

describe("the templates that ship with Inkling", () => {
  it("are all usable, sorted by id", async () => {
    const ids = (await start().templates.all()).map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(["altText", "commitMessage", "email", "translate"]));
    expect(ui.log).toEqual([]);
  });

  it("are in the writer's language where there is a translation, else in English", async () => {
    host.language = "zh-cn";
    expect((await start().templates.get("poem")).name).toBe("诗");
    host.language = "fr";
    expect((await start().templates.get("poem")).name).toBe("Poem");
  });

  it("are read once, also where others change", async () => {
    const { templates } = start();
    await templates.all();
    const readFile = vi.spyOn(workspace.fs, "readFile");
    await templates.all();
    await templates.get("poem");
    expect(readFile).not.toHaveBeenCalled();
    templates.reread();
    await templates.all();
    expect(readFile).not.toHaveBeenCalled();
    readFile.mockRestore();
  });

  it("is read alone where one is wanted, and is the same as among all", async () => {
    const { templates } = start();
    const readFile = vi.spyOn(workspace.fs, "readFile");
    const poem = await templates.get("poem");
    expect(await templates.get("poem")).toBe(poem);
    expect(readFile).toHaveBeenCalledTimes(1);
    readFile.mockRestore();
    expect((await templates.all()).find(({ id }) => id === "poem")).toEqual(poem);
  });

  it.each(["epic", "poem.zh-cn", "../../package"])("fail as templateMissing for %s", async (id) => {
    await expect(start().templates.get(id)).rejects.toMatchObject({ reason: "templateMissing" });
  });

  it("are not replaced by nothing: where they cannot be read it is said, and tried again", async () => {
    const { logger } = testHost();
    const templates = new TemplateLibrary({
      extensionUri: Uri.file(join(disk, "extension")),
      userFolder: Uri.file(join(disk, "user")),
      logger,
    });
    await expect(templates.all()).rejects.toThrow("ENOENT");
    write("extension/media/templates/ode.prompt.md", file("Ode"));
    expect((await templates.all()).map(({ id }) => id)).toEqual(["ode"]);
  });
});

describe("templates as files", () => {
  it("come from the workspace before the user's and Inkling's own, and beside VS Code's prompt files", async () => {
    openFolders(Uri.file(join(disk, "book")));
    write("user/poem.prompt.md", file("User"));
    write("user/mine.prompt.md", file("Mine"));
    const { templates } = start();
    expect(await found(templates, "poem")).toEqual(["User", "user"]);
    write("book/.github/prompts/poem.prompt.md", "Write ${input:what}", "created");
    expect(await found(templates, "poem")).toEqual(["User", "user"]);
    expect(await templates.find("poem.github")).toMatchObject({
      template: { name: "poem" },
      source: "vscode",
    });
    const path = write("book/.inkling/templates/poem.prompt.md", file("Book"), "created");
    expect(await templates.find("poem")).toMatchObject({
      template: { name: "Book" },
      source: "workspace",
      uri: `file://${path}`,
      overrides: ["extension", "user"],
    });
    expect(await found(templates, "mine")).toEqual(["Mine", "user"]);
    expect(await found(templates, "email")).toEqual([expect.anything(), "extension"]);
  });

  it("are seen at once when they come, change and go", async () => {
    openFolders(Uri.file(join(disk, "book")));
    const { templates } = start();
    const changed = vi.fn();
    templates.onDidChange(changed);
    expect(await found(templates, "ode")).toBeUndefined();
    const path = write("book/.inkling/templates/ode.prompt.md", file("Ode"), "created");
    expect(await found(templates, "ode")).toEqual(["Ode", "workspace"]);
    write("book/.inkling/templates/ode.prompt.md", file("Ode to Joy"), "changed");
    expect((await templates.get("ode")).name).toBe("Ode to Joy");
    rmSync(path);
    tellOfFile(path, "deleted");
    expect(await found(templates, "ode")).toBeUndefined();
    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1)); // once for all three
  });

  it("are seen where VS Code tells only of the folder around theirs, as on Linux of two made at once", async () => {
    openFolders(Uri.file(join(disk, "book")));
    const { templates } = start();
    expect(await found(templates, "ode")).toBeUndefined();
    write("book/.inkling/templates/ode.prompt.md", file("Ode"));
    tellOfFile(join(disk, "book/.inkling"), "created");
    const changed = new Promise<void>((resolve) => templates.onDidChange(resolve));
    expect(await found(templates, "ode")).toEqual(["Ode", "workspace"]);
    await changed;
    write("book/.inkling/templates/ode.prompt.md", file("Ode to Joy"));
    await vi.waitFor(async () => expect(await found(templates, "ode")).toEqual(["Ode to Joy", "workspace"]));
  });

  it("are gone with their folder", async () => {
    openFolders(Uri.file(join(disk, "book")));
    write("book/.inkling/templates/ode.prompt.md", file("Ode"));
    const { templates } = start();
    expect(await found(templates, "ode")).toBeDefined();
    rmSync(join(disk, "book/.inkling"), { recursive: true });
    tellOfFile(join(disk, "book/.inkling"), "deleted");
    expect(await found(templates, "ode")).toBeUndefined();
    expect(ui.log).toEqual([]);
  });

  it("of a workspace that is not trusted are not read before it is", async () => {
    settings.isTrusted = false;
    openFolders(Uri.file(join(disk, "book")));
    write("book/.inkling/templates/ode.prompt.md", file("Ode"));
    write("book/.github/prompts/fix.prompt.md", "Fix it");
    write("user/mine.prompt.md", file("Mine"));
    const { templates } = start();
    expect(await found(templates, "ode")).toBeUndefined();
    expect(await found(templates, "fix")).toBeUndefined();
    await expect(templates.get("ode")).rejects.toMatchObject({ reason: "templateMissing" });
    expect(await found(templates, "mine")).toEqual(["Mine", "user"]);
    expect(settings.watchers.map(({ place }) => place.baseUri.path)).toEqual([join(disk, "user")]);
    const changed = vi.fn();
    templates.onDidChange(changed);
    grantTrust();
    expect(await found(templates, "ode")).toEqual(["Ode", "workspace"]);
    expect(await found(templates, "fix")).toEqual(["fix", "vscode"]);
    await vi.waitFor(() => expect(changed).toHaveBeenCalled());
  });

  it("follow the folders of the workspace; of two the first one's is taken", async () => {
    write("one/.inkling/templates/ode.prompt.md", file("One"));
    write("two/.inkling/templates/ode.prompt.md", file("Two"));
    const [one, two] = [Uri.file(join(disk, "one")), Uri.file(join(disk, "two"))];
    openFolders(one, two);
    const { templates } = start();
    expect(await found(templates, "ode")).toEqual(["One", "workspace"]);
    openFolders(two);
    expect(await found(templates, "ode")).toEqual(["Two", "workspace"]);
    openFolders();
    expect(await found(templates, "ode")).toBeUndefined();
  });

  it("that are broken leave the others, and what they would override, and are told with their address", async () => {
    const poem = write("user/poem.prompt.md", file("Poem", "{{selektion}}"));
    write("user/mine.prompt.md", file("Mine"));
    write("user/huge.prompt.md", file("Huge", "x".repeat(2 * 1024 * 1024)));
    const { templates } = start();
    const { problems } = await templates.contents();
    expect(problems).toMatchObject([
      { fileName: "huge.prompt.md", error: { fault: "tooLarge" } },
      { fileName: "poem.prompt.md", source: "user", line: 7, uri: `file://${poem}` },
    ]);
    expect(await found(templates, "poem")).toEqual(["Poem", "extension"]);
    expect(await found(templates, "mine")).toEqual(["Mine", "user"]);
    expect((await templates.get("poem")).name).toBe("Poem");
    expect(ui.log.filter((entry) => JSON.stringify(entry).includes("(line 7)"))).toHaveLength(1);
  });

  it("may be links, and folders of such a name are none", async () => {
    write("elsewhere.md", file("Linked"));
    mkdirSync(join(disk, "user/folder.prompt.md"), { recursive: true });
    symlinkSync(join(disk, "elsewhere.md"), join(disk, "user/linked.prompt.md"));
    symlinkSync(join(disk, "nowhere.md"), join(disk, "user/dangling.prompt.md"));
    const { templates } = start();
    expect(await found(templates, "linked")).toEqual(["Linked", "user"]);
    expect(await found(templates, "folder")).toBeUndefined();
    const { problems } = await templates.contents();
    expect(problems.map(({ fileName, error }) => [fileName, error.fault])).toEqual([
      ["dangling.prompt.md", "unreadable"],
    ]);
  });

  it("need not be there: a user's folder that cannot be made is logged, and Inkling's own are used", async () => {
    write("user", "a file where the folder should be");
    const { templates } = start();
    expect((await templates.all()).length).toBeGreaterThan(20);
    expect(JSON.stringify(ui.log)).toContain(join(disk, "user"));
  });

  it("are watched from when they are first wanted, until the library is left", async () => {
    openFolders(Uri.file(join(disk, "book")));
    const { templates } = start();
    const listeners = () => [settings.trustGranted.listeners, settings.rootsChanged.listeners];
    const before = listeners();
    expect(settings.watchers).toEqual([]);
    await templates.get("poem");
    expect(settings.watchers).toHaveLength(3);
    templates.dispose();
    expect(settings.watchers).toEqual([]);
    expect(listeners()).toEqual(before);
  });
});
