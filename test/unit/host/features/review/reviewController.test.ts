import { beforeEach, describe, expect, it, vi } from "vitest";
import { commands, type CodeLens } from "vscode";
import { documents, FakeDocument, openEditor, select } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import {
  contextKeys,
  lastThread,
  lensNames,
  review,
  suggest,
  suggested,
  threadText,
} from "../../support/review";

beforeEach(resetVscode);

const accept = (thread?: unknown) => commands.executeCommand("inkling.suggestion.accept", thread);
const reject = (thread?: unknown) => commands.executeCommand("inkling.suggestion.reject", thread);

describe("while a proposal grows", () => {
  it("it stands in a thread below its text, and the document stays as it is", async () => {
    const { document } = openEditor("One\n\n«Two\nthree»\n\nEnd");
    const { proposals } = suggest(review().controller);
    await vi.waitFor(() => expect(host.threads).toHaveLength(1));
    expect(lastThread()).toMatchObject({ contextValue: "streaming edit", label: "Rewrite · gpt" });
    expect(lastThread().range.end).toMatchObject({ line: 3, character: 5 });
    proposals.push("Zwei");
    await vi.waitFor(() => expect(threadText()).toContain("{+Zwei+}"));
    expect(document.getText()).toBe("One\n\nTwo\nthree\n\nEnd");
  });

  it("its newest words are shown also when the model then pauses", async () => {
    vi.useFakeTimers();
    try {
      openEditor("«Two»");
      const { proposals } = suggest(review().controller);
      await vi.advanceTimersByTimeAsync(0);
      proposals.push("Z");
      await vi.advanceTimersByTimeAsync(10);
      proposals.push("Zwei");
      await vi.advanceTimersByTimeAsync(200);
      expect(threadText()).toContain("Zwei");
    } finally {
      vi.useRealTimers();
    }
  });

  it("it cannot be accepted yet, and rejecting it stops the model", async () => {
    const { document } = openEditor("«Two»");
    const { controller } = review();
    const { abort } = suggest(controller);
    await vi.waitFor(() => expect(host.threads).toHaveLength(1));
    expect(contextKeys()).toMatchObject({ pending: true, ready: false });
    await accept();
    expect(document.getText()).toBe("Two");
    await reject();
    expect(abort.signal.aborted).toBe(true);
    expect(lastThread().isDisposed).toBe(true);
    expect(contextKeys()).toMatchObject({ pending: false, ready: false });
  });

  it("a failure before the first word takes its thread away and is thrown on", async () => {
    openEditor("«Two»");
    const { proposals, presented } = suggest(review().controller);
    await vi.waitFor(() => expect(host.threads).toHaveLength(1));
    proposals.fail(new Error("x"));
    await expect(presented).rejects.toThrow("x");
    expect(lastThread().isDisposed).toBe(true);
    expect(contextKeys()).toMatchObject({ pending: false, ready: false });
  });
});

describe("a whole proposal", () => {
  it("is ready in its thread with the last word, however fast it came", async () => {
    openEditor("«Two»");
    const { controller } = review();
    const { proposals, presented } = suggest(controller);
    for (const text of ["Z", "Zw", "Zwe", "Zwei"]) proposals.push(text);
    proposals.close();
    await presented;
    expect(lastThread().contextValue).toBe("ready edit");
    expect(threadText()).toBe("[-Two-]{+Zwei+}");
    expect(contextKeys()).toMatchObject({ pending: true, ready: true });
  });

  it("takes its text's place in one step when it is accepted, and its thread goes", async () => {
    const { document } = openEditor("One «two» three");
    const { thread } = await suggested(review().controller, "zwei");
    await accept();
    expect(document.getText()).toBe("One zwei three");
    expect(documents.edits).toBe(1);
    expect(thread.isDisposed).toBe(true);
  });

  it("is accepted once, however often the key is pressed", async () => {
    const { document } = openEditor("«two»");
    await suggested(review().controller, "and a half", "append");
    await Promise.all([accept(), accept()]);
    expect(document.getText()).toBe("two and a half");
  });

  it("leaves the document as it is when it is rejected", async () => {
    const { document } = openEditor("One «two» three");
    const { thread } = await suggested(review().controller, "zwei");
    await reject(thread);
    expect(document.getText()).toBe("One two three");
    expect(thread.isDisposed).toBe(true);
  });

  it("follows its text through what is typed before it", async () => {
    const { document } = openEditor("One «two» three");
    await suggested(review().controller, "zwei");
    document.edit(0, 3, "Nothing and\nnone");
    await vi.waitFor(() => expect(lastThread().range.end).toMatchObject({ line: 1, character: 8 }));
    await accept();
    expect(document.getText()).toBe("Nothing and\nnone zwei three");
  });

  it("does not overwrite a text that was changed meanwhile, and is not lost", async () => {
    const { document } = openEditor("One «two» three");
    const { controller, reported } = review();
    await suggested(controller, "zwei");
    ui.answers.push(undefined);
    document.edit(5, 6, "WW");
    await accept();
    expect(document.getText()).toBe("One tWWo three");
    expect(reported).toMatchObject([{ reason: "textChanged", proposal: "zwei" }]);
  });

  it("is not lost when VS Code refuses the edit", async () => {
    openEditor("«two»");
    const { controller, reported } = review();
    await suggested(controller, "zwei");
    documents.editsAreAccepted = false;
    await accept();
    expect(reported).toMatchObject([{ reason: "editRefused", proposal: "zwei" }]);
  });
});

describe("of several proposals", () => {
  it("the one whose thread is named is meant, else the one nearest to the cursor", async () => {
    const { document } = openEditor("«one»\n\ntwo\n\nthree");
    const { controller } = review();
    const { thread: first } = await suggested(controller, "eins");
    select(document, "one\n\ntwo\n\n«three»");
    await suggested(controller, "drei");
    await accept();
    expect(document.getText()).toBe("one\n\ntwo\n\ndrei");
    await accept(first);
    expect(document.getText()).toBe("eins\n\ntwo\n\ndrei");
  });

  it("the second is not taken by a second press on the first", async () => {
    const { document } = openEditor("«one»\n\ntwo");
    const { controller } = review();
    const { thread: first } = await suggested(controller, "eins");
    select(document, "one\n\n«two»");
    const { thread: second } = await suggested(controller, "zwei");
    await accept(first);
    await accept(first);
    expect(document.getText()).toBe("eins\n\ntwo");
    await reject(first);
    expect(second.isDisposed).toBe(false);
  });

  it("each stays in its own document", async () => {
    const { document: letter } = openEditor("«one»", "untitled:Untitled-1");
    const { controller } = review();
    await suggested(controller, "eins");
    openEditor("║two", "untitled:Untitled-2");
    await accept();
    expect(letter.getText()).toBe("one");
  });
});

describe("when a document is closed", () => {
  it("the proposal for an untitled one has no place any more, and is offered instead of lost", async () => {
    const { document } = openEditor("«two»");
    const { controller, reported } = review();
    const { thread } = await suggested(controller, "zwei");
    document.closeTab();
    expect(thread.isDisposed).toBe(true);
    expect(reported).toMatchObject([{ reason: "documentClosed", proposal: "zwei" }]);
  });

  it("what is still being written for it is stopped", async () => {
    const { document } = openEditor("«two»", "file:///letter.md");
    const { controller, reported } = review();
    const { abort } = suggest(controller);
    await vi.waitFor(() => expect(host.threads).toHaveLength(1));
    document.closeTab();
    expect(abort.signal.aborted).toBe(true);
    expect(lastThread().isDisposed).toBe(true);
    expect(reported).toEqual([]);
  });

  it("the proposal for a file waits, and fits when the file is opened again as it was", async () => {
    const { document } = openEditor("«two»", "file:///letter.md");
    const { controller, reported } = review();
    const { thread } = await suggested(controller, "zwei");
    document.closeTab();
    document.close();
    const again = new FakeDocument("file:///letter.md", "two");
    documents.onDisk.push(again);
    await accept(thread);
    expect(again.getText()).toBe("zwei");
    expect(reported).toEqual([]);
  });

  it("the proposal for a file does not overwrite what another program wrote meanwhile", async () => {
    const { document } = openEditor("«two»", "file:///letter.md");
    const { controller, reported } = review();
    const { thread } = await suggested(controller, "zwei");
    document.closeTab();
    document.close();
    const again = new FakeDocument("file:///letter.md", "three");
    documents.onDisk.push(again);
    await accept(thread);
    expect(again.getText()).toBe("three");
    expect(reported).toMatchObject([{ reason: "textChanged", proposal: "zwei" }]);
  });

  it("proposals for the others stay", async () => {
    openEditor("«one»", "untitled:Untitled-1");
    const { controller, reported } = review();
    const { thread } = await suggested(controller, "eins");
    openEditor("║two", "untitled:Untitled-2").document.closeTab();
    expect(thread.isDisposed).toBe(false);
    expect(reported).toEqual([]);
  });

  it.each(["untitled:Untitled-1", "file:///letter.md"])(
    "it is not when only its language changes, as VS Code guesses it while one types: %s",
    async (uri) => {
      const { document } = openEditor("«two»", uri, "plaintext");
      const { controller, reported } = review();
      const { abort } = suggest(controller);
      await vi.waitFor(() => expect(host.threads).toHaveLength(1));
      document.changeLanguage("markdown");
      expect(reported).toEqual([]);
      expect(abort.signal.aborted).toBe(false);
      expect(lastThread().isDisposed).toBe(false);
    },
  );
});

describe("Accept and Reject above the text", () => {
  const lenses = (document: FakeDocument) =>
    host.lensProviders
      .flatMap((provider) => provider.provideCodeLenses(document as never, undefined as never) as CodeLens[])
      .map(({ command = { title: "", command: "" } }) => command);

  it("are there while a proposal waits; while it grows there is Cancel alone", async () => {
    const { document } = openEditor("«two»");
    const { controller } = review();
    expect(host.lensProviders).toEqual([]);
    const { proposals, presented } = suggest(controller);
    await vi.waitFor(() => expect(host.threads).toHaveLength(1));
    expect(lenses(document).map(({ title }) => title)).toEqual(["$(close)\u00a0Cancel"]);
    proposals.push("zwei");
    proposals.close();
    await presented;
    expect(lensNames()).toEqual(["accept", "reject", "switchView"]);
    const [first] = lenses(document);
    await commands.executeCommand(first?.command ?? "", ...((first?.arguments ?? []) as unknown[]));
    expect(document.getText()).toBe("zwei");
    // Without a provider VS Code would go on showing the last ones for half a minute.
    expect(host.lensProviders).toHaveLength(1);
    expect(lenses(document)).toEqual([]);
  });
});

describe("the original text", () => {
  it.each([
    ["is dimmed while a proposal would replace it", "replace", 1],
    ["is not dimmed when it would stay", "insertAfter", 0],
  ] as const)("%s", async (_, target, count) => {
    const editor = openEditor("One «two» three");
    await suggested(review().controller, "zwei", target);
    expect(editor.decorations).toHaveLength(count);
    await reject();
    expect(editor.decorations).toHaveLength(0);
  });
});

describe("dispose", () => {
  it("takes everything away and stops what is under way", async () => {
    openEditor("«two»");
    const { controller } = review();
    const { abort } = suggest(controller);
    await vi.waitFor(() => expect(host.threads).toHaveLength(1));
    controller.dispose();
    expect(abort.signal.aborted).toBe(true);
    expect(lastThread().isDisposed).toBe(true);
    const { changed, opened, closed, tabsChanged } = documents;
    const emitters = [changed, opened, closed, tabsChanged, ui.activeEditorChanged, ui.visibleEditorsChanged];
    expect(emitters.map(({ listeners }) => listeners)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
