import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { commands } from "vscode";
import { documents, FakeDocument, openEditor } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import {
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
const files = (folder: string) => readdirSync(folder).filter((name) => name.endsWith(".json"));

const LETTER = "file:///letter.md";

/** The editor is started anew: another extension host, with the same documents and storage. */
function restart(folder: string, text: string) {
  resetVscode();
  const editor = openEditor(text, LETTER);
  return { editor, ...review({ folder }) };
}

describe("a suggestion that waited when the editor was closed", () => {
  it("is offered again, and is gone once it is taken", async () => {
    openEditor("One «two» three", LETTER);
    const first = review();
    await suggested(first.controller, "zwei");
    await first.store.settled();
    const { editor, folder, store } = restart(first.folder, "A title\n\nOne two three║");
    await vi.waitFor(() => expect(threadText()).toBe("[-two-]{+zwei+}"));
    await run("accept");
    expect(editor.document.getText()).toBe("A title\n\nOne zwei three");
    await store.settled();
    expect(files(folder)).toEqual([]);
  });

  it("is offered when its document is opened, also later", async () => {
    openEditor("One «two» three", LETTER);
    const first = review();
    await suggested(first.controller, "zwei");
    await first.store.settled();
    resetVscode();
    review({ folder: first.folder });
    documents.onDisk.push(new FakeDocument(LETTER, "One two three"));
    await vi.waitFor(async () => {
      ui.picks.push(undefined);
      await run("showAll");
      expect(ui.picked.at(-1)?.map(({ label, description }) => [label, description])).toEqual([
        ["Rewrite", "letter.md"],
      ]);
    });
    expect(host.threads).toEqual([]);
    const document = documents.onDisk[0]!;
    documents.open.push(document);
    documents.opened.fire(document);
    await vi.waitFor(() => expect(threadText()).toBe("[-two-]{+zwei+}"));
  });

  it("that was still being written is there as far as it came", async () => {
    openEditor("One «two» three", LETTER);
    const first = review();
    const { proposals } = suggest(first.controller);
    proposals.push("zwe");
    await vi.waitFor(() => expect(files(first.folder)).toHaveLength(1));
    const { asked } = restart(first.folder, "One two three║");
    await vi.waitFor(() => expect(lensNames()).toEqual(["otherVersion", "openProposal", "reject"]));
    void run("otherVersion");
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    expect(asked[0]).toMatchObject({ text: "two", document: "One two three", refinement: undefined });
  });

  it("is there also where an earlier Inkling kept it, which knew of no whole document", async () => {
    openEditor("One «two» three", LETTER);
    const first = review();
    await suggested(first.controller, "zwei");
    await first.store.settled();
    const path = join(first.folder, files(first.folder)[0] ?? "");
    const earlier = readFileSync(path, "utf8").replace(/"document":"[^"]*",?/, "");
    expect(earlier).not.toContain("document");
    writeFileSync(path, earlier);
    restart(first.folder, "One two three║");
    await vi.waitFor(() => expect(threadText()).toBe("[-two-]{+zwei+}"));
  });

  it("whose text is another one now says so, and does not overwrite it", async () => {
    openEditor("One «two» three", LETTER);
    const first = review();
    await suggested(first.controller, "zwei");
    await first.store.settled();
    const { editor, reported } = restart(first.folder, "One five three║");
    await vi.waitFor(() => expect(lensNames()).toEqual(["askAgain", "openProposal", "reject"]));
    await run("accept");
    expect(editor.document.getText()).toBe("One five three");
    expect(reported).toMatchObject([{ reason: "textChanged", proposal: "zwei" }]);
  });

  it("keeps its versions, the one that is shown, and that it was put aside", async () => {
    openEditor("One «two» three", LETTER);
    const first = review();
    await suggested(first.controller, "zwei");
    void run("otherVersion");
    await vi.waitFor(() => expect(first.asked).toHaveLength(1));
    first.asked[0]?.proposals.push("deux");
    first.asked[0]?.proposals.close();
    await vi.waitFor(() => expect(threadText()).toBe("[-two-]{+deux+}"));
    await run("previousVersion");
    await run("keepForLater");
    first.controller.dispose();
    await first.store.settled();
    restart(first.folder, "One two three║");
    await vi.waitFor(() => expect(lensNames()).toEqual(["show", "reject"]));
    await run("show", ...lensArguments());
    await vi.waitFor(() => expect(threadText()).toBe("[-two-]{+zwei+}"));
  });
});

describe("what was rejected", () => {
  it("does not come back", async () => {
    openEditor("One «two» three", LETTER);
    const first = review();
    await suggested(first.controller, "zwei");
    await vi.waitFor(() => expect(files(first.folder)).toHaveLength(1));
    await run("reject");
    await first.store.settled();
    expect(readdirSync(first.folder)).toEqual([]);
  });
});

describe("a damaged file of suggestions", () => {
  it("is left out, and the others are there", async () => {
    const folder = newFolder();
    openEditor("One «two» three", LETTER);
    const first = review({ folder });
    await suggested(first.controller, "zwei");
    await first.store.settled();
    writeFileSync(join(folder, "a.json"), '{"version":1,"sugg');
    writeFileSync(join(folder, "b.json"), '{"version":2}');
    restart(folder, "One two three║");
    await vi.waitFor(() => expect(threadText()).toBe("[-two-]{+zwei+}"));
  });
});

describe("a file that was just being written", () => {
  it("counts when it is whole, and goes when it is not", async () => {
    openEditor("One «two» three", LETTER);
    const first = review();
    await suggested(first.controller, "zwei");
    await first.store.settled();
    const [name = ""] = files(first.folder);
    renameSync(join(first.folder, name), join(first.folder, name.replace(".json", ".tmp")));
    writeFileSync(join(first.folder, "other.tmp"), '{"version":1,"sugg');
    restart(first.folder, "One two three║");
    await vi.waitFor(() => expect(threadText()).toBe("[-two-]{+zwei+}"));
    expect(readdirSync(first.folder).filter((file) => file.endsWith(".tmp"))).toEqual([]);
  });
});
