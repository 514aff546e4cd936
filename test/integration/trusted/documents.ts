import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  asBytes,
  bytesOf,
  createFile,
  lenses,
  open,
  openText,
  save,
  select,
  suggestionsReady,
  undo,
} from "../support/editor";
import { run, useServer } from "../support/inkling";
import { MemoryFiles } from "../support/memoryFiles";
import { setScene } from "../support/scene";
import { until } from "../support/until";

const TEXT = "First paragraph.\n\nSecond paragraph.\n";
const BETTER = TEXT.replace("Second paragraph.", "Better words.");
const PARAGRAPHS_10_MB = 10_000;
/** VS Code sends all of it to and fro. */
const LARGE_TIMEOUT_MS = 120_000;

describe("an action on a document", () => {
  const scene = setScene();
  const registrations: vscode.Disposable[] = [];
  beforeEach(async () => {
    await useServer(scene.server);
    scene.server.respondWith({ kind: "text", chunks: ["Better ", "words."] });
  });
  afterEach(() => {
    for (const registration of registrations.splice(0)) registration.dispose();
  });

  async function rewriteSecond(editor: vscode.TextEditor): Promise<vscode.TextDocument> {
    select(editor, "Second paragraph.");
    await run("action.rewrite", { style: "clearer" });
    await suggestionsReady(editor.document);
    return editor.document;
  }

  it("untitled: lands, and rejected leaves nothing to save of its own", async () => {
    const opened = await vscode.workspace.openTextDocument({ content: TEXT, language: "markdown" });
    const document = await rewriteSecond(await vscode.window.showTextDocument(opened));
    assert.equal(document.getText(), TEXT);
    await run("suggestion.accept");
    assert.equal(document.getText(), BETTER);
    await undo();
    assert.equal(document.getText(), TEXT);
  });

  it("in a virtual file system: lands and is saved", async () => {
    const files = new MemoryFiles();
    registrations.push(vscode.workspace.registerFileSystemProvider("memory", files));
    const uri = vscode.Uri.parse("memory:/letters/anna.md");
    files.writeFile(uri, new TextEncoder().encode(`\uFEFF${TEXT}`));
    const document = await rewriteSecond(await open(uri));
    await run("suggestion.accept");
    await save(document);
    assert.equal(files.content(uri), `\uFEFF${BETTER}`);
    await undo();
    await save(document);
    assert.equal(files.content(uri), `\uFEFF${TEXT}`);
    assert.deepEqual(scene.messages.shown, []);
  });

  it("in a file system that is read-only: refused before anything is asked", async () => {
    const files = new MemoryFiles();
    const uri = vscode.Uri.parse("stone-files:/tablet.md");
    files.writeFile(uri, new TextEncoder().encode(TEXT));
    const options = { isReadonly: true };
    registrations.push(vscode.workspace.registerFileSystemProvider("stone-files", files, options));
    select(await open(uri), "Second");
    await run("action.rewrite", { style: "clearer" });
    assert.match((await until("a message", () => scene.messages.last)).text, /cannot be changed/);
    assert.equal(scene.server.requests.length, 0);
  });

  it("that is read-only: an answer beside it is no edit", async () => {
    const provider = { provideTextDocumentContent: () => TEXT };
    registrations.push(vscode.workspace.registerTextDocumentContentProvider("slate", provider));
    await open(vscode.Uri.parse("slate:/tablet.md"));
    await run("action.explain");
    assert.equal(scene.server.requests.length, 1);
    assert.deepEqual(scene.messages.shown, []);
  });

  it("on the right of a comparison: lands there", async () => {
    const left = await createFile(TEXT);
    const right = await createFile(TEXT);
    await vscode.commands.executeCommand("vscode.diff", left, right, "before and after");
    const editor = await until("the right side", () => {
      const active = vscode.window.activeTextEditor;
      return active?.document.uri.toString() === right.toString() ? active : undefined;
    });
    const document = await rewriteSecond(editor);
    await run("suggestion.accept");
    assert.equal(document.getText(), BETTER);
    await undo();
    await save(document);
    assert.equal(await bytesOf(document), asBytes(TEXT));
  });

  it("that is a Markdown cell of a notebook: lands in the cell", async () => {
    const { NotebookCellKind, NotebookCellData, NotebookData } = vscode;
    const cells = [
      new NotebookCellData(NotebookCellKind.Code, "print(1)", "python"),
      new NotebookCellData(NotebookCellKind.Markup, TEXT, "markdown"),
    ];
    const notebook = await vscode.workspace.openNotebookDocument("jupyter-notebook", new NotebookData(cells));
    const shown = await vscode.window.showNotebookDocument(notebook);
    shown.selection = new vscode.NotebookRange(1, 2);
    const { document } = notebook.cellAt(1);
    const editor = await until("the cell's editor", async () => {
      await vscode.commands.executeCommand("notebook.cell.edit");
      const active = vscode.window.activeTextEditor;
      return active?.document.uri.toString() === document.uri.toString() ? active : undefined;
    });
    await rewriteSecond(editor);
    assert.equal(document.getText(), TEXT);
    await run("suggestion.accept");
    assert.equal(document.getText(), BETTER);
    await undo();
    assert.equal(document.getText(), TEXT);
    assert.equal(notebook.cellAt(0).document.getText(), "print(1)");
    assert.deepEqual(scene.messages.shown, []);
  });

  it("of 10 MB: a paragraph in its middle is sent alone, and lands there", async () => {
    const half = `${"The wind was strong and the sea was wild. ".repeat(24)}\n\n`.repeat(
      PARAGRAPHS_10_MB / 2,
    );
    const text = `${half}${TEXT}\n${half}`;
    assert.ok(text.length > 10_000_000);
    // Plain text: VS Code's own Markdown extension would be busy with it for long.
    const editor = await openText(text, "txt");
    const document = await rewriteSecond(editor);
    assert.ok(JSON.stringify(scene.server.requests[0]?.body).length < 20_000);
    await run("suggestion.accept");
    assert.ok(document.getText() === text.replace("Second paragraph.", "Better words."));
    await undo();
    assert.ok(document.getText() === text);
    assert.deepEqual(await lenses(document), []);
  }).timeout(LARGE_TIMEOUT_MS);
});
