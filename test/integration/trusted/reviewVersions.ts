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
import { withInput } from "../support/answeredInput";
import { run, setSetting, useServer } from "../support/inkling";
import { lastConversation, lastPrompt } from "../support/requests";
import { setScene } from "../support/scene";
import { until } from "../support/until";

const SENTENCE = "The house stands by the sea.";
const TEXT = `# A letter\n\n${SENTENCE}\n\nThe end.\n`;
const [FIRST, SECOND] = ["The house rises by the sea.", "A house looks at the sea."];

describe("the versions of a suggestion", () => {
  const scene = setScene();
  beforeEach(async () => {
    await useServer(scene.server);
    scene.server.respondWith({ kind: "text", chunks: [FIRST] }, { kind: "text", chunks: [SECOND] });
  });

  async function rewrite(): Promise<vscode.TextEditor> {
    const editor = await openText(TEXT);
    select(editor, SENTENCE);
    await run("action.rewrite", { style: "clearer" });
    await suggestionsReady(editor.document);
    return editor;
  }

  it("Other Version asks with the one before it, and takes its place", async () => {
    const { document } = await rewrite();
    await run("suggestion.otherVersion");
    assert.ok(lastConversation(scene.server).includes(FIRST));
    assert.match(lastPrompt(scene.server), /another version/);
    await suggestionsReady(document);
    assert.equal(document.getText(), TEXT);
    await run("suggestion.accept");
    assert.equal(document.getText(), TEXT.replace(SENTENCE, SECOND));
    assert.deepEqual(await lenses(document), []);
  });

  it("the writer goes back and forth between them, and takes the one that is shown", async () => {
    const { document } = await rewrite();
    await run("suggestion.otherVersion");
    await run("suggestion.previousVersion");
    await run("suggestion.nextVersion");
    await run("suggestion.nextVersion");
    await run("suggestion.accept");
    assert.equal(document.getText(), TEXT.replace(SENTENCE, FIRST));
  });

  it("another one that fails leaves the first as it was", async () => {
    scene.server.respondWith({ kind: "text", chunks: [FIRST] }, { kind: "status", reason: "unauthorized" });
    const { document } = await rewrite();
    await run("suggestion.otherVersion");
    assert.match((await until("a message", () => scene.messages.last)).text, /refused the API key/);
    await suggestionsReady(document);
    await run("suggestion.accept");
    assert.equal(document.getText(), TEXT.replace(SENTENCE, FIRST));
  });

  it("Ask for a Change sends the writer's words with the version that is shown", async () => {
    const { document } = await rewrite();
    await withInput("with a ship in it", () => run("suggestion.refine"));
    assert.ok(lastConversation(scene.server).includes(FIRST));
    assert.match(lastPrompt(scene.server), /with a ship in it/);
    await suggestionsReady(document);
    await run("suggestion.accept");
    assert.equal(document.getText(), TEXT.replace(SENTENCE, SECOND));
  });

  it("Ask for a Change that is left asks nothing", async () => {
    const { document } = await rewrite();
    await withInput(undefined, () => run("suggestion.refine"));
    assert.equal(scene.server.requests.length, 1);
    await suggestionsReady(document);
  });

  it("Keep for Later puts it aside, also over closing the file, until it is shown again", async () => {
    const { document } = await rewrite();
    await run("suggestion.keepForLater");
    assert.deepEqual(await lenses(document), ["show", "reject"]);
    await run("suggestion.accept");
    assert.equal(document.getText(), TEXT);
    assert.equal(document.isDirty, false);
    await closeAll();
    const again = await open(document.uri);
    await until("what was kept", async () => (await lenses(again.document)).join() === "show,reject");
    const [lens] = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      document.uri,
    );
    await run("suggestion.show", ...((lens?.command?.arguments ?? []) as unknown[]));
    await suggestionsReady(again.document);
    await run("suggestion.accept");
    assert.equal(again.document.getText(), TEXT.replace(SENTENCE, FIRST));
  });

  it("Copy as CriticMarkup puts the text with its changes on the clipboard", async () => {
    const { document } = await rewrite();
    await vscode.env.clipboard.writeText("");
    await run("suggestion.copyCriticMarkup");
    assert.equal(await vscode.env.clipboard.readText(), "The house {~~stands~>rises~~} by the sea.");
    assert.equal(document.getText(), TEXT);
    await suggestionsReady(document);
  });

  it("a suggestion whose text was edited is asked for again about what stands there now", async () => {
    const editor = await rewrite();
    cursorAfter(editor, "The house");
    await vscode.commands.executeCommand("type", { text: " on stilts" });
    await until("a question", () => scene.messages.last);
    await run("suggestion.askAgain");
    assert.match(lastPrompt(scene.server), /The house on stilts stands by the sea\./);
    await suggestionsReady(editor.document);
    await run("suggestion.accept");
    assert.equal(editor.document.getText(), TEXT.replace(SENTENCE, SECOND));
  });

  it("Run Again does the last action on another text, without asking anything", async () => {
    const editor = await rewrite();
    await run("suggestion.reject");
    select(editor, "The end.");
    await run("runAgain");
    assert.match(lastPrompt(scene.server), /The end\./);
    await suggestionsReady(editor.document);
    await run("suggestion.accept");
    assert.equal(editor.document.getText(), TEXT.replace("The end.", SECOND));
  });
});

describe("a suggestion side by side", () => {
  const scene = setScene();
  beforeEach(async () => {
    await useServer(scene.server);
    await setSetting("review.view", "diff");
    scene.server.respondWith({ kind: "text", chunks: [FIRST] });
  });

  function proposalTabs(): readonly vscode.TabInputTextDiff[] {
    return vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs.map(({ input }) => input))
      .filter((input) => input instanceof vscode.TabInputTextDiff)
      .filter(({ modified }) => modified.scheme === "inkling-proposal");
  }

  for (const what of ["accept", "reject"] as const) {
    it(`shows the whole document as it would be, and goes with ${what}`, async () => {
      const editor = await openText(TEXT);
      const { document } = editor;
      select(editor, SENTENCE);
      await run("action.rewrite", { style: "clearer" });
      const [tab] = await until("a comparison", () =>
        proposalTabs().length > 0 ? proposalTabs() : undefined,
      );
      assert.ok(tab);
      assert.equal(tab.original.toString(), document.uri.toString());
      const expected = TEXT.replace(SENTENCE, FIRST);
      const proposed = await vscode.workspace.openTextDocument(tab.modified);
      await until("the proposal", () => proposed.getText() === expected);
      await until("the comparison to have the cursor", () => vscode.window.activeTextEditor);
      assert.equal(document.getText(), TEXT);
      await run(`suggestion.${what}`);
      assert.equal(document.getText(), what === "accept" ? expected : TEXT);
      assert.deepEqual(await lenses(document), []);
      await until("the end of the comparison", () => proposalTabs().length === 0);
      await until("the document itself on the screen", () => {
        return vscode.window.activeTextEditor?.document.uri.toString() === document.uri.toString();
      });
    });
  }

  it("is not opened while it still streams", async () => {
    scene.server.respondWith({ kind: "stall", chunks: ["The house "] });
    const editor = await openText(TEXT);
    select(editor, SENTENCE);
    const running = run("action.rewrite", { style: "clearer" });
    await suggestionStreaming(editor.document);
    assert.equal(proposalTabs().length, 0);
    await run("suggestion.reject");
    await running;
    assert.equal(proposalTabs().length, 0);
  });
});
