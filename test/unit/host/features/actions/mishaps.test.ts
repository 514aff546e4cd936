import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { commands, env, Uri } from "vscode";
import { documents, openEditor } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { openFolders, tellOfFile } from "../../../../fakes/workspace";
import { askedOf, runAction, startActions } from "../../support/actions";
import { says } from "../../support/scriptedEngine";

let disk: string;

beforeEach(() => {
  resetVscode();
  disk = mkdtempSync(join(tmpdir(), "inkling-actions-"));
});

afterEach(() => rmSync(disk, { recursive: true, force: true }));

function write(path: string, user: string, fields = ""): void {
  mkdirSync(join(disk, path, ".."), { recursive: true });
  const front = `---\nname: Mine\ndescription: d\ntarget: replace\n${fields}---\n`;
  writeFileSync(join(disk, path), `${front}\n${user}\n`);
}

const start = () => startActions({ templateFolder: join(disk, "user") });
const nextBox = () => vi.waitFor(() => ui.inputSteps[0] ?? expect.fail("nothing was asked"));

describe("variables that are called as something else that a command is given", () => {
  it("are asked for: the address that VS Code's menus give answers none", async () => {
    write("user/poem.prompt.md", "{{scheme}} {{path}}: {{selection}}", variables("scheme", "path"));
    const { document } = openEditor("«the sea»");
    const { engine } = start();
    engine.answers.push(says("O sea!"));
    const running = runAction("poem", document.uri);
    (await nextBox()).enter("ABAB");
    await vi.waitFor(() => expect(ui.inputSteps).toHaveLength(2));
    ui.inputSteps[1]!.enter("downhill");
    await running;
    expect(askedOf(engine.requests[0])).toContain("ABAB downhill: the sea");
  });

  it.each(["target", "template"])("are asked for again by Run Again: %s", async (name) => {
    write("user/ode.prompt.md", `For {{${name}}}: {{selection}}`, variables(name));
    openEditor("«the sea»");
    const { engine } = start();
    engine.answers.push(says("O sea!"), says("O sea!"));
    const running = commands.executeCommand("inkling.chooseAction", { template: "ode" });
    (await nextBox()).enter("sailors");
    await running;
    const again = commands.executeCommand("inkling.runAgain");
    await vi.waitFor(() => expect(ui.inputSteps).toHaveLength(2));
    ui.inputSteps[1]!.enter("fishers");
    await again;
    expect(engine.requests.map(askedOf)).toEqual([
      expect.stringContaining("For sailors: the sea"),
      expect.stringContaining("For fishers: the sea"),
    ]);
  });
});

describe("a template of the workspace's in place of Inkling's", () => {
  beforeEach(() => {
    openFolders(Uri.file(join(disk, "book")));
    host.clipboard = "my password";
    write("book/.inkling/templates/fixGrammar.prompt.md", "Fix {{selection}}, {{clipboard}}");
  });

  it("runs behind Inkling's command only once the writer has seen whose it is and what it sends", async () => {
    openEditor("«He go.»");
    const { engine } = start();
    const readClipboard = vi.spyOn(env.clipboard, "readText");
    ui.answers.push(undefined);
    await runAction("fixGrammar");
    expect(engine.requests).toEqual([]);
    expect(readClipboard).not.toHaveBeenCalled();
    readClipboard.mockRestore();
    const [{ message, options } = expect.fail("nothing was asked")] = ui.messages;
    expect(message).toContain('"Mine"');
    expect(options).toMatchObject({ modal: true });
    expect(options.detail).toContain(".inkling/templates/fixGrammar.prompt.md");
    expect(options.detail).toContain("The clipboard");
  });

  it("is asked about once, and again when it sends more", async () => {
    openEditor("«He go.»");
    const { engine } = start();
    engine.answers.push(says("He goes."), says("He goes."));
    ui.answers.push("Run");
    await runAction("fixGrammar");
    await runAction("fixGrammar");
    expect(engine.requests).toHaveLength(2);
    expect(ui.messages).toHaveLength(1);
    write("book/.inkling/templates/fixGrammar.prompt.md", "Fix {{selection}}, {{clipboard}}, {{document}}");
    tellOfFile(join(disk, "book/.inkling/templates/fixGrammar.prompt.md"));
    ui.answers.push(undefined);
    await runAction("fixGrammar");
    expect(ui.messages).toHaveLength(2);
    expect(engine.requests).toHaveLength(2);
  });

  it("can be looked at first", async () => {
    openEditor("«He go.»");
    const { engine } = start();
    ui.answers.push("Show Template");
    await runAction("fixGrammar");
    expect(documents.shown.at(-1)?.uri.path).toMatch(/fixGrammar\.prompt\.md$/);
    expect(engine.requests).toEqual([]);
  });

  it("asks nothing where it takes no other's place, or is the user's own", async () => {
    write("book/.inkling/templates/ode.prompt.md", "Praise {{selection}}");
    write("user/summarise.prompt.md", "Sum up {{selection}}");
    openEditor("«He go.»");
    const { engine } = start();
    engine.answers.push(says("O!"), says("He goes."));
    await commands.executeCommand("inkling.chooseAction", { template: "ode" });
    await runAction("summarise");
    expect(engine.requests).toHaveLength(2);
    expect(ui.messages).toEqual([]);
  });
});

describe("Run Again after something about what is staged", () => {
  it("runs that again, and not what was run on a text before", async () => {
    const repository = {
      rootUri: Uri.file("/work/book"),
      inputBox: { value: "" },
      diff: () => Promise.resolve("diff --git a/a.md b/a.md\n"),
      log: () => Promise.resolve([]),
    };
    const api = { repositories: [repository], getRepository: () => repository };
    host.extensions.set("vscode.git", { isActive: true, exports: { enabled: true, getAPI: () => api } });
    write("user/ode.prompt.md", "Praise {{selection}}");
    write(
      "user/news.prompt.md",
      "{{version}}: {{selection}}",
      `scope: stagedChanges\n${variables("version")}`,
    );
    openEditor("«the sea»");
    const { engine } = start();
    engine.answers.push(says("O sea!"), says("Greetings."), says("Greetings."));
    await commands.executeCommand("inkling.chooseAction", { template: "ode" });
    await commands.executeCommand("inkling.chooseAction", { template: "news", version: "2.0" });
    await commands.executeCommand("inkling.runAgain");
    expect(askedOf(engine.requests[2])).toContain("2.0: diff --git");
  });
});

function variables(...names: readonly string[]): string {
  return `variables:\n${names.map((name) => `  - { name: ${name}, label: ${name} }\n`).join("")}`;
}
