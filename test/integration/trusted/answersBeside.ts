import assert from "node:assert/strict";
import * as vscode from "vscode";
import { cursorAfter, lenses, openText, select, undo } from "../support/editor";
import { run, useServer } from "../support/inkling";
import { lastPrompt } from "../support/requests";
import { setScene } from "../support/scene";
import { until } from "../support/until";

const TEXT = "# A letter\n\nThe very unique house stands by the sea, wich is wild.\n\nThe end.\n";

/** The answer that is open beside the text. */
function answerDocument(text: string): Promise<vscode.TextDocument> {
  return until("the answer beside the text", () => {
    const shown = vscode.window.visibleTextEditors.map(({ document }) => document);
    return shown.find((one) => one.uri.scheme === "inkling-answer" && one.getText() === text);
  });
}

describe("an answer that is no edit", () => {
  const scene = setScene();
  beforeEach(() => useServer(scene.server));

  for (const [action, given] of [
    ["action.explain", {}],
    ["action.summariseDocument", { length: "sentence" }],
    ["action.titleIdeas", {}],
    ["action.outline", {}],
    ["translateBeside", { language: "French" }],
    ["action.askAnything", { request: "say what it is about", target: "beside" }],
  ] as const) {
    it(`${action} opens it beside the text, which stays as it is`, async () => {
      scene.server.respondWith({ kind: "text", chunks: ["It is ", "about a house.\n", "And the sea."] });
      const editor = await openText(TEXT);
      cursorAfter(editor, "very");
      await run(action, given);
      await answerDocument("It is about a house.\nAnd the sea.");
      assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), editor.document.uri.toString());
      assert.equal(editor.document.isDirty, false);
      assert.deepEqual(await lenses(editor.document), []);
      assert.deepEqual(scene.messages.shown, []);
    });
  }

  it("is copied, and inserted at the cursor in one undo step", async () => {
    scene.server.respondWith({ kind: "text", chunks: ["About a house."] });
    const editor = await openText(TEXT);
    cursorAfter(editor, "The end.");
    await run("action.explain");
    const { uri } = await answerDocument("About a house.");
    await vscode.env.clipboard.writeText("");
    await run("answer.copy", uri);
    assert.equal(await vscode.env.clipboard.readText(), "About a house.");
    await run("answer.insert", uri);
    assert.equal(editor.document.getText(), TEXT.replace("The end.", "The end.About a house."));
    await undo();
    assert.equal(editor.document.getText(), TEXT);
  });

  it("that fails before its first word leaves no empty document", async () => {
    scene.server.respondWith({ kind: "empty" });
    await openText(TEXT);
    await run("action.explain");
    assert.match((await until("a message", () => scene.messages.last)).text, /answered nothing/);
    await until("no document beside", () =>
      vscode.window.tabGroups.all.every(({ tabs }) =>
        tabs.every(
          ({ input }) => !(input instanceof vscode.TabInputText && input.uri.scheme === "inkling-answer"),
        ),
      ),
    );
  });

  it("that is closed while it is written is not asked for any longer", async () => {
    scene.server.respondWith({ kind: "stall", chunks: ["It is "] });
    await openText(TEXT);
    const running = run("action.explain");
    const { uri } = await answerDocument("It is");
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const tab = tabs.find(
      ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString(),
    );
    assert.ok(tab);
    await vscode.window.tabGroups.close(tab);
    await running;
    await scene.server.waitFor(({ closedByClient }) => closedByClient === 1);
    assert.deepEqual(scene.messages.shown, []);
  });

  it("remarks stand at the words that they quote, and are dismissed", async () => {
    scene.server.respondWith({
      kind: "text",
      chunks: ['"very unique": Unique has no degrees.\n', '"wich": Misspelt.\n', '"not there": Nowhere.\n'],
    });
    const editor = await openText(TEXT);
    select(editor, "The very unique house stands by the sea, wich is wild.");
    await run("action.critique");
    const { document } = editor;
    const next = async () => {
      await vscode.commands.executeCommand("editor.action.nextCommentThreadAction");
      return document.getText(editor.selection);
    };
    const start = () => (editor.selection = new vscode.Selection(0, 0, 0, 0));
    await until("a remark at its words", async () => {
      start();
      return (await next()) === "very unique";
    });
    await until("the next remark", async () => {
      select(editor, "very unique");
      return (await next()) === "wich";
    });
    assert.equal(document.isDirty, false);
    select(editor, "very unique");
    await run("remark.dismissAll");
    await until("no remark", async () => {
      start();
      return (await next()) === "";
    });
    assert.equal(document.getText(), TEXT);
    assert.deepEqual(await lenses(document), []);
    assert.deepEqual(scene.messages.shown, []);
  });

  it("synonyms: the one that is chosen takes the word's place in one undo step", async () => {
    scene.server.respondWith({ kind: "text", chunks: ["1. rough\n2. ", "stormy\n", "wild\n"] });
    const editor = await openText(TEXT);
    cursorAfter(editor, "wild");
    const running = run("action.synonyms");
    await until("a chosen word", async () => {
      await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      return editor.document.getText() !== TEXT;
    });
    await running;
    assert.match(lastPrompt(scene.server), /wild/);
    assert.equal(editor.document.getText(), TEXT.replace("wild", "rough"));
    await undo();
    assert.equal(editor.document.getText(), TEXT);
  });

  it("synonyms left with Escape change nothing and stop the request", async () => {
    scene.server.respondWith({ kind: "stall", chunks: ["rough\n"] });
    const editor = await openText(TEXT);
    cursorAfter(editor, "wild");
    let hasEnded = false;
    const running = run("action.synonyms").then(() => (hasEnded = true));
    await scene.server.waitFor(({ requests }) => requests.length === 1);
    await until("the end of the command", async () => {
      await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
      return hasEnded;
    });
    await running;
    await scene.server.waitFor(({ closedByClient }) => closedByClient === 1);
    assert.equal(editor.document.isDirty, false);
    assert.deepEqual(scene.messages.shown, []);
  });
});
