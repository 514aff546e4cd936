import { beforeEach, describe, expect, it, vi } from "vitest";
import { commands } from "vscode";
import { documents, openEditor } from "../../../../fakes/documents";
import { resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import {
  lastThread,
  lensArguments,
  lensNames,
  review,
  suggest,
  suggested,
  threadText,
  type AskedAgain,
} from "../../support/review";

beforeEach(resetVscode);

const run = (command: string, ...args: unknown[]) =>
  commands.executeCommand(`inkling.suggestion.${command}`, ...args);

/** Runs a command that asks again, and answers it. */
async function answered(asked: AskedAgain[], text: string, command: string, ...args: unknown[]) {
  const before = asked.length;
  const running = run(command, ...args);
  await vi.waitFor(() => expect(asked.length).toBe(before + 1));
  asked.at(-1)?.proposals.push(text);
  asked.at(-1)?.proposals.close();
  await running;
  return asked.at(-1);
}

describe("Other Version", () => {
  it("is asked for with the one before it, and the writer flips between them", async () => {
    const { document } = openEditor("One «two» three");
    const { controller, asked } = review();
    await suggested(controller, "zwei");
    const again = await answered(asked, "deux", "otherVersion");
    expect(again?.refinement).toEqual({ previous: "zwei" });
    expect(lastThread()).toMatchObject({
      contextValue: "ready edit versions",
      label: "Rewrite · gpt · version 2 of 2 · 1 change",
    });
    expect(threadText()).toBe("[-two-]{+deux+}");
    await run("previousVersion");
    await vi.waitFor(() => expect(threadText()).toBe("[-two-]{+zwei+}"));
    await run("previousVersion");
    await run("accept");
    expect(document.getText()).toBe("One deux three");
  });

  it("that fails leaves the ones before it as they were", async () => {
    const { document } = openEditor("One «two» three");
    const { controller, asked, reported } = review();
    await suggested(controller, "zwei");
    const running = run("otherVersion");
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    asked[0]?.proposals.fail(new Error("x"));
    await running;
    expect(reported).toHaveLength(1);
    expect(threadText()).toBe("[-two-]{+zwei+}");
    await run("accept");
    expect(document.getText()).toBe("One zwei three");
  });

  it("is about the text as it is after one change was accepted", async () => {
    openEditor("«The old house stood near the sea.»");
    const { controller, asked } = review();
    await suggested(controller, "The small house stood by the sea.");
    await run("acceptChange");
    const again = await answered(asked, "A small house stood near the sea.", "otherVersion");
    expect(again?.text).toBe("The old house stood by the sea.");
  });
});

describe("Ask for a Change", () => {
  it("takes the words of the thread's box, and asks with the version that is shown", async () => {
    openEditor("One «two» three");
    const { controller, asked } = review();
    const { thread } = await suggested(controller, "zwei");
    const again = await answered(asked, "ZWEI", "refine", { thread, text: " louder " });
    expect(again?.refinement).toEqual({ previous: "zwei", change: "louder" });
    expect(threadText()).toBe("[-two-]{+ZWEI+}");
  });

  it("asks for the words where none are given, and does nothing without any", async () => {
    openEditor("One «two» three");
    const { controller, asked } = review();
    await suggested(controller, "zwei");
    ui.inputs.push("louder");
    expect((await answered(asked, "ZWEI", "refine"))?.refinement?.change).toBe("louder");
    ui.inputs.push(undefined);
    await run("refine");
    expect(asked).toHaveLength(1);
  });
});

describe("an answer that breaks off", () => {
  it("is shown as far as it came, cannot be taken, and can be asked for again", async () => {
    const { document } = openEditor("One «two» three");
    const { controller, asked } = review();
    const { proposals, presented } = suggest(controller);
    proposals.push("zwe");
    await vi.waitFor(() => expect(threadText()).toContain("zwe"));
    proposals.fail(new Error("x"));
    await expect(presented).rejects.toThrow("x");
    expect(lastThread().contextValue).toBe("interrupted edit");
    expect(lensNames()).toEqual(["otherVersion", "openProposal", "reject"]);
    await run("accept");
    expect(document.getText()).toBe("One two three");
    const again = await answered(asked, "zwei", "otherVersion");
    expect(again?.refinement).toBeUndefined();
    await run("accept");
    expect(document.getText()).toBe("One zwei three");
  });
});

describe("an edit inside the text", () => {
  it("pauses what still grows and asks; taken back, all goes on", async () => {
    const { document } = openEditor("One «two» three");
    const { controller } = review();
    const { proposals, presented } = suggest(controller);
    proposals.push("zw");
    await vi.waitFor(() => expect(threadText()).toContain("zw"));
    ui.answers.push(undefined);
    document.edit(5, 6, "WW");
    expect(ui.messages.at(-1)?.buttons).toEqual(["Ask Again", "Open the Proposal", "Discard"]);
    expect(lensNames()).toEqual(["askAgain", "openProposal", "reject"]);
    proposals.push("zwei");
    proposals.close();
    await presented;
    expect(lensNames()).toEqual(["askAgain", "openProposal", "reject"]);
    document.edit(5, 7, "w");
    await vi.waitFor(() => expect(threadText()).toBe("[-two-]{+zwei+}"));
    await run("accept");
    expect(document.getText()).toBe("One zwei three");
  });

  it("lets the writer ask again about what the text is now", async () => {
    const { document } = openEditor("One «two» three");
    const { controller, asked } = review();
    await suggested(controller, "zwei");
    ui.answers.push("Ask Again");
    document.edit(7, 7, ", two and a half,");
    document.edit(5, 6, "WW");
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    expect(asked[0]?.text).toBe("tWWo");
    asked[0]?.proposals.push("zwei");
    asked[0]?.proposals.close();
    await vi.waitFor(() => expect(lensNames()).toContain("accept"));
    await run("accept");
    expect(document.getText()).toBe("One zwei, two and a half, three");
  });

  it("lets the other changes stay", async () => {
    const text = "The old house stood near the sea.";
    const { document } = openEditor(`«${text}»`);
    await suggested(review().controller, "The small house stood by the sea.");
    ui.answers.push("Keep the Other Changes");
    document.edit(4, 7, "ancient");
    await vi.waitFor(() => expect(threadText()).toBe("The ancient house stood [-near-]{+by+} the sea."));
    await run("accept");
    expect(document.getText()).toBe("The ancient house stood by the sea.");
  });
});

describe("Keep for Later", () => {
  it("takes it out of sight and keeps it", async () => {
    const { document } = openEditor("One «two» three");
    const { controller } = review();
    await suggested(controller, "zwei");
    await run("keepForLater");
    expect(lastThread().isDisposed).toBe(true);
    expect(lensNames()).toEqual(["show", "reject"]);
    await run("accept");
    expect(document.getText()).toBe("One two three");
    await run("show", ...lensArguments());
    await vi.waitFor(() => expect(lensNames()).toContain("accept"));
    await run("accept");
    expect(document.getText()).toBe("One zwei three");
  });
});

describe("a new name of the file", () => {
  it("is followed", async () => {
    const editor = openEditor("One «two» three", "file:///drafts/letter.md");
    await suggested(review().controller, "zwei");
    const renamed = openEditor("One two three║", "file:///letters/letter.md");
    documents.renamed.fire({
      files: [
        {
          oldUri: editor.document.uri.with({ path: "/drafts" }),
          newUri: editor.document.uri.with({ path: "/letters" }),
        },
      ],
    });
    await run("accept");
    expect(renamed.document.getText()).toBe("One zwei three");
  });
});
