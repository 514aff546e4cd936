import assert from "node:assert/strict";
import { join } from "node:path";
import * as vscode from "vscode";
import { startEmbeddedOpenAiServer } from "../../support/embeddedOpenAiServer";
import { lenses, openText, suggestionsReady, suggestionStreaming } from "../support/editor";
import { inkling, run, setSetting, useModel } from "../support/inkling";
import { setScene } from "../support/scene";
import { until } from "../support/until";

const LETTER = "The captain looked at the sea. The wind was strong, and the old keeper";

/** The real weights in the real engine: nothing here is a fake. */
describe("the model that comes with Inkling", () => {
  const scene = setScene();
  beforeEach(() => setSetting("model.actions", "demo"));
  after(async () => {
    const { engine } = await inkling();
    engine.dispose();
  });

  it("continues a text, and the words land", async () => {
    const { document } = await openText(LETTER);
    await run("action.continueWriting");
    await suggestionsReady(document);
    await run("suggestion.accept");
    assert.ok(document.getText().startsWith(LETTER));
    assert.ok(document.getText().length > LETTER.length + 3);
    assert.deepEqual(scene.messages.shown, []);
  });

  it("a killed process is reported, leaves nothing behind, and Try Again starts another", async () => {
    const { engine } = await inkling();
    const { document } = await openText(LETTER);
    await run("action.continueWriting");
    await run("suggestion.reject");
    const [killed = 0] = engine.processIds;
    scene.messages.press = "Try Again";
    // Stopped first, so that it dies with the answer under way.
    process.kill(killed, "SIGSTOP");
    const running = run("action.continueWriting");
    await suggestionStreaming(document);
    process.kill(killed, "SIGKILL");
    await running;
    await until("another process", () => engine.processIds.some((pid) => pid !== killed));
    await suggestionsReady(document);
    assert.equal(document.getText(), LETTER);
    assert.match(scene.messages.shown[0]?.text ?? "", /stopped unexpectedly/);
  });

  it("is as good behind a server that speaks OpenAI's protocol", async () => {
    const { engine } = await inkling();
    const extension = vscode.extensions.getExtension("inkling.inkling");
    const path = join(extension?.extensionPath ?? "", "media/model/inkling-demo.gguf");
    const server = await startEmbeddedOpenAiServer({ engine, weights: { path, contextTokens: 512 } });
    const { baseUrl, model } = server;
    await useModel({ provider: "openai-compatible", model, baseUrl, kind: "base", contextTokens: 512 });
    const { document } = await openText(LETTER);
    await run("action.continueWriting");
    await suggestionsReady(document);
    await run("suggestion.accept");
    assert.ok(document.getText().startsWith(LETTER));
    assert.ok(document.getText().length > LETTER.length + 3);
    assert.deepEqual(scene.messages.shown, []);
    await server.close();
  });

  it("a text that does not fit its window is refused with the numbers", async () => {
    const { document } = await openText("The wind was strong. ".repeat(400));
    await run("action.rewrite", { style: "clearer" });
    const shown = await until("a message", () => scene.messages.last);
    assert.match(shown.text, /too long for .*: about \d+ tokens, and it takes 512/);
    assert.deepEqual(await lenses(document), []);
  });
});
