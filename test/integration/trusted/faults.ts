import assert from "node:assert/strict";
import type { Reply } from "../../support/script";
import { lenses, openText, suggestionsReady } from "../support/editor";
import { run, setSetting, useServer } from "../support/inkling";
import { setScene } from "../support/scene";
import { until } from "../support/until";

const TEXT = "The house stands by the sea.\n";

interface Fault {
  readonly name: string;
  readonly reply: Reply;
  readonly message: RegExp;
  readonly button?: string;
  /** One, unless a second try may help before anything was shown. */
  readonly requests?: number;
}

const FAULTS: readonly Fault[] = [
  {
    name: "a wrong key",
    reply: { kind: "status", reason: "unauthorized" },
    message: /refused the API key/,
    button: "Set API Key",
  },
  {
    name: "a model that the server does not know",
    reply: { kind: "status", reason: "modelNotFound" },
    message: /does not know "fake"/,
    button: "Open Settings",
  },
  {
    name: "too many requests",
    reply: { kind: "status", reason: "rateLimited", retryAfter: 60 },
    message: /wait 60 s/,
    button: "Try Again",
  },
  {
    name: "a text that is too long for the model",
    reply: { kind: "status", reason: "contextTooLong" },
    message: /too long/,
    button: "Choose Model",
  },
  {
    name: "a server with a problem of its own",
    reply: { kind: "status", reason: "serverError" },
    message: /problem of its own/,
    button: "Try Again",
    requests: 3,
  },
  {
    name: "a connection that breaks in the middle",
    reply: { kind: "drop", chunks: ["Half a "] },
    message: /broke before the answer was complete/,
    button: "Try Again",
  },
  {
    name: "a stream that ends too early",
    reply: { kind: "drop", chunks: ["Half a "], cleanly: true },
    message: /broke before the answer was complete/,
    button: "Try Again",
  },
  {
    name: "JSON that breaks off",
    reply: { kind: "malformedJson", chunks: ["Half a "] },
    message: /not what a model server answers/,
    button: "Open Settings",
  },
  {
    name: "a web page",
    reply: { kind: "html" },
    message: /not what a model server answers/,
    button: "Open Settings",
  },
  { name: "no answer at all", reply: { kind: "empty" }, message: /answered nothing/, button: "Try Again" },
  {
    name: "an error inside the stream",
    reply: { kind: "streamError", chunks: ["Half a "] },
    message: /problem of its own/,
    button: "Try Again",
  },
  {
    name: "silence before the answer",
    reply: { kind: "stall", beforeHeaders: true },
    message: /went silent/,
    button: "Try Again",
  },
  {
    name: "silence in the middle",
    reply: { kind: "stall", chunks: ["Half a "] },
    message: /went silent/,
    button: "Try Again",
  },
];

describe("a fault of the server", () => {
  const scene = setScene();
  beforeEach(() => useServer(scene.server));

  for (const { name, reply, message, button, requests = 1 } of FAULTS) {
    const came = "chunks" in reply;
    it(`${name}: one clear message, and ${came ? "what came is kept, not to be taken" : "nothing left behind"}`, async () => {
      if ("kind" in reply && reply.kind === "stall") {
        await setSetting("timeout.firstToken", 1);
        await setSetting("timeout.idle", 1);
      }
      scene.server.respondWith(reply);
      const { document } = await openText(TEXT);
      await run("action.rewrite", { style: "clearer" });
      const shown = await until("a message", () => scene.messages.last);
      assert.match(shown.text, message);
      if (button !== undefined) assert.ok(shown.buttons.includes(button), shown.buttons.join());
      assert.equal(scene.messages.shown.length, 1);
      assert.equal(scene.server.requests.length, requests);
      assert.equal(document.getText(), TEXT);
      assert.equal(document.isDirty, false);
      assert.deepEqual(await lenses(document), came ? ["otherVersion", "openProposal", "reject"] : []);
    });
  }

  it("a server that is not there: says so", async () => {
    await scene.server.close();
    const { document } = await openText(TEXT);
    await run("action.rewrite", { style: "clearer" });
    const shown = await until("a message", () => scene.messages.last);
    assert.match(shown.text, /cannot be reached/);
    assert.deepEqual(await lenses(document), []);
  });

  it("Try Again does it again", async () => {
    scene.server.respondWith(
      { kind: "status", reason: "serverError" },
      { kind: "text", chunks: ["The house looks at the sea."] },
    );
    const { document } = await openText(TEXT);
    scene.messages.press = "Try Again";
    await run("action.rewrite", { style: "clearer" });
    await suggestionsReady(document);
    assert.equal(scene.server.requests.length, 2);
  });
});
