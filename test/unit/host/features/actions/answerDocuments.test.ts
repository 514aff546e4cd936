import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { commands, window, workspace } from "vscode";
import { Channel } from "../../../../../src/core/common/channel";
import type { ModelChunk } from "../../../../../src/core/models/languageModel";
import { ModelError } from "../../../../../src/core/models/modelError";
import { documents, FakeEditor, openEditor } from "../../../../fakes/documents";
import { Selection } from "../../../../fakes/values";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { runAction, startActions } from "../../support/actions";
import { failsWith, says } from "../../support/scriptedEngine";

beforeEach(resetVscode);

/** The answer document that was opened last. */
function opened() {
  const document = documents.shown.at(-1);
  if (!document) throw new Error("No answer was opened");
  const content = () =>
    documents.contentProviders
      .get(document.uri.scheme)
      ?.provideTextDocumentContent(document.uri as never, {} as never);
  return { document, uri: document.uri, content };
}

/** The tab of the answer comes to the front, as when the writer clicks into it. */
function goTo({ document }: ReturnType<typeof opened>): void {
  documents.active = new FakeEditor(document, new Selection(document.positionAt(0), document.positionAt(0)));
  ui.activeEditorChanged.fire(documents.active);
}

/** Actions with the answer "A greeting." to "Hello". */
async function answered() {
  const editor = openEditor("«Hello», she said. ", "file:///letters/one.md");
  const started = startActions();
  started.engine.answers.push(says("A ", "greeting."));
  await runAction("explain");
  return { ...started, editor, answer: opened() };
}

describe("an answer beside the text", () => {
  it("is a Markdown document named after the action and the file, and nothing in the text changes", async () => {
    const { answer, editor } = await answered();
    expect(answer.uri.toString()).toMatch(/^inkling-answer:\/\/\/Explain · one\.md\?\d+$/);
    expect(answer.content()).toBe("A greeting.");
    expect(editor.document.version).toBe(1);
  });

  it("is a document of its own each time", async () => {
    const { engine, answer } = await answered();
    engine.answers.push(says("Another."));
    documents.active = documents.active ?? undefined;
    await runAction("explain");
    expect(opened().uri.toString()).not.toBe(answer.uri.toString());
    expect(answer.content()).toBe("A greeting.");
  });

  it("has a Markdown name also where the text has none", async () => {
    openEditor("«Hello»", "untitled:Untitled-1");
    const { engine } = startActions();
    engine.answers.push(says("Hi"));
    await runAction("explain");
    expect(opened().uri.path).toBe("/Explain · Untitled-1.md");
  });

  it("tells VS Code of what has come, and at the end of the rest", async () => {
    openEditor("«Hello»");
    const { engine, answers } = startActions();
    const stream = new Channel<ModelChunk>();
    engine.answers.push(stream);
    const seen: unknown[] = [];
    answers.onDidChange((uri) => seen.push(answers.provideTextDocumentContent(uri)));
    const running = runAction("explain");
    stream.push({ kind: "text", text: "One" });
    await vi.waitFor(() => expect(seen).toEqual(["One"]));
    stream.push({ kind: "text", text: " two" });
    stream.push({ kind: "text", text: " three" });
    stream.push({ kind: "finish", reason: "stop" });
    stream.close();
    await running;
    expect(seen.at(-1)).toBe("One two three");
    // Not once for each word.
    expect(seen.length).toBeLessThanOrEqual(3);
  });

  it("holds the answers for several cursors, in the order of the text", async () => {
    const editor = openEditor("║One two");
    editor.selection = new Selection(editor.document.positionAt(4), editor.document.positionAt(7));
    editor.more = [new Selection(editor.document.positionAt(0), editor.document.positionAt(3))];
    const { engine } = startActions();
    engine.answers.push(says("First."), says("Second."));
    await runAction("explain");
    expect(documents.shown).toHaveLength(1);
    expect(opened().content()).toBe("First.\n\n---\n\nSecond.");
  });

  it("can be a translation, by a command of its own", async () => {
    openEditor("«Hello»");
    const { engine, shown } = startActions();
    engine.answers.push(says("Bonjour"));
    await commands.executeCommand("inkling.translateBeside", { language: "French" });
    expect(opened().content()).toBe("Bonjour");
    expect(shown).toEqual([]);
  });

  it("may be about the whole document, whatever is selected", async () => {
    openEditor("«One» two.\n\nThree.");
    const { engine } = startActions();
    engine.answers.push(says("Numbers."));
    await runAction("summariseDocument", { length: "sentence" });
    expect(JSON.stringify(engine.requests[0]?.prompt)).toContain("Three.");
    expect(opened().content()).toBe("Numbers.");
  });
});

describe("an answer that is being written", () => {
  /** Actions that have begun an answer. */
  async function begun() {
    openEditor("«Hello»");
    const started = startActions();
    const stream = new Channel<ModelChunk>();
    started.engine.answers.push(stream);
    const running = runAction("explain");
    stream.push({ kind: "text", text: "A gree" });
    await vi.waitFor(() => expect(opened().content()).toBe("A gree"));
    return { ...started, stream, running, answer: opened() };
  }

  it("is stopped when its tab is closed, without a word", async () => {
    const { running, answer } = await begun();
    answer.document.closeTab();
    await running;
    expect(ui.messages).toEqual([]);
  });

  it("goes on when another tab is closed", async () => {
    const { running, stream, answer } = await begun();
    documents.open[0]?.closeTab();
    stream.push({ kind: "text", text: "ting." });
    stream.push({ kind: "finish", reason: "stop" });
    stream.close();
    await running;
    expect(answer.content()).toBe("A greeting.");
  });

  it("goes on when another tab is closed while its own is being opened", async () => {
    const { document } = openEditor("«Hello»");
    const { engine } = startActions();
    engine.answers.push(says("A greeting."));
    const show = window.showTextDocument.bind(window) as (...all: unknown[]) => Promise<unknown>;
    const spy = vi.spyOn(window, "showTextDocument").mockImplementationOnce((async (...all: unknown[]) => {
      document.closeTab();
      return show(...all);
    }) as never);
    onTestFinished(() => spy.mockRestore());
    await runAction("explain");
    expect(opened().content()).toBe("A greeting.");
  });

  it("keeps what came before it broke, and says that it did", async () => {
    const { running, stream, answer } = await begun();
    ui.answers.push(undefined);
    stream.fail(new ModelError("interrupted", { subject: "x" }));
    await running;
    expect(answer.content()).toBe("A gree");
    expect(ui.messages).toHaveLength(1);
  });

  it("of which nothing came leaves no empty tab behind", async () => {
    openEditor("«Hello»");
    const { engine } = startActions();
    ui.answers.push(undefined);
    engine.answers.push(failsWith(new ModelError("interrupted", { subject: "x" })));
    await runAction("explain");
    const schemes = documents.tabs.map(({ input }) => ("uri" in input ? input.uri.scheme : ""));
    expect(schemes).toEqual(["untitled"]);
  });
});

describe("an answer's commands", () => {
  it("copy it: the one that is named, or the one in front", async () => {
    const { answer } = await answered();
    await commands.executeCommand("inkling.answer.copy", answer.uri);
    expect(host.clipboard).toBe("A greeting.");
    host.clipboard = "";
    goTo(answer);
    await commands.executeCommand("inkling.answer.copy");
    expect(host.clipboard).toBe("A greeting.");
  });

  it("insert it at the cursor of the editor that the writer came from", async () => {
    openEditor("Dear ║Ada", "untitled:Untitled-1");
    const { engine } = startActions();
    const text = documents.active;
    engine.answers.push(says("old,"));
    await runAction("explain");
    const answer = opened();
    goTo(answer);
    await commands.executeCommand("inkling.answer.insert", answer.uri);
    expect(text?.document.getText()).toBe("Dear old,Ada");
  });

  it("say so where there is no such answer, or no text to insert it into", async () => {
    const { answer, editor } = await answered();
    ui.answers.push(undefined, undefined);
    await commands.executeCommand(
      "inkling.answer.copy",
      (await workspace.openTextDocument({ content: "" })).uri,
    );
    editor.document.close();
    await commands.executeCommand("inkling.answer.insert", answer.uri);
    expect(ui.messages.map(({ message }) => message)).toEqual([
      expect.stringContaining("The document was closed"),
      expect.stringContaining("Open a text first"),
    ]);
  });
});

describe("an answer's text", () => {
  it("is let go with its document, and asked for again it says that it was not kept", async () => {
    const { answer } = await answered();
    answer.document.close();
    expect(answer.content()).toBe("This answer was not kept. Run the action again.");
  });
});
