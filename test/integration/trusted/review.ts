import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  closeAll,
  cursorAfter,
  edit,
  lenses,
  open,
  openText,
  select,
  suggestionsReady,
  suggestionStreaming,
  undo,
} from "../support/editor";
import { run, useServer } from "../support/inkling";
import { setScene } from "../support/scene";
import { until } from "../support/until";

const TEXT = "First paragraph.\n\nSecond paragraph.\n\nThird paragraph.\n";

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

  it("keeps what has come when its document is closed while it streams, and offers it again", async () => {
    scene.server.respondWith(
      { kind: "stall", chunks: ["Better "] },
      { kind: "text", chunks: ["Better paragraph."] },
    );
    const editor = await openText(TEXT);
    select(editor, "First paragraph.");
    const running = run("action.rewrite", { style: "clearer" });
    await suggestionStreaming(editor.document);
    await closeAll();
    await running;
    await scene.server.waitFor(({ closedByClient }) => closedByClient === 1);
    const { document } = await open(editor.document.uri);
    await until("what came", async () => {
      return (await lenses(document)).join() === "otherVersion,openProposal,reject";
    });
    assert.equal(document.getText(), TEXT);
    assert.deepEqual(scene.messages.shown, []);
    await run("suggestion.otherVersion");
    await suggestionsReady(document);
    await run("suggestion.accept");
    assert.equal(document.getText(), TEXT.replace("First", "Better"));
  });

  it("goes when its document is closed before a word has come", async () => {
    scene.server.respondWith({ kind: "stall" });
    const editor = await openText(TEXT);
    const running = run("action.rewrite", { style: "clearer" });
    await suggestionStreaming(editor.document);
    await closeAll();
    await running;
    assert.deepEqual(await lenses((await open(editor.document.uri)).document), []);
    assert.deepEqual(scene.messages.shown, []);
  });

  it("is offered as a text of its own when an untitled document is closed under it", async () => {
    const opened = await vscode.workspace.openTextDocument({ content: TEXT, language: "markdown" });
    await vscode.window.showTextDocument(opened);
    await run("action.rewrite", { style: "clearer" });
    await suggestionsReady(opened);
    await closeAll();
    const shown = await until("a message", () => scene.messages.shown.find(({ kind }) => kind === "error"));
    assert.match(shown.text, /document was closed/);
    assert.ok(shown.buttons.includes("Open the Proposal"));
  });
});

describe("a suggestion whose own text is edited", () => {
  const scene = setScene();
  beforeEach(async () => {
    await useServer(scene.server);
    scene.server.respondWith({ kind: "text", chunks: ["Better ", "paragraph."] });
  });

  const editSecond = async (editor: vscode.TextEditor) => {
    cursorAfter(editor, "Second");
    await vscode.commands.executeCommand("type", { text: "!" });
  };
  const asks = async ({ document }: vscode.TextEditor) => {
    await until("a suggestion that asks", async () => {
      return (await lenses(document)).join() === "askAgain,openProposal,reject";
    });
  };

  it("asks once what is to become of it", async () => {
    const editor = await rewriteSecond();
    await editSecond(editor);
    await vscode.commands.executeCommand("type", { text: "!" });
    await asks(editor);
    assert.equal(scene.messages.shown.length, 1);
    const { kind, text, buttons } = await until("a question", () => scene.messages.last);
    assert.equal(kind, "warning");
    assert.match(text, /changed the text/);
    assert.deepEqual(buttons, ["Ask Again", "Open the Proposal", "Discard"]);
  });

  it("is as it was once the edit is undone", async () => {
    const editor = await rewriteSecond();
    await editSecond(editor);
    await asks(editor);
    await undo();
    await suggestionsReady(editor.document);
    await run("suggestion.accept");
    assert.equal(editor.document.getText(), TEXT.replace("Second", "Better"));
  });

  it("goes with Discard", async () => {
    const editor = await rewriteSecond();
    scene.messages.press = "Discard";
    await editSecond(editor);
    await until("no suggestion", async () => (await lenses(editor.document)).length === 0);
    assert.equal(editor.document.getText(), TEXT.replace("Second", "Second!"));
  });

  it("while it streams: asks, and nothing lands by itself", async () => {
    scene.server.respondWith({ kind: "text", chunks: ["Better ", "paragraph."], delayMs: 600 });
    const editor = await openText(TEXT);
    select(editor, "Second paragraph.");
    const running = run("action.rewrite", { style: "clearer" });
    await suggestionStreaming(editor.document);
    await editSecond(editor);
    await running;
    await asks(editor);
    assert.equal(scene.messages.shown.length, 1);
    await run("suggestion.accept");
    assert.match(scene.messages.last?.text ?? "", /changed meanwhile/);
    assert.equal(editor.document.getText(), TEXT.replace("Second", "Second!"));
  });

  it("and two changes wait: those that are not touched can be kept", async () => {
    scene.server.respondWith({ kind: "text", chunks: ["A better paragraph, the second of three."] });
    const editor = await openText("The good paragraph, the second of two.\n");
    await run("action.rewrite", { style: "clearer" });
    await suggestionsReady(editor.document);
    scene.messages.press = "Keep the Other Changes";
    cursorAfter(editor, "second");
    await vscode.commands.executeCommand("type", { text: "!" });
    await suggestionsReady(editor.document);
    await run("suggestion.accept");
    assert.equal(editor.document.getText(), "A better paragraph, the second! of three.\n");
  });
});
