import assert from "node:assert/strict";
import { readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { withChosenFile, withPick, withTyped } from "../support/answeredInput";
import { openText, select, suggestionsReady, workspaceFolder } from "../support/editor";
import { run, useServer } from "../support/inkling";
import { lastPrompt } from "../support/requests";
import { setScene } from "../support/scene";
import {
  deleteUserTemplates,
  listedActions,
  PROMPT_FILES,
  putFile,
  templateText,
  untilGone,
  untilListed,
  userTemplates,
  WORKSPACE_TEMPLATES,
} from "../support/templateFiles";
import { until } from "../support/until";

describe("the commands for template files", () => {
  const scene = setScene();
  let userFolder = "";
  beforeEach(async () => {
    await useServer(scene.server);
    if (userFolder === "") userFolder = await userTemplates();
  });
  after(async () => {
    for (const folder of [WORKSPACE_TEMPLATES, PROMPT_FILES])
      await rm(dirname(folder), { recursive: true, force: true });
    await deleteUserTemplates();
  });

  /** The file that is open now, once it is one of this name. */
  function opened(path: string): Promise<vscode.TextDocument> {
    return until(`${path} in the editor`, () => {
      const document = vscode.window.activeTextEditor?.document;
      return document?.uri.fsPath === path ? document : undefined;
    });
  }

  for (const { place, label, folderOf } of [
    { place: "the user's folder", label: "Your own", folderOf: () => userFolder },
    {
      place: "the workspace",
      label: workspaceFolder().split("/").at(-1) ?? "",
      folderOf: () => WORKSPACE_TEMPLATES,
    },
  ]) {
    it(`New Template: writes one into ${place} that can be used as it is`, async () => {
      const name = `New in ${label}`;
      await withPick(label, () => withTyped(name, () => run("newTemplate")));
      const { uri, languageId } = await until("the file", () => vscode.window.activeTextEditor?.document);
      assert.equal(dirname(uri.fsPath), folderOf());
      assert.equal(languageId, "inkling-template");
      await untilListed(name);
      const problems = vscode.languages.getDiagnostics(uri);
      assert.deepEqual(problems, []);
      assert.deepEqual(scene.messages.shown, []);
    });
  }

  it("Duplicate: makes an own one of Inkling's, the same but for its name", async () => {
    await run("duplicateTemplate", "critique");
    const copy = await opened(join(userFolder, "critiqueCopy.prompt.md"));
    await untilListed("Critique (Copy)");
    const extension = vscode.extensions.getExtension("inkling.inkling");
    const builtIn = join(extension?.extensionPath ?? "", "media", "templates", "critique.prompt.md");
    const original = await readFile(builtIn, "utf8");
    assert.equal(copy.getText(), original.replace(/^name: .*$/m, 'name: "Critique (Copy)"'));
  });

  it("Duplicate: makes a template of one of VS Code's prompt files", async () => {
    await putFile(PROMPT_FILES, "shout", "Shout: ${selection}\n");
    await untilListed("shout");
    await run("duplicateTemplate", "shout");
    const copy = await opened(join(userFolder, "shoutCopy.prompt.md"));
    assert.match(copy.getText(), /Shout: \{\{selection\}\}/);
    assert.equal(copy.languageId, "inkling-template");
  });

  it("Edit: makes one's own of Inkling's where that is wanted, which is used until it is deleted", async () => {
    const path = join(userFolder, "rewrite.prompt.md");
    await run("editTemplate", "rewrite");
    assert.match((await until("the question", () => scene.messages.last)).text, /comes with Inkling/);
    await assert.rejects(readFile(path));
    scene.messages.press = "Make My Own";
    await run("editTemplate", "rewrite");
    const { uri } = await opened(path);
    await vscode.workspace.fs.writeFile(
      uri,
      new TextEncoder().encode(templateText("My Rewriting", "Mine: {{selection}}")),
    );
    await untilListed("My Rewriting");
    scene.server.respondWith({ kind: "text", chunks: ["Other words."] });
    const editor = await openText("Some words.\n");
    select(editor, "Some words.");
    await run("action.rewrite");
    await suggestionsReady(editor.document);
    assert.equal(lastPrompt(scene.server), "Mine: Some words.");
    // On a server there is no trash, so it asks twice.
    Object.assign(scene.messages, { press: "Delete", pressAgain: true });
    await run("deleteTemplate", "rewrite");
    await assert.rejects(readFile(path));
    await untilGone("My Rewriting");
    assert.ok((await listedActions()).includes("Rewrite"));
  });

  it("Delete: leaves what is not to be deleted", async () => {
    const path = await putFile(userFolder, "kept", templateText("Kept", "{{selection}}"));
    await untilListed("Kept");
    await run("deleteTemplate", "kept");
    assert.match(scene.messages.last?.text ?? "", /Delete the template "Kept"\?/);
    assert.ok((await readFile(path, "utf8")).includes("Kept"));
    assert.ok((await listedActions()).includes("Kept"));
  });

  it("Export and Import: one file comes back as it was", async () => {
    const text = `${templateText("Carried", "Carry: {{selection}}").replaceAll("\n", "\r\n")}# 中文 🌲`;
    const path = await putFile(userFolder, "carried", text);
    await untilListed("Carried");
    const file = vscode.Uri.file(join(workspaceFolder(), "carried.prompt.md"));
    await withChosenFile(file, () => run("exportTemplate", "carried"));
    assert.equal(await readFile(file.fsPath, "utf8"), text);
    await rm(path);
    await untilGone("Carried");
    await withChosenFile(file, () => run("importTemplates"));
    assert.equal(await readFile(path, "utf8"), text);
    await untilListed("Carried");
  });

  it("Export and Import: all of one's own come back out of a zip", async () => {
    await deleteUserTemplates();
    await putFile(userFolder, "zipped", templateText("Zipped", "{{selection}}"));
    await putFile(userFolder, "zippedToo", "---\nname: [broken\n---\n");
    await untilListed("Zipped");
    const before = await contents(userFolder);
    const archive = vscode.Uri.file(join(workspaceFolder(), "templates.zip"));
    await withChosenFile(archive, () => run("exportTemplates"));
    for (const name of Object.keys(before)) await rm(join(userFolder, name));
    await untilGone("Zipped");
    await withChosenFile(archive, () => run("importTemplates"));
    const { "zippedToo.prompt.md": broken, ...whole } = before;
    assert.ok(broken);
    assert.deepEqual(await contents(userFolder), whole);
    assert.match(scene.messages.last?.text ?? "", /Could not be imported: 1/);
    await untilListed("Zipped");
  });

  it("Glossary: is begun in the workspace with words that no model gets", async () => {
    const label = workspaceFolder().split("/").at(-1);
    await withPick(label, () => run("editGlossary"));
    const document = await opened(join(workspaceFolder(), ".inkling", "glossary.md"));
    assert.match(document.getText(), /^<!--\n.*\n-->\n\n$/);
    assert.equal(document.languageId, "markdown");
  });
});

async function contents(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).sort();
  const read = async (name: string) => [name, await readFile(join(folder, name), "utf8")] as const;
  return Object.fromEntries(await Promise.all(names.map(read)));
}
