import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { commands, type MarkdownString } from "vscode";
import { Channel } from "../../../../../src/core/common/channel";
import type { ModelChunk } from "../../../../../src/core/models/languageModel";
import { openEditor, type FakeDocument } from "../../../../fakes/documents";
import { host, resetVscode, type FakeThread } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { runAction, startActions } from "../../support/actions";
import { unescaped } from "../../support/markdown";
import { says } from "../../support/scriptedEngine";

beforeEach(resetVscode);

const TEXT = "Intro.\n\nThe sea was “cold”.\nWe swam all day.\n\nEnd.";

const open = () => host.threads.filter(({ isDisposed }) => !isDisposed);
const sources = ({ comments }: FakeThread) => comments.map(({ body }) => (body as MarkdownString).value);
const bodies = (thread: FakeThread) => sources(thread).map(unescaped);
const context = () => host.executed.filter(([, key]) => key === "inkling.remarks.shown").at(-1)?.[2];

/** Critique of the second paragraph, with this answer. */
async function criticise(answer: string) {
  const { document } = openEditor(TEXT.replace("The sea", "The ║sea"));
  const started = startActions();
  started.engine.answers.push(says(answer));
  await runAction("critique");
  const words = ({ range }: FakeThread) => document.getText(range);
  return { ...started, document, words };
}

/** Critique whose answer the test writes. */
function begin() {
  const { document } = openEditor(TEXT.replace("The sea", "The ║sea"));
  const started = startActions();
  const stream = new Channel<ModelChunk>();
  started.engine.answers.push(stream);
  const running = runAction("critique");
  const write = async (text: string, threads: number) => {
    stream.push({ kind: "text", text });
    await vi.waitFor(() => expect(open()).toHaveLength(threads));
  };
  const end = async () => {
    stream.push({ kind: "finish", reason: "stop" });
    stream.close();
    await running;
  };
  return { ...started, document, stream, running, write, end };
}

/** Critique with this answer; while the model is made ready, something happens to the document. */
async function criticiseAfter(happens: (document: FakeDocument) => void, answer: string) {
  const { document } = openEditor(TEXT.replace("The sea", "The ║sea"));
  const { engine, models } = startActions();
  const resolve = models.resolve.bind(models);
  const spy = vi.spyOn(models, "resolve").mockImplementation((...asked) => {
    happens(document);
    return resolve(...asked);
  });
  onTestFinished(() => spy.mockRestore());
  engine.answers.push(says(answer));
  await runAction("critique");
  return { engine, words: open().map(({ range }) => document.getText(range)) };
}

describe("remarks", () => {
  it("stand at the words that they are about, and change nothing", async () => {
    const { words, document } = await criticise('“was "cold"”: In degrees?\n- **“all day”**: How long?');
    expect(open().map((thread) => [words(thread), bodies(thread)])).toEqual([
      ["was “cold”", ["In degrees?"]],
      ["all day", ["How long?"]],
    ]);
    expect(open()[0]).toMatchObject({ label: "Critique · scripted", canReply: false });
    expect(document.version).toBe(1);
    expect(context()).toBe(true);
  });

  it("about the whole, and those whose words are not there, stand at the end of the text; the lost ones are counted", async () => {
    const { document } = await criticise('"the lake": Which?\nToo short.\n"a hill": Where?');
    const [thread] = open();
    expect(open()).toHaveLength(1);
    expect(thread && document.offsetAt(thread.range.end)).toBe(TEXT.indexOf("\n\nEnd."));
    expect(thread && bodies(thread)).toEqual(["> the lake\n\nWhich?", "Too short.", "> a hill\n\nWhere?"]);
    expect(thread?.label).toBe("Critique · scripted · words not found in the text: 2");
  });

  it("about the whole alone have a plain label, as the opposite view has", async () => {
    openEditor("║Swimming is fun.");
    const { engine } = startActions();
    engine.answers.push(says("Many people drown."));
    await runAction("oppositeView");
    expect(open().map(({ label }) => label)).toEqual(["Opposite View · scripted"]);
  });

  it("are shown in their own characters: nothing of them is a link or an image", async () => {
    await criticise('"all day": See ![x](https://evil.example/a.png)');
    expect(open().flatMap(sources)).toEqual(["See \\!\\[x\\]\\(https\\:\\/\\/evil\\.example\\/a\\.png\\)"]);
  });

  it("are looked for in the text that was asked about, not elsewhere", async () => {
    const { document } = await criticise('"Intro": Boring.');
    expect(open().map(({ range }) => document.offsetAt(range.start))).toEqual([TEXT.indexOf("\n\nEnd.")]);
  });

  it("appear one by one as they are written", async () => {
    const { write, end } = begin();
    await write('"all day": How', 0);
    await write(" long?\n“The sea”", 1);
    await write(": Which?\nIn all", 2);
    await write(", good.", 2);
    await end();
    expect(open().flatMap(bodies)).toEqual(["How long?", "Which?", "In all, good."]);
  });

  it("follow their words through edits, also to those that were typed while they were written", async () => {
    const { write, end, document } = begin();
    document.edit(0, 0, "A new line.\n");
    await write('"all day": How long?\nThe', 1);
    document.edit(0, 0, "And another.\n");
    const [thread] = open();
    expect(thread && document.getText(thread.range)).toBe("all day");
    // Into the words themselves: the remark stays with them.
    const offset = document.getText().indexOf("all day");
    document.edit(offset + 3, offset + 3, "most");
    expect(thread && document.getText(thread.range)).toBe("allmost day");
    await end();
  });

  it.each([
    ["above it", [[0, 0, "A new beginning, which is longer than the whole text is.\n\n"]]],
    ["much of what stands above it", [[0, 8, ""]]],
    ["below it", [[TEXT.length, TEXT.length, " Or not."]]],
    ["in it", [[TEXT.indexOf("We"), TEXT.indexOf("We"), "It was a fine day in June. "]]],
    [
      "above and below it",
      [
        [TEXT.length, TEXT.length, "\nThe end."],
        [0, 6, "A beginning, at length."],
      ],
    ],
  ] as const)(
    "stand at their words where the writer changes %s before the model is asked",
    async (_, edits) => {
      const change = (document: FakeDocument) =>
        edits.forEach(([start, end, text]) => document.edit(start, end, text));
      const { words } = await criticiseAfter(change, '"The sea": Which?\n"all day": How long?');
      expect(words).toEqual(["The sea", "all day"]);
    },
  );

  it("are not asked for where the document is closed before the model is asked", async () => {
    ui.answers.push(undefined);
    const { engine } = await criticiseAfter((document) => document.close(), '"all day": How long?');
    expect([open(), engine.requests]).toEqual([[], []]);
    expect(ui.messages.map(({ message }) => message)).toEqual([
      expect.stringContaining("The document was closed"),
    ]);
  });

  it("go one at a time: by the icon, or the one nearest to the cursor", async () => {
    await criticise('"The sea": Which?\n"all day": How long?');
    await commands.executeCommand("inkling.remark.dismiss", open()[1]);
    expect(open().flatMap(bodies)).toEqual(["Which?"]);
    await commands.executeCommand("inkling.remark.dismiss");
    expect([open(), context()]).toEqual([[], false]);
  });

  it("go all at once, and what is still being written is stopped", async () => {
    const { write, running, engine } = begin();
    await write('"all day": How long?\nThe', 1);
    await commands.executeCommand("inkling.remark.dismissAll");
    await running;
    expect([open(), context(), engine.requests.length]).toEqual([[], false, 1]);
  });

  it("go when their document is closed, and not when it is given another language", async () => {
    const { document } = await criticise('"all day": How long?');
    document.changeLanguage("plaintext");
    expect(open()).toHaveLength(1);
    document.close();
    expect([open(), context()]).toEqual([[], false]);
  });
});
