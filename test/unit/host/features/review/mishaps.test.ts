import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { commands } from "vscode";
import manifest from "../../../../../package.json";
import { Channel } from "../../../../../src/core/common/channel";
import { ModelError } from "../../../../../src/core/models/modelError";
import { ReviewController } from "../../../../../src/features/review/reviewController";
import { SuggestionStore } from "../../../../../src/features/review/suggestionStore";
import { CommandRegistry } from "../../../../../src/platform/commandRegistry";
import type { OpenedRequest, Proposals } from "../../../../../src/platform/proposals";
import { documents, FakeDocument, FakeEditor, openEditor, select } from "../../../../fakes/documents";
import { Selection, TabInputTextDiff, Uri, type Range } from "../../../../fakes/values";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import {
  lastThread,
  lensArguments,
  lensNames,
  newFolder,
  review,
  suggest,
  suggested,
  threadText,
} from "../../support/review";

beforeEach(resetVscode);

const run = (command: string, ...args: unknown[]) =>
  commands.executeCommand(`inkling.suggestion.${command}`, ...args);

const LETTER = "file:///letter.md";
const TEXT = "The old house stood near the sea, and nobody lived in it.";
const BETTER = "The small house stood by the sea, and no one lived in it.";

/** Opens a document as VS Code tells of it. */
function opens(document: FakeDocument): void {
  documents.open.push(document);
  documents.opened.fire(document);
}

/** The threads that are to be seen, by the documents that they are in. */
const shownIn = () => host.threads.filter(({ isDisposed }) => !isDisposed).map(({ uri }) => uri.toString());

/** Review whose models are made ready when the test says so, or never. */
function reviewOf(open: Proposals["open"]) {
  const reported: unknown[] = [];
  const errors = { report: (error: unknown) => void reported.push(error) };
  const logger = { info: () => {}, warn: () => {}, error: () => {} };
  const controller = new ReviewController(new CommandRegistry(errors), {
    errors,
    proposals: { open },
    store: new SuggestionStore(Uri.file(newFolder()) as never, logger),
    configuration: { settings: { review: { view: "thread" } } },
  });
  onTestFinished(() => controller.dispose());
  return { controller, reported };
}

describe("Ask Again", () => {
  it("that finds no model leaves the proposal, and nothing that Accept would delete the text with", async () => {
    const { document } = openEditor("One «two» three");
    const { controller, reported } = reviewOf(() => Promise.reject(new ModelError("missingKey")));
    await suggested(controller, "zwei");
    ui.answers.push(undefined);
    document.edit(5, 6, "WW");
    await run("askAgain");
    expect(reported).toMatchObject([{ reason: "missingKey" }]);
    await run("accept");
    expect(document.getText()).toBe("One tWWo three");
    document.edit(5, 7, "w");
    await vi.waitFor(() => expect(threadText()).toBe("[-two-]{+zwei+}"));
  });

  it("has nothing to do any more with the answer about the text before it, which is still being written", async () => {
    const { document } = openEditor("One «two» three");
    let ready = (_: OpenedRequest) => {};
    const { controller } = reviewOf(() => new Promise((resolve) => (ready = resolve)));
    const { proposals } = suggest(controller);
    proposals.push("zw");
    await vi.waitFor(() => expect(threadText()).toContain("zw"));
    ui.answers.push(undefined);
    document.edit(5, 6, "WW");
    const running = run("askAgain");
    proposals.push("zwei");
    await new Promise((resolve) => setTimeout(resolve));
    const again = new Channel<string>();
    const model = { info: { name: "gpt" } };
    ready({ template: { name: "Rewrite" }, model, propose: () => again } as unknown as OpenedRequest);
    again.push("zzwei");
    again.close();
    await running;
    expect(lastThread().label).toBe("Rewrite · gpt · 1 change");
  });
});

describe("Cancel", () => {
  it("takes back the version that is being written, and leaves the ones before it", async () => {
    const { document } = openEditor("One «two» three");
    const { controller, asked } = review();
    await suggested(controller, "zwei");
    void run("otherVersion");
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    // Whatever command is behind the button.
    await run(lensNames()[0] ?? "", ...lensArguments());
    expect(asked[0]?.signal.aborted).toBe(true);
    asked[0]?.proposals.fail(new Error("aborted"));
    await vi.waitFor(() => expect(lensNames()).toContain("accept"));
    await run("accept");
    expect(document.getText()).toBe("One zwei three");
  });
});

describe("Other Version", () => {
  it("pressed twice leaves no empty version that Accept would write", async () => {
    const { document } = openEditor("One «two» three");
    const { controller, asked } = review();
    await suggested(controller, "zwei");
    const both = [run("otherVersion"), run("otherVersion")];
    await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0));
    asked.at(-1)?.proposals.push("deux");
    for (const { proposals } of asked) proposals.close();
    await Promise.all(both);
    await run("previousVersion");
    await run("accept");
    expect(["One zwei three", "One deux three"]).toContain(document.getText());
  });

  it("is not asked for a suggestion that went while the model was being made ready", async () => {
    openEditor("One «two» three");
    const { controller, asked } = review();
    await suggested(controller, "zwei");
    void run("otherVersion");
    await run("reject");
    await vi.waitFor(() => expect(asked.every(({ signal }) => signal.aborted)).toBe(true));
  });

  it("does not make a whole version of one that broke off before it", async () => {
    openEditor("«The first sentence. The second sentence.»");
    const { controller, asked } = review();
    const { proposals, presented } = suggest(controller);
    proposals.push("The fir");
    await vi.waitFor(() => expect(threadText()).toContain("fir"));
    proposals.fail(new Error("x"));
    await expect(presented).rejects.toThrow("x");
    const running = run("otherVersion");
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    asked[0]?.proposals.push("The 1st sentence. The 2nd sentence.");
    asked[0]?.proposals.close();
    await running;
    await run("previousVersion");
    await vi.waitFor(() => expect(lastThread().label).not.toContain("version 2"));
    const isHalf = threadText().includes("-]") && !threadText().includes("1st");
    expect([isHalf, lensNames().includes("accept")]).not.toEqual([true, true]);
  });

  it("that broke off can be left for the whole one before it, with a button of its thread", async () => {
    openEditor("One «two» three");
    const { controller, asked } = review();
    await suggested(controller, "zwei");
    const running = run("otherVersion");
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    asked[0]?.proposals.push("deu");
    await vi.waitFor(() => expect(threadText()).toContain("deu"));
    asked[0]?.proposals.fail(new Error("x"));
    await running;
    const buttons = manifest.contributes.menus["comments/commentThread/title"].filter(({ when }) =>
      new RegExp(/=~ \/(.*)\//.exec(when)?.[1] ?? "").test(lastThread().contextValue),
    );
    expect(buttons.map(({ command }) => command)).toContain("inkling.suggestion.previousVersion");
  });
});

describe("a change", () => {
  it("that is rejected while another one is being written is not taken for a third", async () => {
    const { document } = openEditor(`«${TEXT}»`);
    await suggested(review().controller, BETTER);
    select(document, TEXT.replace("nobody", "║nobody"));
    const accepting = run("acceptChange");
    select(document, TEXT.replace("old", "║old"));
    await run("rejectChange");
    await accepting;
    expect(document.getText()).toBe(TEXT.replace("nobody", "no one"));
    expect(lensNames()).not.toContain("askAgain");
  });

  it("that adds at the end of the text is not offered again, nor written twice, after Undo and Redo", async () => {
    const { document } = openEditor("«The old house stood here» and so on");
    await suggested(review().controller, "The small house stood here, by the sea");
    select(document, "The old house stood here║ and so on");
    await run("acceptChange");
    expect(document.getText()).toBe("The old house stood here, by the sea and so on");
    const at = "The old house stood here".length;
    document.edit(at, at + ", by the sea".length, "");
    document.edit(at, at, ", by the sea");
    await run("accept");
    expect(document.getText()).toBe("The small house stood here, by the sea and so on");
  });

  it("that takes the last words away is open again after Undo", async () => {
    const { document } = openEditor("«The old house stood here, by the sea» and so on");
    await suggested(review().controller, "The small house stood here");
    select(document, "The old house stood here, by ║the sea and so on");
    await run("acceptChange");
    expect(document.getText()).toBe("The old house stood here and so on");
    const at = "The old house stood here".length;
    document.edit(at, at, ", by the sea");
    await run("accept");
    expect(document.getText()).toBe("The small house stood here and so on");
  });

  it("accepted and lost by closing without saving is open again in the reopened document", async () => {
    const { document } = openEditor(`«${TEXT}»`, LETTER);
    await suggested(review().controller, BETTER);
    select(document, TEXT.replace("old", "║old"));
    await run("acceptChange");
    document.closeTab();
    document.close();
    opens(new FakeDocument(LETTER, TEXT));
    select(documents.open.at(-1)!, `║${TEXT}`);
    await vi.waitFor(() => expect(lensNames()).toContain("accept"));
  });

  it("accepted in the right side of the comparison is the one at the cursor there", async () => {
    host.ownCommands.push("vscode.diff");
    const original = "A cat slept. A dog ran. A bird sang.";
    const proposal = "A very old and somewhat fat grey cat slept. A dog barked. A bird flew.";
    const { document } = openEditor(`«${original}»`);
    await suggested(review({ view: "diff" }).controller, proposal);
    const [, , right] = host.executed.find(([id]) => id === "vscode.diff") ?? [];
    select(new FakeDocument(String(right), proposal), proposal.replace("barked", "║barked"));
    await run("acceptChange");
    expect(document.getText()).toBe(original.replace("ran", "barked"));
  });
});

describe("by key", () => {
  it("Next Change moves the cursor in the right side of the comparison too", async () => {
    host.ownCommands.push("vscode.diff");
    openEditor(`«${TEXT}»`);
    await suggested(review({ view: "diff" }).controller, BETTER);
    const [, , right] = host.executed.find(([id]) => id === "vscode.diff") ?? [];
    const editor = select(new FakeDocument(String(right), BETTER), `║${BETTER}`);
    await run("nextChange");
    expect(editor.selection.active).toMatchObject({ character: BETTER.indexOf("small") });
  });

  it("the suggestion is meant in whose text the cursor stands, not one that ends nearer to it", async () => {
    const { document } = openEditor("«one»\n\ntwo\ntwo\ntwo\ntwo\ntwo");
    const { controller } = review();
    await suggested(controller, "eins");
    select(document, "one\n\n«two\ntwo\ntwo\ntwo\ntwo»");
    await suggested(controller, "zwei");
    select(document, "one\n\nt║wo\ntwo\ntwo\ntwo\ntwo");
    await run("accept");
    expect(document.getText()).toBe("one\n\nzwei");
  });

  it("the suggestion is meant at the cursor, of two in one line", async () => {
    const { document } = openEditor("«The first sentence.» The second one.");
    const { controller } = review();
    await suggested(controller, "The 1st sentence.");
    select(document, "The first sentence. «The second one.»");
    await suggested(controller, "The 2nd one.");
    select(document, "The first sentence. The sec║ond one.");
    await run("accept");
    expect(document.getText()).toBe("The first sentence. The 2nd one.");
  });
});

describe("a later version", () => {
  it("with lines of its own is not shown in the line because the first one was", async () => {
    openEditor(`«${TEXT}»`);
    const { controller, asked } = review({ view: "auto" });
    await suggested(controller, BETTER);
    const running = run("otherVersion");
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    asked[0]?.proposals.push("The old house.\n\nNobody lived in it.");
    asked[0]?.proposals.close();
    await running;
    expect(host.threads.some(({ isDisposed }) => !isDisposed)).toBe(true);
  });

  it("that fails does not give its model's name to the one before it", async () => {
    openEditor("One «two» three");
    const again = new Channel<string>();
    const model = { info: { name: "claude" } };
    const opened = { template: { name: "Rewrite" }, model, propose: () => again } as unknown as OpenedRequest;
    const { controller } = reviewOf(() => Promise.resolve(opened));
    await suggested(controller, "zwei");
    const running = run("otherVersion");
    again.fail(new Error("x"));
    await running;
    await vi.waitFor(() => expect(lastThread().label).toBe("Rewrite · gpt · 1 change"));
  });
});

describe("a suggestion that was put aside", () => {
  it("is not written, unseen, by Accept on another one of its command", async () => {
    const { document } = openEditor("«one»\n\ntwo");
    const { controller } = review();
    const { thread } = await suggested(controller, "eins", "replace", { group: "g" });
    select(document, "one\n\n«two»");
    await suggested(controller, "zwei", "replace", { group: "g" });
    await run("keepForLater", thread);
    await run("accept");
    expect(document.getText()).toBe("one\n\nzwei");
  });
});

describe("a document with a new name", () => {
  const rename = (from: Uri, to: Uri) => documents.renamed.fire({ files: [{ oldUri: from, newUri: to }] });

  it("shows the thread there", async () => {
    openEditor("One «two» three", "file:///letter.md");
    await suggested(review().controller, "zwei");
    openEditor("One two three║", "file:///note.md");
    rename(Uri.parse("file:///letter.md"), Uri.parse("file:///note.md"));
    await vi.waitFor(() => expect(shownIn()).toEqual(["file:///note.md"]));
  });

  it("keeps no comparison open when the suggestion goes", async () => {
    host.ownCommands.push("vscode.diff");
    openEditor("One «two» three", LETTER);
    await suggested(review({ view: "diff" }).controller, "zwei");
    const [, left, right] = host.executed.find(([id]) => id === "vscode.diff") ?? [];
    documents.tabs.push({ input: new TabInputTextDiff(left as never, right as never) });
    openEditor("One two three║", "file:///note.md");
    rename(Uri.parse(LETTER), Uri.parse("file:///note.md"));
    await run("reject");
    expect(documents.tabs.filter(({ input }) => input instanceof TabInputTextDiff)).toEqual([]);
  });

  it("keeps its suggestion, seen, when an untitled one is saved and a final line break comes with that", async () => {
    openEditor("One «two» three");
    const { controller, reported } = review();
    await suggested(controller, "zwei");
    const [untitled] = documents.tabs;
    openEditor("One two three\n║", LETTER);
    documents.tabs = documents.tabs.filter((tab) => tab !== untitled);
    documents.tabsChanged.fire({ opened: [], changed: [], closed: untitled ? [untitled] : [] });
    expect(reported).toEqual([]);
    await vi.waitFor(() => expect(shownIn()).toEqual([LETTER]));
  });
});

/** How often the whole text of a document is copied while `work` runs. */
async function wholeReads(document: FakeDocument, work: () => void): Promise<number> {
  const getText = vi.spyOn(document, "getText");
  work();
  await new Promise((resolve) => setTimeout(resolve, 150));
  const reads = (getText.mock.calls as [Range?][]).filter(([range]) => range === undefined).length;
  return reads;
}

describe("typing in a long document", () => {
  it("copies none of it while a suggestion waits whose own text was changed elsewhere", async () => {
    const { document } = openEditor("One «two» three, and much more");
    await suggested(review().controller, "zwei");
    ui.answers.push(undefined);
    document.edit(5, 6, "WW");
    const end = document.getText().length;
    expect(await wholeReads(document, () => document.edit(end, end, "a"))).toBe(0);
  });

  it("copies none of it while an insertion waits", async () => {
    const { document } = openEditor("One «two» three\n\nand much more");
    await suggested(review().controller, "zwei", "insertAfter");
    const end = document.getText().length;
    expect(await wholeReads(document, () => document.edit(end, end, "a"))).toBe(0);
  });
});

describe("a comparison", () => {
  it("leaves the keyboard to the document in which the writer goes on meanwhile", async () => {
    host.ownCommands.push("vscode.diff");
    openEditor("«One»");
    const { controller } = review({ view: "diff" });
    const { proposals, presented } = suggest(controller);
    await vi.waitFor(() => expect(host.threads).toHaveLength(1));
    const other = new FakeDocument(LETTER, "Something else");
    const start = other.positionAt(0);
    documents.active = new FakeEditor(other, new Selection(start, start));
    proposals.push("Eins");
    proposals.close();
    await presented;
    const opened = host.executed.filter(([id]) => id === "vscode.diff");
    for (const [, , , , options] of opened) expect(options).toMatchObject({ preserveFocus: true });
  });
});
