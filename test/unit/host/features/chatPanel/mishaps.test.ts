import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { Uri, workspace } from "vscode";
import { Channel } from "../../../../../src/core/common/channel";
import { documents, openEditor, select } from "../../../../fakes/documents";
import { resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { settings } from "../../../../fakes/workspace";
import { openPanel } from "../../support/chatPanel";
import { says } from "../../support/scriptedEngine";

beforeEach(resetVscode);

function folder(files: Readonly<Record<string, string>> = {}) {
  const path = mkdtempSync(join(tmpdir(), "inkling-mishaps-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

async function ready(templateFolder = folder()) {
  const panel = openPanel({ templateFolder });
  await panel.controller.handle({ kind: "ready" });
  // Which is told when it is found out.
  await vi.waitFor(() => expect(panel.told("context")).not.toEqual([]));
  return panel;
}

/** Files that are read only when the test lets them. */
function slowDisk() {
  const opened = new Channel<never>();
  const readFile = workspace.fs.readFile.bind(workspace.fs);
  const spy = vi.spyOn(workspace.fs, "readFile").mockImplementation(async (uri) => {
    await opened[Symbol.asyncIterator]().next();
    return readFile(uri);
  });
  onTestFinished(() => spy.mockRestore());
  return { open: () => opened.close() };
}

describe("while the files of a question are read", () => {
  async function asking() {
    const path = folder({ "notes.md": "The ferry leaves at nine." });
    const panel = await ready();
    panel.engine.answers.push(says("Hello"));
    await panel.send("Hi");
    ui.filesToOpen.push([Uri.file(join(path, "notes.md"))]);
    await panel.controller.handle({ kind: "addContext", what: "file" });
    const disk = slowDisk();
    panel.engine.answers.push(says("At nine"));
    return { ...panel, ...disk, sent: panel.send("When does it leave?") };
  }

  it("a new chat gets neither the question nor the files, and the old chat keeps both", async () => {
    const { controller, chats, open, sent, transcript } = await asking();
    const begun = controller.handle({ kind: "newChat" });
    open();
    await Promise.all([sent, begun]);
    expect(transcript()).toEqual([]);
    const [old] = await chats.list();
    const messages = [...((await chats.open(old?.id ?? ""))?.chat.messages.values() ?? [])];
    expect(messages[2]).toMatchObject({
      content: "When does it leave?",
      context: [{ text: "The ferry leaves at nine." }],
    });
  });

  it("another chat that is opened gets nothing of it", async () => {
    const { controller, chats, open, sent, transcript } = await asking();
    chats.append("other", [
      { kind: "created", title: "Other", at: 1 },
      { kind: "added", id: "q", parentId: null, role: "user", content: "Old", at: 1 },
    ]);
    const shown = controller.openChat("other");
    open();
    await Promise.all([sent, shown]);
    expect(transcript()).toEqual(["user: Old"]);
  });

  it("a chat that is deleted does not come back with it", async () => {
    const { controller, chats, engine, open, sent, transcript } = await asking();
    const [old] = await chats.list();
    controller.chatGoes(old?.id ?? "");
    await chats.delete(old?.id ?? "");
    open();
    await sent;
    expect(transcript()).toEqual([]);
    expect(engine.requests).toHaveLength(1);
  });
});

it("a template waits in its form where its chat is no longer open once the model may be asked", async () => {
  const panel = await ready();
  const allowed = new Channel<never>();
  const resolve = panel.models.resolve.bind(panel.models);
  vi.spyOn(panel.models, "resolve").mockImplementation(async (face, opening) => {
    if (opening.mayAsk) await allowed[Symbol.asyncIterator]().next();
    return resolve(face, opening);
  });
  const form = { kind: "runTemplate", id: "poem", text: "The lamp", values: {} } as const;
  const running = panel.controller.handle(form);
  await panel.controller.handle({ kind: "newChat" });
  allowed.close();
  await running;
  expect(panel.transcript()).toEqual([]);
  expect(panel.engine.requests).toEqual([]);
  expect(panel.posted.at(-1)).toEqual({ ...form, kind: "openTemplate" });
});

describe("an image", () => {
  it("is sent to a model that sees, also where that was not known yet", async () => {
    settings.user["inkling.models"] = [
      { name: "seeing", provider: "ollama", model: "llava", baseUrl: "http://127.0.0.1:9", vision: true },
    ];
    settings.user["inkling.model.chat"] = "seeing";
    const panel = openPanel();
    const known = new Channel<never>();
    const resolve = panel.models.resolve.bind(panel.models);
    vi.spyOn(panel.models, "resolve").mockImplementation(async (face, opening) => {
      if (!opening.mayAsk) await known[Symbol.asyncIterator]().next();
      return resolve(face, opening);
    });
    await panel.controller.handle({ kind: "ready" });
    const image = {
      kind: "dropImage",
      name: "cat.png",
      mimeType: "image/png",
      data: "iVBORw0KGgo=",
    } as const;
    await panel.controller.handle(image);
    await panel.send("What is it?");
    known.close();
    expect(panel.shown().messages[0]?.context).toMatchObject([{ kind: "image", fit: "whole" }]);
  }, 30_000);
});

const ABOUT = `---
name: About
description: Something about a text
target: panel
---

# user

Fix the text, the whole of it:

{{selection}}
`;

describe("a chat that is saved as a template", () => {
  it("has its blank where the text stood, not at a word of the template that reads the same", async () => {
    openEditor("«the»");
    const templateFolder = folder({ "about.prompt.md": ABOUT });
    const panel = await ready(templateFolder);
    panel.engine.answers.push(says("The."));
    await panel.runTemplate("about");
    ui.inputs.push("Mine");
    await panel.controller.saveAsTemplate();
    const { user } = await panel.templates.get("Mine");
    expect(user).toBe("Fix the text, the whole of it:\n\n{{selection}}");
  });

  it("has the names of all the writer's texts, and none of these", async () => {
    openEditor("# A secret\n\nOne secret. «The secret» ends.", "file:///secret.md", "markdown");
    const text =
      "{{title}}: {{document}}\n\n{{selection}} and {{selection}} of {{paragraph}} in {{glossary}}";
    const panel = await ready(folder({ "all.prompt.md": ABOUT.replace(/Fix[^]*/, text) }));
    panel.engine.answers.push(says("Yes."));
    await panel.runTemplate("all");
    ui.inputs.push("Secrets/of mine");
    await panel.controller.saveAsTemplate();
    const { name, user } = await panel.templates.get("secretsOfMine");
    expect(name).toBe("Secrets-of mine");
    expect(user).toBe(text.replace("{{glossary}}", "").trim());
  });

  it("is said to be too long where its file could not be read again, and leaves none", async () => {
    const panel = await ready();
    panel.engine.answers.push(says("Long"));
    await panel.send("船".repeat(100_000));
    ui.inputs.push("Mine");
    await expect(panel.controller.saveAsTemplate()).rejects.toThrow(/larger than/);
    expect((await panel.templates.contents()).problems).toEqual([]);
  });
});

describe("a form's preview", () => {
  it("is asked for anew when the writer selects another text", async () => {
    const { document } = openEditor("«One» text and another", "file:///a.md");
    const panel = await ready(folder({ "about.prompt.md": ABOUT }));
    const form = { id: "about", text: "", values: {} };
    await panel.controller.handle({ kind: "preview", ticket: 1, ...form });
    const { length } = panel.told("context");
    const textEditor = select(document, "One text and «another»");
    documents.selectionChanged.fire({ textEditor, selections: textEditor.selections });
    // Which the panel answers with another "preview", where the form is still open.
    await vi.waitFor(() => expect(panel.told("context")).toHaveLength(length + 1));
  });

  it("is asked for anew when the text itself changes", async () => {
    const { document } = openEditor("One ║text", "file:///a.md");
    const panel = await ready(folder({ "about.prompt.md": ABOUT }));
    await panel.controller.handle({ kind: "preview", ticket: 1, id: "about", text: "", values: {} });
    const { length } = panel.told("context");
    document.edit(0, 3, "Another");
    await vi.waitFor(() => expect(panel.told("context")).toHaveLength(length + 1));
  });
});
