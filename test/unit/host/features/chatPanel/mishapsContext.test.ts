import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { Uri } from "vscode";
import type { FromPanel } from "../../../../../src/protocol/chatPanel/fromPanel";
import { documents, openEditor } from "../../../../fakes/documents";
import { Uri as FakeUri } from "../../../../fakes/values";
import { resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { openFolders, settings } from "../../../../fakes/workspace";
import { openPanel } from "../../support/chatPanel";
import { says } from "../../support/scriptedEngine";

beforeEach(resetVscode);

function folder(files: Readonly<Record<string, string | Uint8Array>>) {
  const root = mkdtempSync(join(tmpdir(), "inkling-mishaps-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

type AddContext = Extract<FromPanel, { kind: "addContext" }>;

async function ready() {
  const panel = openPanel();
  await panel.controller.handle({ kind: "ready" });
  const add = (what: AddContext["what"]) => panel.controller.handle({ kind: "addContext", what });
  return {
    ...panel,
    add,
    chips: () => panel.shown().context.chips,
    addFrom: async (what: "file" | "folder", path: string) => {
      ui.filesToOpen.push([Uri.file(path)]);
      await add(what);
    },
    /** What the model gets with a question. */
    ask: async (text = "What is it?") => {
      panel.engine.answers.push(says("It is"));
      await panel.send(text);
      const { prompt } = panel.engine.requests.at(-1) ?? {};
      return prompt?.kind === "chat" ? (prompt.messages.at(-1)?.content ?? "") : "";
    },
  };
}

describe("a folder", () => {
  it("is sent without what is hidden in it: there lie keys", async () => {
    const root = folder({ "book/one.md": "First", "book/.env": "KEY=secret", "book/.git2/x.md": "secret" });
    openFolders(FakeUri.file(root));
    const { addFrom, ask } = await ready();
    await addFrom("folder", join(root, "book"));
    const sent = await ask();
    expect(sent).toContain("First");
    expect(sent).not.toContain("secret");
  });

  it("is sent without what a link in it leads to outside", async () => {
    const outside = folder({ "id.txt": "secret", "more/x.md": "secret too" });
    const root = folder({ "book/one.md": "First", "book/part/two.md": "Second" });
    symlinkSync(join(outside, "id.txt"), join(root, "book", "notes.md"));
    symlinkSync(join(outside, "more"), join(root, "book", "zmore"));
    symlinkSync(join(root, "book", "part"), join(root, "book", "same"));
    openFolders(FakeUri.file(root));
    const { addFrom, ask } = await ready();
    await addFrom("folder", join(root, "book"));
    const sent = await ask();
    expect(sent).toContain("--- same/two.md ---\nSecond");
    expect(sent).not.toContain("secret");
  });
});

describe("a file in another encoding", () => {
  it("is sent as VS Code reads it", async () => {
    // "渡船" in GBK.
    const root = folder({ "notes.txt": new Uint8Array([0xb6, 0xc9, 0xb4, 0xac]) });
    openFolders(FakeUri.file(root));
    settings.encoding = "gbk";
    const { addFrom, ask } = await ready();
    await addFrom("file", join(root, "notes.txt"));
    expect(await ask()).toContain("渡船");
  });

  it("that has zeros in its letters is text where its mark says so", async () => {
    const bytes = Buffer.from("\uFEFFferry", "utf16le");
    const root = folder({ "notes.txt": bytes });
    openFolders(FakeUri.file(root));
    const { addFrom, ask } = await ready();
    await addFrom("file", join(root, "notes.txt"));
    expect(await ask()).toContain('<file name="notes.txt">\nferry\n</file>');
  });
});

describe("a heading that is there twice", () => {
  it("is sent as the one that was chosen", async () => {
    openEditor("# Notes\n\nFirst\n\n# Notes\n\nSecond║", "file:///book.md");
    const { controller, told, ask } = await ready();
    await controller.handle({ kind: "mentions", ticket: 1, query: "notes" });
    const headings = told("mentions")[0]?.mentions.filter(({ kind }) => kind === "heading") ?? [];
    expect(headings).toHaveLength(2);
    await controller.handle({ kind: "mention", id: headings[1]?.id ?? "" });
    const sent = await ask();
    expect(sent).toContain("Second");
    expect(sent).not.toContain("First");
  });
});

describe("the open editors", () => {
  it("are not sent where they have been closed since", async () => {
    const { document } = openEditor("A private letter║", "file:///letter.md");
    const { add, ask } = await ready();
    await add("editors");
    document.closeTab();
    document.close();
    expect(await ask()).toBe("What is it?");
  });

  it("are shown as many as there are, for that is what is sent", async () => {
    openEditor("First║", "file:///one.md");
    const { add, chips } = await ready();
    await add("editors");
    expect(chips()[0]?.detail).toBe("1 files");
    openEditor("Second║", "file:///two.md");
    documents.tabsChanged.fire({ opened: documents.tabs.slice(-1), changed: [], closed: [] });
    await vi.waitFor(() => expect(chips()[0]?.detail).toBe("2 files"));
  });

  it("are sent without files that hide", async () => {
    openEditor("Text║", "file:///one.md");
    openEditor("KEY=secret║", "file:///.env");
    const { add, ask } = await ready();
    await add("editors");
    expect(await ask()).not.toContain("secret");
  });
});

describe("images", () => {
  it("are refused where all of them are more than a service takes, before they are lost with the question", async () => {
    const { controller, chips, shown } = await ready();
    const data = "A".repeat(20_000_000);
    const drop = (more: string) =>
      controller.handle({ kind: "dropImage", name: "cat.png", mimeType: "image/png", data: data + more });
    await drop("AAAA");
    await drop("BBBB");
    expect(chips()).toHaveLength(1);
    expect(shown().notice?.message).toContain("too much");
  });
});
