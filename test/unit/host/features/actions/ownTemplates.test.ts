import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { commands, Uri } from "vscode";
import { ModelError } from "../../../../../src/core/models/modelError";
import { documents, openEditor } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { openFolders, settings } from "../../../../fakes/workspace";
import { askedOf, startActions } from "../../support/actions";
import { failsWith, says } from "../../support/scriptedEngine";

let disk: string;

beforeEach(() => {
  resetVscode();
  disk = mkdtempSync(join(tmpdir(), "inkling-own-"));
});

afterEach(() => rmSync(disk, { recursive: true, force: true }));

interface File {
  readonly name?: string;
  readonly target?: string;
  readonly fields?: string;
  readonly user?: string;
}

/** Writes a template file below the disk's folder. */
function write(path: string, { name = "Ode", target = "replace", fields = "", user }: File = {}): void {
  mkdirSync(join(disk, path, ".."), { recursive: true });
  const front = `---\nname: ${name}\ndescription: Praises it\nicon: heart\ntarget: ${target}\n${fields}---\n`;
  writeFileSync(join(disk, path), `${front}\n${user ?? "Praise {{selection}}"}\n`);
}

const start = () => startActions({ templateFolder: join(disk, "user") });
const choose = (given?: unknown) => commands.executeCommand("inkling.chooseAction", given);
/** The labels of the list, those of its groups in capitals. */
const listed = () =>
  (ui.picked[0] ?? []).map(({ label, kind }) => (kind === undefined ? label : label.toUpperCase()));

describe("the list of actions", () => {
  it("has the user's and the workspace's templates below Inkling's own, and says where a workspace's are", async () => {
    openFolders(Uri.file(join(disk, "book")));
    write("user/ode.prompt.md");
    write("book/.inkling/templates/hymn.prompt.md", { name: "Hymn" });
    mkdirSync(join(disk, "book/.github/prompts"), { recursive: true });
    writeFileSync(join(disk, "book/.github/prompts/check.prompt.md"), "Check ${selection}");
    openEditor("«the sea»");
    start();
    ui.picks.push(undefined);
    await choose();
    expect(listed().slice(-6)).toEqual([
      "YOUR OWN",
      "$(heart) Ode",
      "THIS WORKSPACE",
      "$(heart) Hymn",
      ".GITHUB/PROMPTS",
      "$(comment) check",
    ]);
    const details = (ui.picked[0] ?? []).flatMap(({ detail }) => detail ?? []);
    expect(details).toEqual([".inkling/templates/hymn.prompt.md", ".github/prompts/check.prompt.md"]);
  });

  it("has one that takes the place of Inkling's own once, there where that was, and says whose it is", async () => {
    openFolders(Uri.file(join(disk, "book")));
    write("book/.inkling/templates/fixGrammar.prompt.md", { name: "House Style" });
    openEditor("«the sea»");
    start();
    ui.picks.push(undefined);
    await choose();
    expect(listed().filter((label) => label.includes("House Style"))).toHaveLength(1);
    expect(listed()).not.toContain("THIS WORKSPACE");
    const item = (ui.picked[0] ?? []).find(({ label }) => label.includes("House Style"));
    expect(item?.detail).toBe(".inkling/templates/fixGrammar.prompt.md");
  });

  it("leaves out what is for documents of other languages, and a workspace that is not trusted", async () => {
    openFolders(Uri.file(join(disk, "book")));
    settings.isTrusted = false;
    write("book/.inkling/templates/hymn.prompt.md", { name: "Hymn" });
    write("user/ode.prompt.md", { fields: "languages: [latex]\n" });
    write("user/psalm.prompt.md", { name: "Psalm", fields: "languages: [markdown]\n" });
    openEditor("«the sea»");
    start();
    ui.picks.push(undefined);
    await choose();
    expect(listed().slice(-2)).toEqual(["YOUR OWN", "$(heart) Psalm"]);
  });
});

describe("a template of the user's", () => {
  it.each(["replace", "insertAfter", "append"])("becomes a suggestion: %s", async (target) => {
    write("user/ode.prompt.md", { target });
    openEditor("«the sea»");
    const { engine, shown } = start();
    engine.answers.push(says("O sea!"));
    ui.picks.push("$(heart) Ode");
    await choose();
    expect(askedOf(engine.requests[0])).toContain("Praise the sea");
    expect(shown).toMatchObject([
      { suggestion: { title: "Ode", target, request: { templateId: "ode" } }, proposals: ["O sea!"] },
    ]);
  });

  it.each(["beside", "panel", "commitMessage"])("answers beside the text: %s", async (target) => {
    write("user/ode.prompt.md", { target });
    openEditor("«the sea»");
    const { engine, shown } = start();
    engine.answers.push(says("O sea!"));
    ui.picks.push("$(heart) Ode");
    await choose();
    expect(documents.shown.at(-1)?.uri.scheme).toBe("inkling-answer");
    expect(shown).toEqual([]);
  });

  it("answers in a document of its own", async () => {
    write("user/ode.prompt.md", { target: "newDocument" });
    openEditor("«the sea»");
    const { engine } = start();
    engine.answers.push(says("O sea!"));
    ui.picks.push("$(heart) Ode");
    await choose();
    expect(documents.shown.at(-1)?.getText()).toBe("O sea!");
  });

  it("runs again with the same answers, and may be run by a key binding that gives them", async () => {
    const fields = "variables:\n  - name: mood\n    label: Which mood?\n";
    write("user/ode.prompt.md", { fields, user: "A {{mood}} ode to {{selection}}" });
    openEditor("«the sea»");
    const { engine } = start();
    engine.answers.push(says("O sea!"), says("O sea!"));
    await choose({ template: "ode", mood: "sad" });
    await commands.executeCommand("inkling.runAgain");
    expect(ui.picked).toEqual([]);
    expect(engine.requests.map(askedOf)).toEqual([
      expect.stringContaining("A sad ode to the sea"),
      expect.stringContaining("A sad ode to the sea"),
    ]);
  });

  it("is given the document, the clipboard and the glossary as they were when it was started", async () => {
    const fields = "variables:\n  - name: mood\n    label: Which mood?\n";
    const user = "{{mood}}, {{clipboard}}, {{glossary}}, {{title}}: {{document}} / {{selection}}";
    write("user/ode.prompt.md", { fields, user });
    writeFileSync(join(disk, "glossary.md"), "- Frodo\n");
    const { document } = openEditor("# Sea\n\n«the sea»");
    host.clipboard = "copied";
    const { engine } = start();
    engine.answers.push(failsWith(new ModelError("interrupted", { subject: "x" })), says("O sea!"));
    ui.answers.push("Try Again");
    const running = choose({ template: "ode" });
    const box = await vi.waitFor(() => ui.inputSteps[0] ?? expect.fail("nothing was asked"));
    document.edit(0, 5, "# Sky");
    host.clipboard = "sk-a-key-that-was-copied-meanwhile";
    writeFileSync(join(disk, "glossary.md"), "- Gandalf\n");
    box.enter("sad");
    await running;
    await vi.waitFor(() => expect(engine.requests).toHaveLength(2));
    const asked = "sad, copied, - Frodo, Sea: # Sea\\n\\nthe sea / the sea";
    expect(engine.requests.map(askedOf)).toEqual([
      expect.stringContaining(asked),
      expect.stringContaining(asked),
    ]);
  });
});

describe("a template of the user's about what is staged", () => {
  const DIFF = "diff --git a/a.md b/a.md\n--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-Helo\n+Hello\n";

  it("asks for its variables, and answers in a document of its own where it is no commit message", async () => {
    const repository = {
      rootUri: Uri.file("/work/book"),
      inputBox: { value: "" },
      diff: () => Promise.resolve(DIFF),
      log: () => Promise.resolve([]),
    };
    const api = { repositories: [repository], getRepository: () => repository };
    host.extensions.set("vscode.git", { isActive: true, exports: { enabled: true, getAPI: () => api } });
    const fields = "scope: stagedChanges\nvariables:\n  - name: version\n    label: Which version?\n";
    write("user/news.prompt.md", { fields, target: "newDocument", user: "{{version}}: {{selection}}" });
    const { engine } = start();
    engine.answers.push(says("Greetings are spelt correctly."));
    const running = choose({ template: "news" });
    (await vi.waitFor(() => ui.inputSteps[0] ?? expect.fail("nothing was asked"))).enter("2.0");
    await running;
    expect(askedOf(engine.requests[0])).toContain("2.0: diff --git");
    expect(documents.shown.at(-1)?.getText()).toBe("Greetings are spelt correctly.");
    expect(repository.inputBox.value).toBe("");
  });
});
