import assert from "node:assert/strict";
import * as vscode from "vscode";
import { startFakeOpenAiServer } from "../../support/fakeOpenAiServer";
import { lenses, openText, suggestionsReady } from "../support/editor";
import { KNOWN, run, setSetting, useServer } from "../support/inkling";
import { setScene } from "../support/scene";
import { until } from "../support/until";

describe("a model that comes with the folder's settings", () => {
  const scene = setScene();
  beforeEach(async () => {
    const { Workspace } = vscode.ConfigurationTarget;
    const model = {
      name: "lab",
      provider: "openai-compatible",
      model: "m",
      baseUrl: `${scene.server.url}/v1`,
      ...KNOWN,
    };
    await setSetting("models", [model], Workspace);
    await setSetting("model.actions", "lab", Workspace);
    scene.server.respondWith({ kind: "text", chunks: ["Better."] });
  });

  it("gets no text before the writer has allowed its address", async () => {
    const { document } = await openText("Good.");
    await run("action.rewrite", { style: "clearer" });
    const question = scene.messages.shown.find(({ kind }) => kind === "warning");
    assert.ok(question?.text.includes(scene.server.url));
    assert.match(scene.messages.last?.text ?? "", /have not allowed its address/);
    assert.equal(scene.server.requests.length, 0);
    assert.deepEqual(await lenses(document), []);
  });

  it("is asked about once", async () => {
    const { document } = await openText("Good.");
    scene.messages.press = "Allow";
    await run("action.rewrite", { style: "clearer" });
    await suggestionsReady(document);
    await run("suggestion.reject");
    await run("action.rewrite", { style: "clearer" });
    await suggestionsReady(document);
    assert.equal(scene.messages.shown.filter(({ kind }) => kind === "warning").length, 1);
    assert.equal(scene.server.requests.length, 2);
  });

  it("never takes the place of one of the writer's own", async () => {
    const own = await startFakeOpenAiServer();
    own.respondWith({ kind: "text", chunks: ["Mine."] });
    await setSetting("models", [
      { name: "lab", provider: "openai-compatible", model: "m", baseUrl: `${own.url}/v1`, ...KNOWN },
    ]);
    await until("a warning about the name", () =>
      scene.messages.shown.find(({ text }) => text.includes('another model is already called "lab"')),
    );
    const { document } = await openText("Good.");
    await run("action.rewrite", { style: "clearer" });
    await suggestionsReady(document);
    assert.equal(own.requests.length, 1);
    assert.equal(scene.server.requests.length, 0);
    await own.close();
  });
});

describe("a model of which the settings say nothing", () => {
  const scene = setScene();

  it("is asked about at its server once, and its window is then kept", async () => {
    await useServer(scene.server, { kind: undefined, contextTokens: undefined });
    scene.server.respondWith({ kind: "text", chunks: ["Better."] });
    const { document } = await openText("Good.");
    for (let i = 0; i < 2; i++) {
      await run("action.rewrite", { style: "clearer" });
      await suggestionsReady(document);
      await run("suggestion.reject");
    }
    const paths = scene.server.requests.map(({ path }) => path);
    assert.deepEqual(paths.toSorted(), ["/v1/chat/completions", "/v1/chat/completions", "/v1/models"]);
  });
});
