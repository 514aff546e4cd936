import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  asBytes,
  bytesOf,
  closeAll,
  cursorAfter,
  lenses,
  lensTitles,
  open,
  openText,
  save,
  select,
  suggestionsReady,
  undo,
} from "../support/editor";
import { run, useServer } from "../support/inkling";
import { setScene } from "../support/scene";
import { until } from "../support/until";

const PROSE =
  "The old man walked to the red house. He was tired that day. Nobody saw him come. The door was open.";
const PROPOSED =
  "The old woman walked to the red house. He was cheerful that day. Nobody heard him come. The window was open.";
const TEXT = `# A visit\r\n\r\n${PROSE}\r\n\r\nThe end.\r\n`;

/** A rewritten paragraph with four changes of a word each. */
async function fourChanges(): Promise<vscode.TextEditor> {
  const editor = await openText(TEXT);
  select(editor, PROSE);
  await run("action.rewrite", { style: "clearer" });
  await suggestionsReady(editor.document);
  return editor;
}

/** Accepts or rejects the change of a word that stands in the document. */
async function onChange(what: "accept" | "reject", editor: vscode.TextEditor, word: string): Promise<void> {
  cursorAfter(editor, word);
  await run(`suggestion.${what}Change`);
}

/** Waits until so many changes are open. */
async function openChanges(document: vscode.TextDocument, count: number): Promise<void> {
  const wanted = `Next of ${count} Changes`;
  await until(wanted, async () => (await lensTitles(document)).includes(wanted)).catch(async () =>
    assert.deepEqual(await lensTitles(document), wanted),
  );
}

describe("the changes of a suggestion", () => {
  const scene = setScene();
  beforeEach(async () => {
    await useServer(scene.server);
    scene.server.respondWith({ kind: "text", chunks: [PROPOSED] });
  });

  it("half of them accepted and saved: the file holds exactly those, and the others are offered again", async () => {
    const editor = await fourChanges();
    await openChanges(editor.document, 4);
    await onChange("accept", editor, "old man");
    await openChanges(editor.document, 3);
    await onChange("accept", editor, "Nobody saw");
    await openChanges(editor.document, 2);
    await save(editor.document);
    await closeAll();
    const { document } = await open(editor.document.uri);
    const half = TEXT.replace("man", "woman").replace("saw", "heard");
    assert.equal(document.getText(), half);
    assert.equal(await bytesOf(document), asBytes(half));
    await openChanges(document, 2);
    await run("suggestion.accept");
    assert.equal(document.getText(), TEXT.replace(PROSE, PROPOSED));
  });

  it("one rejected, the rest is accepted without it", async () => {
    const editor = await fourChanges();
    await onChange("reject", editor, "was tired");
    await openChanges(editor.document, 3);
    assert.equal(editor.document.isDirty, false);
    await run("suggestion.accept");
    const expected = TEXT.replace(PROSE, PROPOSED.replace("cheerful", "tired"));
    assert.equal(editor.document.getText(), expected);
    await undo();
    assert.equal(editor.document.getText(), TEXT);
  });

  it("all rejected one by one: nothing is left to review, and the document is as it was", async () => {
    const editor = await fourChanges();
    for (let left = 4; left > 0; left--) await run("suggestion.rejectChange");
    await until("no suggestion", async () => (await lenses(editor.document)).length === 0);
    assert.equal(editor.document.isDirty, false);
    assert.equal(await bytesOf(editor.document), asBytes(TEXT));
  });

  it("rejected as a whole: the bytes are the old ones, and nothing is to be saved", async () => {
    const { document } = await fourChanges();
    const { version } = document;
    await run("suggestion.reject");
    assert.deepEqual(await lenses(document), []);
    assert.equal(document.version, version);
    assert.equal(document.isDirty, false);
    assert.equal(await bytesOf(document), asBytes(TEXT));
  });

  it("one accepted and undone: it is open again, and all can still be accepted", async () => {
    const editor = await fourChanges();
    await onChange("accept", editor, "old man");
    assert.equal(editor.document.getText(), TEXT.replace("man", "woman"));
    await openChanges(editor.document, 3);
    await undo();
    assert.equal(editor.document.getText(), TEXT);
    await openChanges(editor.document, 4);
    assert.deepEqual(scene.messages.shown, []);
    await run("suggestion.accept");
    assert.equal(editor.document.getText(), TEXT.replace(PROSE, PROPOSED));
  });

  it("two accepted, undone and done again: what is open is what is not in the text", async () => {
    const editor = await fourChanges();
    await onChange("accept", editor, "old man");
    await onChange("accept", editor, "The door");
    await openChanges(editor.document, 2);
    await undo();
    await openChanges(editor.document, 3);
    await undo();
    await openChanges(editor.document, 4);
    await vscode.commands.executeCommand("redo");
    await openChanges(editor.document, 3);
    assert.equal(editor.document.getText(), TEXT.replace("man", "woman"));
    assert.deepEqual(scene.messages.shown, []);
  });

  it("are stepped through with the cursor", async () => {
    const editor = await fourChanges();
    cursorAfter(editor, "# A visit");
    const at: string[] = [];
    for (let step = 0; step < 5; step++) {
      await run("suggestion.nextChange");
      const { document, selection } = editor;
      at.push(document.getText(document.getWordRangeAtPosition(selection.active)));
    }
    assert.deepEqual(at, ["man", "tired", "saw", "door", "man"]);
    await run("suggestion.previousChange");
    assert.equal(
      editor.document.getText(editor.document.getWordRangeAtPosition(editor.selection.active)),
      "door",
    );
  });
});

const SECTIONS = [
  "# One",
  "",
  "First sentence. Second sentence. Third sentence.",
  "",
  "# Two",
  "",
  "Folded away.",
  "",
  "# Three",
  "",
  "Seen.",
  "",
].join("\n");

describe("accepting a suggestion", () => {
  const scene = setScene();
  beforeEach(async () => {
    await useServer(scene.server);
    scene.server.respondWith({ kind: "text", chunks: ["A second sentence that is longer."] });
  });

  async function rewriteSecond(): Promise<vscode.TextEditor> {
    const editor = await openText(SECTIONS);
    select(editor, "Second sentence.");
    await run("action.rewrite", { style: "longer" });
    await suggestionsReady(editor.document);
    return editor;
  }

  for (const elsewhere of ["First", "Third", "sentence.\n\n# Two", "Seen"]) {
    it(`keeps what is selected: ${JSON.stringify(elsewhere)}`, async () => {
      const editor = await rewriteSecond();
      select(editor, elsewhere);
      await run("suggestion.accept");
      assert.match(editor.document.getText(), /A second sentence that is longer\./);
      await until("the selection", () => editor.document.getText(editor.selection) === elsewhere);
    });
  }

  it("keeps what is folded", async () => {
    const editor = await rewriteSecond();
    const { commands } = vscode;
    await until("a fold", async () => {
      await commands.executeCommand("editor.fold", { selectionLines: [4] });
      return editor.visibleRanges.length === 2;
    });
    const hidden = () => {
      const [above, below] = editor.visibleRanges;
      return above && below
        ? editor.document.getText(new vscode.Range(above.end, below.start)).replace(/^[^\n]*\n/, "")
        : "";
    };
    assert.match(hidden(), /^\nFolded away\./);
    await run("suggestion.accept");
    assert.match(editor.document.getText(), /A second sentence that is longer\./);
    assert.equal(editor.visibleRanges.length, 2);
    assert.match(hidden(), /^\nFolded away\./);
  });
});
