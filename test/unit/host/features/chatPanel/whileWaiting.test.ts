import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { Uri, workspace } from "vscode";
import { Channel } from "../../../../../src/core/common/channel";
import type { ModelChunk } from "../../../../../src/core/models/languageModel";
import { documents, openEditor, select } from "../../../../fakes/documents";
import { resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { openPanel } from "../../support/chatPanel";
import { says } from "../../support/scriptedEngine";

beforeEach(resetVscode);

/** Something that takes as long as the test wants. */
function gate() {
  const opened = new Channel<never>();
  let isWaitedFor = false;
  return {
    pass: async () => {
      isWaitedFor = true;
      await opened[Symbol.asyncIterator]().next();
    },
    open: () => opened.close(),
    waitedFor: () => vi.waitFor(() => expect(isWaitedFor).toBe(true)),
  };
}

async function ready() {
  const panel = openPanel();
  await panel.controller.handle({ kind: "ready" });
  return panel;
}

type Panel = ReturnType<typeof openPanel>;

/** Files on the disk, which the writer chooses together. */
function filesToChoose(...texts: string[]) {
  const folder = mkdtempSync(join(tmpdir(), "inkling-waiting-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const files = texts.map((text, i) => {
    const file = join(folder, `notes${i}.md`);
    writeFileSync(file, text);
    return Uri.file(file);
  });
  ui.filesToOpen.push(files);
}

/** A file beside the next question, and a disk that is slow from now on. */
async function slowFile({ controller }: Panel) {
  filesToChoose("The ferry leaves at nine.");
  await controller.handle({ kind: "addContext", what: "file" });
  return slowDisk();
}

/** A disk that is slow from now on, with all files or with one. */
function slowDisk(slow?: string) {
  const disk = gate();
  const readFile = workspace.fs.readFile.bind(workspace.fs);
  const spy = vi.spyOn(workspace.fs, "readFile").mockImplementation(async (uri) => {
    if (slow === undefined || uri.path.endsWith(slow)) await disk.pass();
    return readFile(uri);
  });
  onTestFinished(() => spy.mockRestore());
  return disk;
}

/** A model of which the writer is asked something first. */
function slowModel({ models }: Panel) {
  const model = gate();
  const resolve = models.resolve.bind(models);
  vi.spyOn(models, "resolve").mockImplementation(async (face, opening) => {
    await model.pass();
    return resolve(face, opening);
  });
  return model;
}

/** A chat of the history with one question, its id. */
function inHistory({ chats }: Panel, id: string) {
  chats.append(id, [
    { kind: "created", title: id, at: 1 },
    { kind: "added", id: `q-${id}`, parentId: null, role: "user", content: id, at: 1 },
  ]);
}

/** A history whose files are slow to read: all, or that of one chat. */
function slowHistory({ chats }: Panel, slow?: string) {
  const history = gate();
  const open = chats.open.bind(chats);
  vi.spyOn(chats, "open").mockImplementation(async (id) => {
    const read = await open(id);
    if (slow === undefined || id === slow) await history.pass();
    return read;
  });
  return history;
}

describe("the selection that is sent is the one at Send", () => {
  const selectAnother = (document: ReturnType<typeof openEditor>["document"]) => {
    const textEditor = select(document, "One text and a «secret»");
    documents.selectionChanged.fire({ textEditor, selections: textEditor.selections });
  };
  const sentTo = ({ engine }: Panel) => JSON.stringify(engine.requests[0]?.prompt);

  it("where a file is read before it", async () => {
    const { document } = openEditor("«One» text and a secret", "file:///a.md");
    const panel = await ready();
    const disk = await slowFile(panel);
    await panel.controller.handle({ kind: "addContext", what: "selection" });
    panel.engine.answers.push(says("Yes"));
    const sent = panel.send("Is this right?");
    await disk.waitedFor();
    selectAnother(document);
    disk.open();
    await sent;
    expect(sentTo(panel)).toContain("The ferry leaves at nine.");
    expect(sentTo(panel)).toContain("One");
    expect(sentTo(panel)).not.toContain("secret");
  });

  it("where the model is asked about, and another is selected and shown meanwhile", async () => {
    const { document } = openEditor("«One» text and a secret", "file:///a.md");
    const panel = await ready();
    await panel.controller.handle({ kind: "addContext", what: "selection" });
    const model = slowModel(panel);
    panel.engine.answers.push(says("Yes"));
    const sent = panel.send("Is this right?");
    await model.waitedFor();
    const told = panel.told("context").length;
    selectAnother(document);
    await vi.waitFor(() => expect(panel.told("context").length).toBeGreaterThan(told));
    model.open();
    await sent;
    expect(sentTo(panel)).toContain("One");
    expect(sentTo(panel)).not.toContain("secret");
  });
});

describe("a file that is still being read", () => {
  /** The writer has chosen files, and the disk has not given them all. */
  async function choosing(panel: Panel, texts: readonly string[], slow?: string) {
    filesToChoose(...texts);
    const disk = slowDisk(slow);
    const added = panel.controller.handle({ kind: "addContext", what: "file" });
    await disk.waitedFor();
    return async (meanwhile: Promise<void>) => {
      disk.open();
      await Promise.all([added, meanwhile]);
    };
  }
  const question = "When does it leave?";

  it("at Send goes with the question, and is gone from beside the next", async () => {
    const panel = await ready();
    const read = await choosing(panel, ["The ferry leaves at nine."]);
    panel.engine.answers.push(says("At nine"));
    await read(panel.send(question));
    expect(JSON.stringify(panel.engine.requests[0]?.prompt)).toContain("The ferry leaves at nine.");
    expect(panel.shown().context.chips).toEqual([]);
  });

  it("at Send goes with it once, after those that were chosen with it and have been read", async () => {
    const panel = await ready();
    const read = await choosing(panel, ["The ferry leaves at nine.", "And comes back at noon."], "notes1.md");
    panel.engine.answers.push(says("At nine"));
    await read(panel.send(question));
    const names = panel.shown().messages[0]?.context?.map(({ label }) => label);
    expect(names).toEqual(["notes0.md", "notes1.md"]);
  });

  it("at Send, and cannot be, keeps the question in the composer, with a word why", async () => {
    const panel = await ready();
    const read = await choosing(panel, ["a\0b"]);
    await read(panel.send(question));
    expect(panel.engine.requests).toEqual([]);
    expect(panel.told("notTaken")).toHaveLength(1);
    expect(panel.shown().notice?.message).toContain("no text in it");
    panel.engine.answers.push(says("At nine"));
    await panel.send(question);
    expect(panel.transcript()).toEqual([`user: ${question}`, "assistant: At nine"]);
  });

  it("is not put beside the question of a chat that is begun meanwhile", async () => {
    const panel = await ready();
    const read = await choosing(panel, ["The ferry leaves at nine."]);
    await read(panel.controller.handle({ kind: "newChat" }));
    expect(panel.shown().context.chips).toEqual([]);
  });
});

it("what is put beside the next question while the files of the last are read stays there", async () => {
  const panel = await ready();
  const disk = await slowFile(panel);
  panel.engine.answers.push(says("At nine"));
  const sent = panel.send("When does it leave?");
  await disk.waitedFor();
  const image = { mimeType: "image/png", data: "iVBORw0KGgo=" } as const;
  await panel.controller.handle({ kind: "dropImage", name: "map.png", ...image });
  disk.open();
  await sent;
  expect(panel.shown().messages[0]?.context).toMatchObject([{ label: "notes0.md" }]);
  expect(panel.shown().context.chips.map(({ label }) => label)).toEqual(["map.png"]);
});

describe("the chat that is wanted last is shown", () => {
  it("of two in the history", async () => {
    const panel = await ready();
    inHistory(panel, "large");
    inHistory(panel, "small");
    const history = slowHistory(panel, "large");
    const first = panel.controller.openChat("large");
    await history.waitedFor();
    await panel.controller.openChat("small");
    history.open();
    await first;
    expect(panel.transcript()).toEqual(["user: small"]);
  });

  it("not one that is deleted while it is read", async () => {
    const panel = await ready();
    inHistory(panel, "large");
    await panel.chats.settled();
    const history = slowHistory(panel);
    const opening = panel.controller.openChat("large");
    await history.waitedFor();
    panel.controller.chatGoes("large");
    await panel.chats.delete("large");
    history.open();
    await opening;
    panel.engine.answers.push(says("Yes"));
    await panel.send("Words to be kept");
    await panel.chats.settled();
    expect(panel.transcript()).toEqual(["user: Words to be kept", "assistant: Yes"]);
    expect(panel.shown().notice).toBeUndefined();
  });

  it("a new one with what was said in it, begun while another is read", async () => {
    const panel = await ready();
    inHistory(panel, "large");
    const history = slowHistory(panel);
    const opening = panel.controller.openChat("large");
    await history.waitedFor();
    await panel.controller.handle({ kind: "newChat" });
    panel.engine.answers.push(says("Hello"));
    await panel.send("Hi");
    history.open();
    await opening;
    expect(panel.transcript()).toEqual(["user: Hi", "assistant: Hello"]);
  });

  it("a new one, where both wait for a question's files", async () => {
    const panel = await ready();
    inHistory(panel, "other");
    const disk = await slowFile(panel);
    panel.engine.answers.push(says("At nine"));
    const sent = panel.send("When does it leave?");
    const opening = panel.controller.openChat("other");
    const begun = panel.controller.handle({ kind: "newChat" });
    disk.open();
    await Promise.all([sent, opening, begun]);
    expect(panel.transcript()).toEqual([]);
  });
});

describe("a question that is not asked", () => {
  it("is told, where another version streams than the one that is shown", async () => {
    const panel = await ready();
    panel.engine.answers.push(says("Hello"));
    await panel.send("Hi");
    const stream = new Channel<ModelChunk>();
    panel.engine.answers.push(stream);
    const running = panel.controller.handle({ kind: "regenerate", messageId: panel.last()?.id ?? "" });
    await vi.waitFor(() => expect(panel.engine.requests).toHaveLength(2));
    expect(panel.shown().streamsAside).toBeUndefined();
    await panel.controller.handle({ kind: "branch", messageId: panel.last()?.id ?? "", offset: -1 });
    expect(panel.shown().streamsAside).toBe(true);
    await panel.send("How are you?");
    expect(panel.posted.at(-1)).toEqual({ kind: "notTaken" });
    stream.push({ kind: "finish", reason: "stop" });
    stream.close();
    await running;
    expect(panel.shown().streamsAside).toBeUndefined();
  });

  it("is told, where it is the second while the files of the first are read", async () => {
    const panel = await ready();
    const disk = await slowFile(panel);
    panel.engine.answers.push(says("At nine"));
    const first = panel.send("When does it leave?");
    const second = panel.send("And the next?");
    disk.open();
    await Promise.all([first, second]);
    const asked = panel.transcript().filter((line) => line.startsWith("user"));
    expect(asked).toHaveLength(1);
    expect(panel.told("notTaken")).toHaveLength(1);
  });
});

it("Stop ends an answer whose model is still looked for", async () => {
  const panel = await ready();
  const model = slowModel(panel);
  const sent = panel.send("Hi");
  await model.waitedFor();
  await panel.controller.handle({ kind: "stop" });
  await sent;
  expect(panel.last()?.state).toBe("stopped");
  model.open();
  await panel.models.resolve("chat", { mayAsk: false }); // what waited for it has gone on before
  await vi.waitFor(() => expect(panel.last()?.state).toBe("stopped"));
  expect(panel.engine.requests).toEqual([]);
});

it("a disk that failed once is asked again for the chat that was open, when the panel is shown again", async () => {
  const panel = openPanel();
  inHistory(panel, "old");
  await panel.windowState.update("openChat", "old");
  vi.spyOn(panel.chats, "open").mockRejectedValueOnce(Object.assign(new Error("busy"), { code: "EBUSY" }));
  await panel.controller.handle({ kind: "ready" });
  expect(panel.transcript()).toEqual([]);
  await panel.controller.handle({ kind: "ready" });
  expect(panel.transcript()).toEqual(["user: old"]);
});

it("an older reading of the templates does not take the place of a newer", async () => {
  const panel = await ready();
  const old = await panel.templates.contents();
  const reading = gate();
  vi.spyOn(panel.templates, "contents")
    .mockImplementationOnce(async () => {
      await reading.pass();
      return old;
    })
    .mockImplementationOnce(() => Promise.resolve({ templates: [], problems: [] }));
  const first = panel.controller.reloadTemplates();
  await panel.controller.reloadTemplates();
  reading.open();
  await first;
  expect(panel.shown().templates).toEqual([]);
});
