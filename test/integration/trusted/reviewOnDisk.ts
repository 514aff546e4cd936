import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import * as vscode from "vscode";
import {
  asBytes,
  bytesOf,
  edit,
  lenses,
  openText,
  save,
  select,
  suggestionsReady,
  suggestionStreaming,
} from "../support/editor";
import { withEditorSettings } from "../support/editorSettings";
import { run, useServer } from "../support/inkling";
import { setScene } from "../support/scene";
import { until } from "../support/until";

const TEXT = "First   paragraph.\n\nSecond paragraph.\n\nThird   paragraph.\n";
const START = new vscode.Position(0, 0);

/** Puts one space for several, in each line but those that `leaves` matches, as an edit for the whole document. */
function registerFormatter(leaves: RegExp): vscode.Disposable {
  return vscode.languages.registerDocumentFormattingEditProvider("markdown", {
    provideDocumentFormattingEdits(document) {
      const text = document.getText();
      const lines = text.split("\n").map((line) => (leaves.test(line) ? line : line.replace(/ +/g, " ")));
      const whole = new vscode.Range(START, document.positionAt(text.length));
      return [vscode.TextEdit.replace(whole, lines.join("\n"))];
    },
  });
}

/** What a test registers, for itself alone. Call inside `describe`. */
function disposedAfterEach(): vscode.Disposable[] {
  const registrations: vscode.Disposable[] = [];
  afterEach(() => {
    for (const registration of registrations.splice(0)) registration.dispose();
  });
  return registrations;
}

async function rewrite(text: string): Promise<vscode.TextEditor> {
  const editor = await openText(TEXT);
  select(editor, text);
  await run("action.rewrite", { style: "clearer" });
  await suggestionsReady(editor.document);
  return editor;
}

describe("a suggestion while VS Code saves by itself", () => {
  const scene = setScene();
  withEditorSettings({
    "files.autoSave": "afterDelay",
    "files.autoSaveDelay": 50,
    "editor.formatOnSave": true,
  });
  const registrations = disposedAfterEach();
  const saved: string[] = [];
  let listening: vscode.Disposable;
  before(() => {
    listening = vscode.workspace.onDidSaveTextDocument((document) => {
      void bytesOf(document).then((bytes) => saved.push(bytes));
    });
  });
  after(() => {
    listening.dispose();
  });
  beforeEach(async () => {
    saved.length = 0;
    await useServer(scene.server);
  });

  it("what is on disk is never what has come of a proposal", async () => {
    scene.server.respondWith({ kind: "stall", chunks: ["Proposed ", "words"] });
    const editor = await openText(TEXT);
    const { document } = editor;
    select(editor, "Second paragraph.");
    const running = run("action.rewrite", { style: "clearer" });
    await suggestionStreaming(document);
    await edit(editor, (builder) => builder.insert(START, "One. "));
    await until("a save while it streams", async () => (await bytesOf(document)) === asBytes(`One. ${TEXT}`));
    await run("suggestion.reject");
    await running;
    assert.equal(await bytesOf(document), asBytes(`One. ${TEXT}`));
    for (const bytes of saved) assert.doesNotMatch(bytes, /Proposed/);
  });

  it("what is on disk is never a proposal that waits, also where saving formats", async () => {
    scene.server.respondWith({ kind: "text", chunks: ["Proposed words."] });
    const editor = await rewrite("Second paragraph.");
    const { document } = editor;
    await edit(editor, (builder) => builder.insert(START, "Two. "));
    await until("a save by itself", async () => (await bytesOf(document)).startsWith("Two. "));
    registrations.push(registerFormatter(/Second/));
    await edit(editor, (builder) => builder.insert(START, "Three.  "));
    const formatted = `Three. Two. ${TEXT.replace(/ +/g, " ")}`;
    await until("a save that formats", async () => {
      await vscode.commands.executeCommand("workbench.action.files.save");
      return (await bytesOf(document)) === asBytes(formatted);
    });
    for (const bytes of saved) assert.doesNotMatch(bytes, /Proposed/);
    await suggestionsReady(document);
    await run("suggestion.accept");
    const taken = asBytes(formatted.replace("Second paragraph.", "Proposed words."));
    await until("a save of what was taken", async () => (await bytesOf(document)) === taken);
  });

  it("nothing is written for a suggestion that only waits", async () => {
    scene.server.respondWith({ kind: "text", chunks: ["Proposed words."] });
    const { document } = await rewrite("Second paragraph.");
    const { version } = document;
    await save(document);
    assert.equal(document.version, version);
    await run("suggestion.reject");
    assert.equal(document.isDirty, false);
    assert.equal(await bytesOf(document), asBytes(TEXT));
  });
});

describe("a suggestion whose document", () => {
  const scene = setScene();
  // In a browser VS Code saves by itself unless it is told not to, and what is saved cannot be reverted.
  withEditorSettings({ "files.autoSave": "off" });
  const registrations = disposedAfterEach();
  beforeEach(async () => {
    await useServer(scene.server);
    scene.server.respondWith({ kind: "text", chunks: ["Better words."] });
  });

  it("is formatted around it: waits on, and lands", async () => {
    registrations.push(registerFormatter(/Second/));
    const { document } = await rewrite("Second paragraph.");
    await vscode.commands.executeCommand("editor.action.formatDocument");
    assert.equal(document.getText(), TEXT.replace(/ +/g, " "));
    await suggestionsReady(document);
    await run("suggestion.accept");
    assert.equal(document.getText(), TEXT.replace(/ +/g, " ").replace("Second paragraph.", "Better words."));
  });

  it("is formatted, its own text too: asks, and Ask Again is about the text as it is now", async () => {
    registrations.push(registerFormatter(/Second/));
    const editor = await rewrite("Third   paragraph.");
    scene.messages.press = "Ask Again";
    await vscode.commands.executeCommand("editor.action.formatDocument");
    const asked = await until("a question", () => scene.messages.last);
    assert.equal(asked.kind, "warning");
    assert.match(asked.text, /changed the text/);
    await scene.server.waitFor(({ requests }) => requests.length === 2);
    assert.match(JSON.stringify(scene.server.requests[1]?.body), /Third paragraph\./);
    await suggestionsReady(editor.document);
    await run("suggestion.accept");
    const formatted = TEXT.replace(/ +/g, " ");
    assert.equal(editor.document.getText(), formatted.replace("Third paragraph.", "Better words."));
  });

  it("is reverted: waits on, and lands", async () => {
    const editor = await rewrite("Second paragraph.");
    await edit(editor, (builder) => builder.insert(START, "A title\n\n"));
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await until("the old text", () => editor.document.getText() === TEXT);
    await suggestionsReady(editor.document);
    await run("suggestion.accept");
    assert.equal(editor.document.getText(), TEXT.replace("Second paragraph.", "Better words."));
    assert.deepEqual(scene.messages.shown, []);
  });

  it("is reverted after its own text was edited: is there again", async () => {
    const editor = await rewrite("Second paragraph.");
    await edit(editor, (builder) => builder.insert(new vscode.Position(2, 3), "X"));
    await until("a question", () => scene.messages.last);
    await until("a suggestion that asks", async () => (await lenses(editor.document)).includes("askAgain"));
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await suggestionsReady(editor.document);
    await run("suggestion.accept");
    assert.equal(editor.document.getText(), TEXT.replace("Second paragraph.", "Better words."));
  });

  it("is deleted on disk: lands in the editor, which still has the text", async () => {
    const { document } = await rewrite("Second paragraph.");
    await rm(document.uri.fsPath);
    await assert.rejects(Promise.resolve(vscode.workspace.fs.stat(document.uri)));
    await run("suggestion.accept");
    assert.equal(document.getText(), TEXT.replace("Second paragraph.", "Better words."));
    await save(document);
    assert.equal(await bytesOf(document), asBytes(document.getText()));
  });

  it("is renamed: moves with it", async () => {
    const { document } = await rewrite("Second paragraph.");
    const uri = document.uri.with({ path: document.uri.path.replace(/\.md$/, "-renamed.md") });
    const renaming = new vscode.WorkspaceEdit();
    renaming.renameFile(document.uri, uri);
    assert.ok(await vscode.workspace.applyEdit(renaming));
    const renamed = await until("the editor of the new file", () => {
      const active = vscode.window.activeTextEditor?.document;
      return active?.uri.path === uri.path ? active : undefined;
    });
    await suggestionsReady(renamed);
    await run("suggestion.accept");
    assert.equal(renamed.getText(), TEXT.replace("Second paragraph.", "Better words."));
  });
});
