import assert from "node:assert/strict";
import * as vscode from "vscode";
import { cursorAfter, openText, select } from "../support/editor";
import { take, type, useBaseModel } from "../support/ghostText";
import { run } from "../support/inkling";
import { setScene } from "../support/scene";
import { until } from "../support/until";

const TEXT = "The house stands at the end of the road";
/** Long enough to be shown by itself even when some of it has been typed. */
const SENTENCE = " by the sea where the river ends.";

describe("ghost text", () => {
  const scene = setScene();
  beforeEach(async () => {
    await useBaseModel(scene.server);
    scene.server.respondWith({ kind: "text", chunks: [`${SENTENCE} And more.`] });
  });

  it("comes while the writer types, and is taken as it was shown: one sentence", async () => {
    const editor = await openText(TEXT);
    cursorAfter(editor, TEXT);
    await type(", right");
    await take(editor.document);
    assert.equal(editor.document.getText(), `${TEXT}, right${SENTENCE}`);
    assert.equal((scene.server.requests.at(-1)?.body as { prompt: string }).prompt, `${TEXT}, right`);
  });

  it("comes in Chinese", async () => {
    scene.server.respondWith({ kind: "text", chunks: ["风很大，守塔的老人等着我们。后来"] });
    const text = "昨天我们走到了灯塔，";
    const editor = await openText(text);
    cursorAfter(editor, text);
    await type("那里");
    await take(editor.document);
    assert.equal(editor.document.getText(), `${text}那里风很大，守塔的老人等着我们。`);
  });

  it("asks once for what is typed along with it", async () => {
    const editor = await openText(TEXT);
    cursorAfter(editor, TEXT);
    await type(",");
    await scene.server.waitFor(({ requests }) => requests.length === 1);
    await vscode.commands.executeCommand("editor.action.inlineSuggest.trigger");
    await until("the answer to be remembered", async () => {
      await vscode.commands.executeCommand("editor.action.inlineSuggest.commit");
      return editor.document.getText() !== `${TEXT},`;
    });
    await vscode.commands.executeCommand("undo");
    const asked = scene.server.requests.length;
    await type(" by");
    await take(editor.document);
    assert.equal(editor.document.getText(), `${TEXT},${SENTENCE}`);
    assert.equal(scene.server.requests.length, asked);
  });

  it("closes the connection when the writer types something else", async () => {
    scene.server.respondWith({ kind: "stall", chunks: [" by "] });
    const editor = await openText(TEXT);
    cursorAfter(editor, TEXT);
    await type(",");
    await scene.server.waitFor(({ requests }) => requests.length === 1);
    await type("x");
    await scene.server.waitFor(({ closedByClient }) => closedByClient >= 1);
  });

  it("stays away while text is selected, in other languages, and when it is off", async () => {
    const editor = await openText(TEXT);
    select(editor, "house");
    await vscode.commands.executeCommand("editor.action.inlineSuggest.trigger");
    const code = await openText("const answer = 42; // the answer to everything", "js");
    cursorAfter(code, "everything");
    await type(" is");
    await run("toggleGhostText");
    const off = await openText(TEXT);
    cursorAfter(off, TEXT);
    await type(", right");
    await run("toggleGhostText");
    // Whatever had been asked above would arrive before this one.
    await type(" ");
    await take(off.document);
    const prompts = scene.server.requests.map(({ body }) => (body as { prompt: string }).prompt);
    assert.deepEqual(prompts, [`${TEXT}, right`]);
  });

  it("never pops up a message", async () => {
    scene.server.respondWith({ kind: "status", reason: "unauthorized" });
    const editor = await openText(TEXT);
    cursorAfter(editor, TEXT);
    await type(",");
    await scene.server.waitFor(({ requests }) => requests.length >= 1);
    scene.server.respondWith({ kind: "text", chunks: [SENTENCE] });
    await type(" and");
    await run("askForGhostText"); // by itself it is not asked for again so soon
    await take(editor.document);
    assert.deepEqual(scene.messages.shown, []);
  });
});
