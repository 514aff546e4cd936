import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { Uri } from "vscode";
import type { FromPanel } from "../../../../../src/protocol/chatPanel/fromPanel";
import { documents, openEditor, select } from "../../../../fakes/documents";
import { Uri as FakeUri } from "../../../../fakes/values";
import { resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { openFolders, settings } from "../../../../fakes/workspace";
import { openPanel } from "../../support/chatPanel";
import { says } from "../../support/scriptedEngine";

beforeEach(resetVscode);

/** A workspace with these files, by their paths in it. */
function workspace(files: Readonly<Record<string, string | Uint8Array>>) {
  const root = mkdtempSync(join(tmpdir(), "inkling-context-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  openFolders(FakeUri.file(root));
  return (path: string) => Uri.file(join(root, path));
}

type AddContext = Extract<FromPanel, { kind: "addContext" }>;

async function ready() {
  const panel = openPanel();
  await panel.controller.handle({ kind: "ready" });
  const chips = () => panel.shown().context.chips;
  return {
    ...panel,
    chips,
    add: (what: AddContext["what"]) => panel.controller.handle({ kind: "addContext", what }),
    /** What the model got last: its last message. */
    sent: () => {
      const { prompt } = panel.engine.requests.at(-1) ?? {};
      return prompt?.kind === "chat" ? (prompt.messages.at(-1)?.content ?? "") : "";
    },
  };
}

describe("the selection as a chip", () => {
  it("is sent before the question, and shown with it", async () => {
    openEditor("Dear «Anna», hello", "file:///letter.md");
    const { add, chips, engine, send, sent, shown } = await ready();
    await add("selection");
    expect(chips()).toMatchObject([{ kind: "selection", label: "letter.md:1", fit: "whole", isLive: true }]);
    engine.answers.push(says("A name"));
    await send("Who is it?");
    expect(sent()).toBe('<selection name="letter.md:1">\nAnna\n</selection>\n\nWho is it?');
    expect(shown().messages[0]).toMatchObject({
      content: "Who is it?",
      context: [{ kind: "selection", label: "letter.md:1", fit: "whole" }],
    });
  });

  it("follows the editor, and stays for the next question", async () => {
    const { document } = openEditor("Dear «Anna», hello", "file:///letter.md");
    const { add, chips, engine, send, sent } = await ready();
    await add("selection");
    const before = chips()[0]?.tokens ?? 0;
    const textEditor = select(document, "«Dear Anna, hello»");
    documents.selectionChanged.fire({ textEditor, selections: textEditor.selections });
    await vi.waitFor(() => expect(chips()[0]?.tokens).toBeGreaterThan(before));
    engine.answers.push(says("A letter"), says("Fine"));
    await send("What is it?");
    expect(chips()).toHaveLength(1);
    select(document, "Dear Anna, «hello»");
    await send("And this?");
    expect(sent()).toContain("hello\n</selection>");
    expect(sent()).not.toContain("Dear");
  });

  it("that is empty is shown as not sent, and is not", async () => {
    openEditor("Dear ║Anna");
    const { add, chips, engine, send, sent, shown } = await ready();
    await add("selection");
    expect(chips()).toMatchObject([{ fit: "left out", detail: "Nothing is selected." }]);
    engine.answers.push(says("Hello"));
    await send("Hi");
    expect(sent()).toBe("Hi");
    expect(shown().messages[0]?.context).toBeUndefined();
  });

  it("is there once, however often it is added", async () => {
    openEditor("«Dear» Anna");
    const { add, chips } = await ready();
    await add("selection");
    await add("selection");
    expect(chips()).toHaveLength(1);
  });
});

describe("files", () => {
  it("are sent as they are when the question is, and go with it", async () => {
    const at = workspace({ "notes.md": "The ferry leaves at nine." });
    const { add, chips, engine, send, sent, transcript } = await ready();
    ui.filesToOpen.push([at("notes.md")]);
    await add("file");
    expect(chips()).toMatchObject([{ kind: "file", label: "notes.md", detail: "notes.md" }]);
    writeFileSync(at("notes.md").fsPath, "The ferry leaves at ten.");
    engine.answers.push(says("At ten"), says("Yes"));
    await send("When?");
    expect(sent()).toContain("The ferry leaves at ten.");
    expect(chips()).toEqual([]);
    await send("Sure?");
    expect(transcript()[0]).toBe("user: When?");
    expect(engine.requests[1]?.prompt).toMatchObject({
      messages: [{ content: expect.stringContaining("at ten") as string }, {}, { content: "Sure?" }],
    });
  });

  it.each([
    ["that are no text", { "a.bin": new Uint8Array([72, 0, 105]) }, "a.bin", "no text in it"],
    ["that are gone", { "a.md": "x" }, "b.md", "cannot be read"],
    ["that are too large", { "a.md": "x".repeat(2_000_001) }, "a.md", "too large"],
  ])("%s are refused with a word why", async (_, files, name, word) => {
    const at = workspace(files);
    const { add, chips, shown } = await ready();
    ui.filesToOpen.push([at(name)]);
    await add("file");
    expect(chips()).toEqual([]);
    expect(shown().notice?.message).toContain(word);
  });

  it("of a folder are sent together, without what is no text or nobody reads", async () => {
    const at = workspace({
      "book/one.md": "First chapter",
      "book/part/two.md": "Second chapter",
      "book/cover.png": new Uint8Array([137, 80, 0, 71]),
      "book/node_modules/x/readme.md": "Not read",
    });
    const { add, chips, engine, send, sent } = await ready();
    ui.filesToOpen.push([at("book")]);
    await add("folder");
    expect(chips()).toMatchObject([
      { kind: "folder", label: "book", detail: expect.stringContaining("2 of 3") as string },
    ]);
    engine.answers.push(says("Good"));
    await send("How is it?");
    expect(sent()).toContain("--- one.md ---\nFirst chapter");
    expect(sent()).toContain("--- part/two.md ---\nSecond chapter");
    expect(sent()).not.toContain("Not read");
  });

  it("that are dropped become chips, from the workspace or open, and from nowhere else", async () => {
    const at = workspace({ "notes.md": "Notes", "sub/a.md": "A" });
    openEditor("Open║", "file:///elsewhere/open.md");
    const { controller, chips, shown } = await ready();
    const drop = (...uris: string[]) => controller.handle({ kind: "dropFiles", uris });
    await drop(at("notes.md").toString(), "file:///elsewhere/open.md", at("sub").toString());
    expect(chips().map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      "file notes.md",
      "file open.md",
      "folder sub",
    ]);
    await drop("file:///etc/passwd");
    await drop(`${at("sub").toString()}/../../../etc/passwd`);
    expect(chips()).toHaveLength(3);
    expect(shown().notice?.message).toContain("in this workspace");
  });

  it("that are open in editors are sent together", async () => {
    openEditor("First text║", "file:///one.md");
    openEditor("Second text║", "file:///two.md");
    const { add, chips, engine, send, sent } = await ready();
    await add("editors");
    expect(chips()).toMatchObject([{ kind: "editors", detail: "2 files" }]);
    engine.answers.push(says("Good"));
    await send("Compare");
    expect(sent()).toMatch(/one\.md ---\nFirst text[\s\S]*two\.md ---\nSecond text/);
  });
});

describe("a heading", () => {
  it("is chosen from the document's, and sent with what stands under it", async () => {
    openEditor("# One\n\nFirst\n\n## Part\n\nInside\n\n# Two\n\nSecond║", "file:///book.md");
    const { add, chips, engine, send, sent } = await ready();
    ui.picks.push("One");
    await add("heading");
    expect(chips()).toMatchObject([{ kind: "heading", label: "One", detail: "/book.md" }]);
    engine.answers.push(says("Good"));
    await send("How is it?");
    expect(sent()).toContain("# One\n\nFirst\n\n## Part\n\nInside\n</heading>");
    expect(sent()).not.toContain("Second");
  });

  it("of a document without any is said to be missing", async () => {
    openEditor("Just prose║");
    const { add, shown } = await ready();
    await add("heading");
    expect(shown().notice?.message).toContain("no such heading");
  });
});

describe("an image", () => {
  const image: FromPanel = {
    kind: "dropImage",
    name: "cat.png",
    mimeType: "image/png",
    data: "iVBORw0KGgo=",
  };

  it("is not sent to a model that does not see, which is said on its chip", async () => {
    const { controller, chips, engine, send, sent, shown } = await ready();
    await controller.handle(image);
    expect(chips()).toMatchObject([{ kind: "image", label: "cat.png", fit: "left out", tokens: 0 }]);
    expect(chips()[0]?.detail).toContain("cannot be shown images");
    expect(shown().context.seesImages).toBe(false);
    engine.answers.push(says("What cat?"));
    await send("Look at my cat");
    expect(sent()).toBe("Look at my cat");
  });

  it("is offered to a model that sees", async () => {
    settings.user["inkling.models"] = [
      {
        name: "seeing",
        provider: "openai-compatible",
        baseUrl: "http://127.0.0.1:9/v1",
        model: "x",
        kind: "instruct",
        contextTokens: 9000,
        vision: true,
      },
    ];
    settings.user["inkling.model.chat"] = "seeing";
    const { controller, chips, shown } = await ready();
    // The provider's library is loaded meanwhile.
    await vi.waitFor(() => expect(shown().context.seesImages).toBe(true));
    await controller.handle(image);
    expect(chips()).toMatchObject([{ kind: "image", fit: "whole" }]);
    expect(chips()[0]?.tokens).toBeGreaterThan(0);
  });
});

describe("what will be sent", () => {
  it("is counted with the composer's text, in shares that make the total", async () => {
    openEditor("Dear «Anna», hello");
    const { controller, add, shown } = await ready();
    await add("selection");
    await controller.handle({ kind: "draft", text: "Who is it, and why?" });
    const { shares, total, words, limit } = shown().context;
    expect(shares.map(({ part }) => part)).toEqual(["system", "context", "question"]);
    expect(shares.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(total);
    expect(words).toBe(`${total} of ${limit.toLocaleString("en")} tokens`);
  });

  it("forgets the composer's text when it is sent", async () => {
    const { controller, engine, send, shown } = await ready();
    await controller.handle({ kind: "draft", text: "Hi there, model" });
    engine.answers.push(says("Hello"));
    await send("Hi there, model");
    expect(shown().context.shares.map(({ part }) => part)).toEqual(["system", "earlier"]);
  });

  it("is told only where it has changed", async () => {
    const { controller, told } = await ready();
    await controller.handle({ kind: "draft", text: "Hi" });
    const { length } = told("context");
    await controller.handle({ kind: "draft", text: "Hi" });
    await controller.handle({ kind: "removeContext", id: "nobody" });
    expect(told("context")).toHaveLength(length);
  });

  it("cuts a text that is too long for the model, and says so", async () => {
    const at = workspace({ "long.md": "A line of prose.\n".repeat(20_000) });
    const { add, chips, shown } = await ready();
    ui.filesToOpen.push([at("long.md")]);
    await add("file");
    expect(chips()).toMatchObject([{ fit: "cut" }]);
    expect(shown().context.total).toBeLessThanOrEqual(shown().context.limit);
  });

  it("is without a chip that is removed", async () => {
    openEditor("«Dear» Anna");
    const { controller, add, chips } = await ready();
    await add("selection");
    await controller.handle({ kind: "removeContext", id: chips()[0]?.id ?? "" });
    expect(chips()).toEqual([]);
  });

  it("can be an earlier answer", async () => {
    const { controller, engine, send, sent, shown, chips, last } = await ready();
    engine.answers.push(says("A poem about the sea"), says("Better"));
    await send("Write a poem");
    await controller.handle({ kind: "useAsContext", messageId: last()?.id ?? "" });
    expect(chips()).toMatchObject([{ kind: "answer", label: "A poem about the sea" }]);
    await controller.handle({ kind: "newChat" });
    expect(shown().context.chips).toEqual([]);
    await controller.handle({ kind: "useAsContext", messageId: "gone" });
    expect(chips()).toEqual([]);
    await send("Hi");
    expect(sent()).toBe("Hi");
  });
});
