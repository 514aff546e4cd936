import { readdirSync } from "node:fs";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { commands } from "vscode";
import type { Suggestion } from "../../../../../src/platform/suggestionPresenter";
import { documents, FakeDocument, openEditor } from "../../../../fakes/documents";
import { Uri } from "../../../../fakes/values";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { contextKeys, lensNames, review, suggested } from "../../support/review";

beforeEach(resetVscode);

const run = (command: string, ...args: unknown[]) =>
  commands.executeCommand(`inkling.suggestion.${command}`, ...args);

const LETTER = "file:///letter.md";

/** Suggests and answers, and leaves the answer on disk; then the editor is started anew with nothing open. */
async function leftFromEarlier(marked: string, text: string, target?: Suggestion["target"], uri = LETTER) {
  openEditor(marked, uri);
  const first = review();
  await suggested(first.controller, text, target);
  first.controller.dispose();
  await first.store.settled();
  resetVscode();
  return first;
}

/** Opens a document as VS Code tells of it. */
function opens(document: FakeDocument): void {
  documents.open.push(document);
  documents.opened.fire(document);
}

/** The threads that are to be seen, by the documents that they are in. */
const shownIn = () => host.threads.filter(({ isDisposed }) => !isDisposed).map(({ uri }) => uri.toString());

/** Until what is on disk is known. */
const waiting = () =>
  vi.waitFor(async () => {
    ui.picks.push(undefined);
    await run("showAll");
    expect(ui.picked.at(-1)).toHaveLength(1);
  });

describe("an insertion at a blank line", () => {
  it("is not written into the middle of a word of a document that was changed while it was closed", async () => {
    const first = await leftFromEarlier("One\n\n║\n\nEnd", "A new paragraph.", "insertAfter");
    const { document } = openEditor("║A long and winding title\n\nOne\n\n\n\nEnd", LETTER);
    review({ folder: first.folder });
    await vi.waitFor(() => expect(lensNames()).not.toEqual([]));
    await run("accept");
    expect(document.getText()).toContain("A long and winding title\n");
  });

  it("is not written to the start of a document that was replaced as a whole", async () => {
    const { document } = openEditor("One\n\n║\n\nEnd");
    await suggested(review().controller, "A new paragraph.", "insertAfter");
    ui.answers.push(undefined);
    document.edit(0, document.getText().length, "One!\n\n\n\nEnd");
    await run("accept");
    expect(document.getText()).toMatch(/^One!\n/);
  });
});

describe("other line endings", () => {
  it("of the whole document do not spoil a suggestion for several lines", async () => {
    const { document } = openEditor("Title\n\n«One\ntwo»\n\nEnd");
    await suggested(review().controller, "Eins\nzwei");
    ui.answers.push(undefined);
    // VS Code tells of it as of one change of all the text.
    document.edit(0, document.getText().length, "Title\r\n\r\nOne\r\ntwo\r\n\r\nEnd");
    expect(lensNames()).toContain("accept");
  });
});

describe("another window", () => {
  it("does not offer what was taken or left in this one", async () => {
    const first = await leftFromEarlier("One «two» three", "zwei");
    review({ folder: first.folder });
    await waiting();
    first.store.delete(readdirSync(first.folder)[0]?.replace(".json", "") ?? "");
    await first.store.settled();
    opens(new FakeDocument(LETTER, "One two three"));
    await new Promise((resolve) => setTimeout(resolve));
    await run("nextChange");
    expect(shownIn()).toEqual([]);
  });

  it("has an Untitled-1 of its own, which the suggestions for this one's are not about", async () => {
    const first = await leftFromEarlier("One «two» three", "zwei", "replace", "untitled:Untitled-1");
    openEditor("║Something else", "untitled:Untitled-1");
    review({ folder: first.folder });
    openEditor("║Another text", LETTER);
    await first.store.load();
    await new Promise((resolve) => setTimeout(resolve));
    expect(shownIn()).toEqual([]);
  });
});

describe("suggestions that wait on disk", () => {
  it("follow a new name of their file", async () => {
    const first = await leftFromEarlier("One «two» three", "zwei");
    review({ folder: first.folder });
    await waiting();
    documents.renamed.fire({
      files: [{ oldUri: Uri.parse(LETTER), newUri: Uri.parse("file:///note.md") }],
    });
    opens(new FakeDocument("file:///note.md", "One two three"));
    await vi.waitFor(() => expect(shownIn()).toEqual(["file:///note.md"]));
  });

  it("open no comparison for a document that is nowhere to be seen", async () => {
    const first = await leftFromEarlier("«One»", "Eins");
    host.ownCommands.push("vscode.diff");
    review({ folder: first.folder, view: "diff" });
    await waiting();
    opens(new FakeDocument(LETTER, "One"));
    expect(host.executed.filter(([id]) => id === "vscode.diff")).toEqual([]);
  });

  it("are known to the palette also before any editor is opened", async () => {
    const first = await leftFromEarlier("One «two» three", "zwei");
    review({ folder: first.folder });
    await vi.waitFor(() => expect(contextKeys().any).toBe(true));
  });

  it("of a file that was deleted can still be read", async () => {
    const first = await leftFromEarlier("One «two» three", "zwei");
    const { reported } = review({ folder: first.folder });
    await waiting();
    ui.picks.push("Rewrite");
    await run("showAll");
    expect(reported).toMatchObject([{ reason: "documentClosed", proposal: "zwei" }]);
  });
});

describe("an insertion below a paragraph", () => {
  it("is not written into the middle of it when another program has made it longer meanwhile", async () => {
    const { document } = openEditor("«One» two.", LETTER);
    const { thread } = await suggested(review().controller, "A new paragraph.", "insertAfter");
    document.closeTab();
    document.close();
    const again = new FakeDocument(LETTER, "One two, and three.");
    documents.onDisk.push(again);
    await run("accept", thread);
    expect(again.getText()).toContain("One two, and three.");
  });
});
