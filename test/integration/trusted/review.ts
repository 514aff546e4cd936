import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  closeAll,
  cursorAfter,
  lenses,
  open,
  openText,
  select,
  suggestionsReady,
  suggestionStreaming,
} from "../support/editor";
import { run, useServer } from "../support/inkling";
import { setScene } from "../support/scene";
import { until } from "../support/until";

const TEXT = "First paragraph.\n\nSecond paragraph.\n\nThird paragraph.\n";

async function edit(
  editor: vscode.TextEditor,
  change: (builder: vscode.TextEditorEdit) => void,
): Promise<void> {
  assert.ok(await editor.edit(change));
}

async function rewriteSecond(): Promise<vscode.TextEditor> {
  const editor = await openText(TEXT);
  select(editor, "Second paragraph.");
  await run("action.rewrite", { style: "clearer" });
  await suggestionsReady(editor.document);
  return editor;
}

describe("a suggestion that waits", () => {
  const scene = setScene();
  beforeEach(async () => {
    await useServer(scene.server);
    scene.server.respondWith({ kind: "text", chunks: ["Better ", "paragraph."] });
  });

  it("follows its text when something is written above it", async () => {
    const editor = await rewriteSecond();
    await edit(editor, (builder) => builder.insert(new vscode.Position(0, 0), "A title\n\n"));
    await run("suggestion.accept");
    assert.equal(editor.document.getText(), `A title\n\n${TEXT.replace("Second", "Better")}`);
  });

  it("follows its text while it still streams", async () => {
    scene.server.respondWith({ kind: "text", chunks: ["Better ", "paragraph."], delayMs: 600 });
    const editor = await openText(TEXT);
    select(editor, "Second paragraph.");
    const running = run("action.rewrite", { style: "clearer" });
    await suggestionStreaming(editor.document);
    await edit(editor, (builder) => builder.insert(new vscode.Position(0, 0), "A title\n\n"));
    await running;
    await run("suggestion.accept");
    assert.equal(editor.document.getText(), `A title\n\n${TEXT.replace("Second", "Better")}`);
  });

  it("is refused when its own text was changed, and is not lost", async () => {
    const editor = await rewriteSecond();
    cursorAfter(editor, "Second");
    const at = editor.selection.active;
    await edit(editor, (builder) => builder.insert(at, " and best"));
    const changed = editor.document.getText();
    scene.messages.press = "Open the Proposal";
    await run("suggestion.accept");
    assert.match(scene.messages.last?.text ?? "", /changed meanwhile/);
    const opened = await until("the proposal in a document of its own", () =>
      vscode.workspace.textDocuments.find(({ isUntitled }) => isUntitled),
    );
    assert.equal(opened.getText(), "Better paragraph.");
    assert.equal(editor.document.getText(), changed);
  });

  it("is taken once, however often Accept is pressed", async () => {
    const editor = await rewriteSecond();
    await Promise.all([run("suggestion.accept"), run("suggestion.accept")]);
    assert.equal(editor.document.getText(), TEXT.replace("Second", "Better"));
  });

  it("stands beside another one in the same document", async () => {
    const editor = await rewriteSecond();
    scene.server.respondWith({ kind: "text", chunks: ["Last paragraph."] });
    select(editor, "Third paragraph.");
    await run("action.rewrite", { style: "clearer" });
    await suggestionsReady(editor.document, 2);
    await run("suggestion.accept");
    assert.equal(editor.document.getText(), TEXT.replace("Third", "Last"));
    await run("suggestion.accept");
    assert.equal(editor.document.getText(), TEXT.replace("Second", "Better").replace("Third", "Last"));
  });

  it("survives closing and opening its file", async () => {
    const { document } = await rewriteSecond();
    await closeAll();
    const again = await open(document.uri);
    await edit(again, (builder) => builder.insert(new vscode.Position(0, 0), "A title\n\n"));
    await suggestionsReady(again.document);
    await run("suggestion.accept");
    assert.equal(again.document.getText(), `A title\n\n${TEXT.replace("Second", "Better")}`);
  });

  it("ends with a message when its document is closed while it streams", async () => {
    scene.server.respondWith({ kind: "stall", chunks: ["Better "] });
    const editor = await openText(TEXT);
    const running = run("action.rewrite", { style: "clearer" });
    await suggestionStreaming(editor.document);
    await closeAll();
    await running;
    await scene.server.waitFor(({ closedByClient }) => closedByClient === 1);
    assert.match(scene.messages.last?.text ?? "", /document was closed/);
    assert.deepEqual(await lenses((await open(editor.document.uri)).document), []);
  });
});
