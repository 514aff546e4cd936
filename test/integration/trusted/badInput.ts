import assert from "node:assert/strict";
import { mkdtemp, open as openFile, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { lenses, open, openText, suggestionsReady } from "../support/editor";
import { inkling, run, setSetting, useModel, useServer } from "../support/inkling";
import { setScene } from "../support/scene";
import { until } from "../support/until";

const MEGABYTES_5 = 5 * 1024 * 1024;

describe("bad input", () => {
  const scene = setScene();
  const message = () => until("a message", () => scene.messages.last);

  it("an empty document: says what to do", async () => {
    await useServer(scene.server);
    await openText("");
    await run("action.rewrite", { style: "clearer" });
    assert.match((await message()).text, /no text here/);
    assert.equal(scene.server.requests.length, 0);
  });

  it("no editor at all: says what to do", async () => {
    await run("action.rewrite", { style: "clearer" });
    assert.match((await message()).text, /Open a text first/);
  });

  it("a selection of 5 MB: refused before anything is sent", async () => {
    await useServer(scene.server, { contextTokens: 8192 });
    const editor = await openText("All work and no play. ".repeat(MEGABYTES_5 / 22));
    const last = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    editor.selection = new vscode.Selection(new vscode.Position(0, 0), last);
    await run("action.rewrite", { style: "clearer" });
    const shown = await message();
    assert.match(shown.text, /too long for fake: about \d+ tokens, and it takes 8192/);
    assert.deepEqual(shown.buttons, ["Choose Model"]);
    assert.equal(scene.server.requests.length, 0);
  });

  it("a document that cannot be written: nothing is asked", async () => {
    await useServer(scene.server);
    const provider = { provideTextDocumentContent: () => "Written in stone." };
    const registration = vscode.workspace.registerTextDocumentContentProvider("stone", provider);
    await open(vscode.Uri.parse("stone:/tablet.md"));
    await run("action.rewrite", { style: "clearer" });
    registration.dispose();
    assert.match((await message()).text, /cannot be changed/);
    assert.equal(scene.server.requests.length, 0);
  });

  it("a setting of a wrong type: the warning names its key, and the rest still works", async () => {
    await setSetting("models", [
      { name: "broken", provider: "openai-compatible", model: 7, baseUrl: "nowhere" },
    ]);
    const shown = await until("a warning", () => scene.messages.shown.find(({ kind }) => kind === "warning"));
    assert.match(shown.text, /inkling\.models\[0\]\.model/);
    assert.match(shown.text, /inkling\.models\[0\]\.baseUrl/);
    assert.deepEqual(shown.buttons, ["Open Settings"]);
    await useServer(scene.server);
    scene.server.respondWith({ kind: "text", chunks: ["Fine."] });
    const { document } = await openText("Some text.");
    await run("action.rewrite", { style: "clearer" });
    await suggestionsReady(document);
  });

  it("a face whose model is in no list: offers to choose one", async () => {
    await setSetting("model.actions", "nobody");
    await openText("Some text.");
    await run("action.rewrite", { style: "clearer" });
    const shown = await message();
    assert.match(shown.text, /No model is called "nobody"/);
    assert.ok(shown.buttons.includes("Choose Model"));
  });
});

describe("bad weights", () => {
  const scene = setScene();
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), "inkling-weights-"))));
  after(() => rm(folder, { recursive: true }));

  const demo = join(process.env.INKLING_REPOSITORY ?? "", "media/model/inkling-demo.gguf");
  const CASES: readonly { name: string; write: (path: string) => Promise<unknown>; message: RegExp }[] = [
    { name: "missing", write: () => Promise.resolve(), message: /no model file at/ },
    { name: "not GGUF", write: (path) => writeFile(path, "hello"), message: /not a whole GGUF file/ },
    { name: "truncated", write: truncated, message: /not a whole GGUF file/ },
  ];
  async function truncated(path: string): Promise<void> {
    const whole = await readFile(demo);
    const file = await openFile(path, "w");
    await file.write(whole.subarray(0, whole.length / 2));
    await file.close();
  }

  for (const { name, write, message } of CASES) {
    it(`${name}: says which file, and leaves no process behind`, async () => {
      const path = join(folder, `${name}.gguf`);
      await write(path);
      await useModel({ provider: "embedded", path });
      const { document } = await openText("Some text.");
      await run("action.rewrite", { style: "clearer" });
      const shown = await until("a message", () => scene.messages.last);
      assert.match(shown.text, message);
      assert.ok(shown.text.includes(path));
      assert.deepEqual(await lenses(document), []);
      const { engine } = await inkling();
      assert.deepEqual(engine.processIds, []);
    });
  }
});
