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
import { answers } from "../support/requests";
import { setScene } from "../support/scene";
import { until } from "../support/until";

const TEXT = "Alpha is first.\n\nBeta is second.\n\nGamma is third.\n";
const BETTER = answers({
  "Alpha is first.": "Alpha leads.",
  "Beta is second.": "Beta follows.",
  "Gamma is third.": "Gamma ends.",
});
const ALL_BETTER = "Alpha leads.\n\nBeta follows.\n\nGamma ends.\n";

/** A cursor in each of the lines. */
function cursors(editor: vscode.TextEditor, lines: readonly number[]): void {
  editor.selections = lines.map((line) => new vscode.Selection(line, 1, line, 1));
}

describe("several suggestions", () => {
  const scene = setScene();
  beforeEach(async () => {
    await useServer(scene.server);
    scene.server.respondWith(BETTER);
  });

  it("of several cursors: one request each, accepted together, undone together", async () => {
    const editor = await openText(TEXT);
    cursors(editor, [0, 2, 4]);
    await run("action.rewrite", { style: "shorter" });
    await suggestionsReady(editor.document, 3);
    assert.equal(scene.server.requests.length, 3);
    await run("suggestion.accept");
    assert.equal(editor.document.getText(), ALL_BETTER);
    assert.deepEqual(await lenses(editor.document), []);
    await undo();
    assert.equal(editor.document.getText(), TEXT);
    await save(editor.document);
    assert.equal(await bytesOf(editor.document), asBytes(TEXT));
  });

  it("of several cursors: one can be rejected before the others are accepted", async () => {
    const editor = await openText(TEXT);
    cursors(editor, [0, 2, 4]);
    await run("action.rewrite", { style: "shorter" });
    await suggestionsReady(editor.document, 3);
    editor.selection = new vscode.Selection(2, 1, 2, 1);
    await run("suggestion.reject");
    await suggestionsReady(editor.document, 2);
    await run("suggestion.accept");
    assert.equal(editor.document.getText(), ALL_BETTER.replace("Beta follows.", "Beta is second."));
  });

  it("two cursors in one paragraph are one request", async () => {
    const editor = await openText(TEXT);
    editor.selections = [new vscode.Selection(0, 1, 0, 1), new vscode.Selection(0, 7, 0, 7)];
    await run("action.rewrite", { style: "shorter" });
    await suggestionsReady(editor.document, 1);
    assert.equal(scene.server.requests.length, 1);
  });

  it("a text with an answer is offered where another one fails", async () => {
    scene.server.respondWith(answers({ "Alpha is first.": "Alpha leads." }));
    const editor = await openText(TEXT);
    cursors(editor, [0, 2]);
    await run("action.rewrite", { style: "shorter" });
    assert.match((await until("a message", () => scene.messages.last)).text, /answered nothing/);
    await suggestionsReady(editor.document, 1);
    await run("suggestion.accept");
    assert.equal(editor.document.getText(), TEXT.replace("Alpha is first.", "Alpha leads."));
  });

  it("more than ten cursors: says so, and asks nothing", async () => {
    const editor = await openText(Array.from({ length: 11 }, (_, i) => `Paragraph ${i}.\n`).join("\n"));
    cursors(
      editor,
      Array.from({ length: 11 }, (_, i) => 2 * i),
    );
    await run("action.rewrite", { style: "shorter" });
    assert.match((await until("a message", () => scene.messages.last)).text, /too many cursors/);
    assert.equal(scene.server.requests.length, 0);
    assert.deepEqual(await lenses(editor.document), []);
  });

  it("ten cursors are not too many", async () => {
    const text = Array.from({ length: 10 }, (_, i) => `Paragraph ${i}.\n`).join("\n");
    const editor = await openText(text);
    scene.server.respondWith({ kind: "text", chunks: ["The same for all."] });
    cursors(
      editor,
      Array.from({ length: 10 }, (_, i) => 2 * i),
    );
    await run("action.rewrite", { style: "shorter" });
    await suggestionsReady(editor.document, 10);
    assert.equal(scene.server.requests.length, 10);
    await run("suggestion.accept");
    assert.equal(editor.document.getText(), text.replace(/Paragraph \d\./g, "The same for all."));
  });

  it("in several documents: each is accepted in its own", async () => {
    const first = await openText(TEXT);
    await run("action.rewrite", { style: "shorter" });
    await suggestionsReady(first.document);
    const second = await open(await createFile(TEXT));
    select(second, "Gamma is third.");
    await run("action.rewrite", { style: "shorter" });
    await suggestionsReady(second.document);
    await run("suggestion.accept");
    assert.equal(second.document.getText(), TEXT.replace("Gamma is third.", "Gamma ends."));
    assert.equal(first.document.getText(), TEXT);
    await open(first.document.uri);
    await run("suggestion.accept");
    assert.equal(first.document.getText(), TEXT.replace("Alpha is first.", "Alpha leads."));
  });

  it("about overlapping texts: taking one leaves the other to be decided, and loses nothing", async () => {
    scene.server.respondWith({ kind: "text", chunks: ["Beginnings come first."] });
    const editor = await openText(TEXT);
    const { document } = editor;
    select(editor, "Alpha is first.");
    await run("action.rewrite", { style: "longer" });
    scene.server.respondWith({ kind: "text", chunks: ["Omega"] });
    select(editor, "Alpha");
    await run("action.rewrite", { style: "shorter" });
    await suggestionsReady(document, 2);
    select(editor, "Alpha");
    await run("suggestion.accept");
    const taken = document.getText();
    await until("a suggestion that asks", async () => {
      return (await lenses(document)).join() === "askAgain,openProposal,reject";
    });
    assert.match((await until("a question", () => scene.messages.last)).text, /changed the text/);
    scene.messages.press = "Open the Proposal";
    await run("suggestion.accept");
    assert.match(scene.messages.last?.text ?? "", /changed meanwhile/);
    assert.equal(document.getText(), taken);
    assert.ok(["Omega is first.", "Beginnings come first."].some((text) => taken.startsWith(text)));
    await until("what the model wrote", () =>
      vscode.workspace.textDocuments.find(({ isUntitled }) => isUntitled),
    );
  });
});
