import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  cursorAfter,
  lenses,
  openText,
  select,
  suggestionsReady,
  suggestionStreaming,
  undo,
} from "../support/editor";
import { run, useServer } from "../support/inkling";
import { lastPrompt } from "../support/requests";
import { setScene } from "../support/scene";
import { until } from "../support/until";

const LETTER = "# A letter\n\nThe house stands by the sea.\n\nNobody is in a hurry here.\n";

describe("actions on the selection", () => {
  const scene = setScene();
  beforeEach(() => useServer(scene.server));

  it("streams outside the document, and rejecting leaves it as it was and closes the connection", async () => {
    scene.server.respondWith({ kind: "stall", chunks: ["The wind ", "was "] });
    const { document } = await openText(LETTER);
    const running = run("action.poem", { form: "free" });
    await suggestionStreaming(document);
    assert.equal(document.getText(), LETTER);
    await run("suggestion.reject");
    await running;
    await scene.server.waitFor(({ closedByClient }) => closedByClient === 1);
    assert.equal(document.getText(), LETTER);
    assert.equal(document.isDirty, false);
    assert.deepEqual(await lenses(document), []);
    assert.deepEqual(scene.messages.shown, []);
  });

  it("lands as one undo step", async () => {
    scene.server.respondWith({ kind: "text", chunks: ["The house ", "looks ", "at the sea."] });
    const editor = await openText(LETTER);
    select(editor, "The house stands by the sea.");
    await run("action.rewrite", { style: "clearer" });
    await suggestionsReady(editor.document);
    assert.equal(editor.document.getText(), LETTER);
    await run("suggestion.accept");
    assert.equal(
      editor.document.getText(),
      LETTER.replace("The house stands by the sea.", "The house looks at the sea."),
    );
    await undo();
    assert.equal(editor.document.getText(), LETTER);
    assert.deepEqual(await lenses(editor.document), []);
  });

  it("works on the paragraph at the cursor when nothing is selected", async () => {
    scene.server.respondWith({ kind: "text", chunks: ["A short summary."] });
    const editor = await openText(LETTER);
    cursorAfter(editor, "Nobody");
    await run("action.summarise", { length: "paragraph" });
    const prompt = lastPrompt(scene.server);
    assert.ok(prompt.includes("Nobody is in a hurry here."));
    assert.ok(!prompt.includes("The house"));
    await run("suggestion.accept");
    assert.equal(editor.document.getText(), LETTER.replace("hurry here.", "hurry here.\n\nA short summary."));
  });

  it("goes on after the last word, with the space that belongs there", async () => {
    scene.server.respondWith({ kind: "text", chunks: ["The gate is open."] });
    const editor = await openText(LETTER);
    cursorAfter(editor, "hurry");
    await run("action.continueWriting");
    await run("suggestion.accept");
    assert.equal(editor.document.getText(), LETTER.replace("hurry here.", "hurry here. The gate is open."));
  });

  it("goes on from a blank line with the text above it", async () => {
    scene.server.respondWith({ kind: "text", chunks: ["A new day began."] });
    const editor = await openText(`${LETTER}\n`);
    const end = editor.document.positionAt(LETTER.length + 1);
    editor.selection = new vscode.Selection(end, end);
    await run("action.continueWriting");
    assert.ok(lastPrompt(scene.server).includes("Nobody is in a hurry here."));
    await run("suggestion.accept");
    assert.equal(editor.document.getText(), `${LETTER}\nA new day began.`);
  });

  it("sends a base model the bare text", async () => {
    await useServer(scene.server, { kind: "base" });
    scene.server.respondWith({ kind: "text", chunks: [" The gate", " is open."] });
    const editor = await openText(LETTER);
    cursorAfter(editor, "hurry here.");
    await run("action.continueWriting");
    assert.equal(scene.server.requests[0]?.path, "/v1/completions");
    assert.equal(lastPrompt(scene.server), LETTER.trimEnd());
    await run("suggestion.accept");
    assert.equal(editor.document.getText(), LETTER.replace("hurry here.", "hurry here. The gate is open."));
  });

  it("leaves the line break of a line that was selected with it", async () => {
    scene.server.respondWith({ kind: "text", chunks: ["It looks at the sea."] });
    const editor = await openText(LETTER);
    select(editor, "The house stands by the sea.\n\n");
    await run("action.rewrite", { style: "clearer" });
    await run("suggestion.accept");
    assert.equal(
      editor.document.getText(),
      LETTER.replace("The house stands by the sea.", "It looks at the sea."),
    );
  });

  it("keeps the line endings of the document", async () => {
    scene.server.respondWith({ kind: "text", chunks: ["One line\nand ", "another"] });
    const editor = await openText(LETTER.replaceAll("\n", "\r\n"));
    cursorAfter(editor, "Nobody");
    await run("action.poem", { form: "free" });
    await run("suggestion.accept");
    const expected = LETTER.replace("hurry here.", "hurry here.\n\nOne line\nand another");
    assert.equal(editor.document.getText(), expected.replaceAll("\n", "\r\n"));
  });

  it("joins Chinese without a space", async () => {
    scene.server.respondWith({ kind: "text", chunks: ["清晨，", "渔夫们走过窗下。"] });
    const editor = await openText("# 来信\n\n我们住的房子在路的尽头。\n");
    cursorAfter(editor, "我们");
    await run("action.continueWriting");
    await run("suggestion.accept");
    assert.equal(editor.document.getText(), "# 来信\n\n我们住的房子在路的尽头。清晨，渔夫们走过窗下。\n");
  });

  it("asks for the language of a translation, and offers the last one first", async () => {
    scene.server.respondWith({ kind: "text", chunks: ["La maison."] });
    const editor = await openText(LETTER);
    select(editor, "The house stands by the sea.");
    const languages: (string | undefined)[] = [];
    for (const steps of [3, 0]) {
      const running = run("action.translate", {});
      const asked = scene.server.requests.length;
      await until("the list of languages", async () => {
        await vscode.commands.executeCommand("workbench.action.quickOpenNavigateNextInFilePicker");
        return true;
      });
      for (let i = 0; i < steps; i++) await vscode.commands.executeCommand("list.focusDown");
      await until("a request", async () => {
        await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
        return scene.server.requests.length > asked;
      });
      await running;
      languages.push(/^Translate to (.*):/.exec(lastPrompt(scene.server))?.[1]);
      await run("suggestion.reject");
    }
    assert.ok(languages[0]);
    assert.equal(languages[1], languages[0]);
  });
});
