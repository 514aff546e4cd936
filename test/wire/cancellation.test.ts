import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import type { LanguageModel, ModelRequest } from "../../src/core/models/languageModel";
import type { ModelSettings } from "../../src/core/settings/settings";
import { ask, chat, collect, failureOf, forThisTest, modelFor, never } from "../support/askModel";
import { startFakeHuggingFaceServer } from "../support/fakeHuggingFaceServer";
import { startFakeOpenAiServer, type FakeModelServer } from "../support/fakeOpenAiServer";

const CHUNKS = ["海边", "的信"];

/** The same manners are asked of every adapter that speaks over a socket. */
const adapters: readonly [string, Partial<ModelSettings>, ModelRequest["prompt"]][] = [
  ["OpenAI chat", { provider: "openai-compatible" }, chat("Sea?")],
  ["OpenAI completions", { provider: "openai-compatible", kind: "base" }, { kind: "text", text: "Sea" }],
  ["Hugging Face chat", { provider: "huggingface" }, chat("Sea?")],
  ["Hugging Face text generation", { provider: "huggingface", kind: "base" }, { kind: "text", text: "Sea" }],
];

describe.each(adapters)("an answer from %s", (_, { provider = "huggingface", ...more }, prompt) => {
  const request = ask(prompt);

  async function start(idleMs = 20_000): Promise<{ server: FakeModelServer; model: LanguageModel }> {
    const openAi = provider === "openai-compatible";
    const server = await forThisTest(openAi ? startFakeOpenAiServer() : startFakeHuggingFaceServer());
    const baseUrl = openAi ? `${server.url}/v1` : server.url;
    const settings = { provider, model: "acme/tiny", baseUrl, ...more };
    return { server, model: await modelFor(settings, { idleMs }) };
  }

  it("is never asked for when the signal is already aborted", async () => {
    const { server, model } = await start();
    const { error } = await failureOf(model.stream(request, AbortSignal.abort()));
    expect(error.reason).toBe("aborted");
    expect(server.requests).toEqual([]);
  });

  it("is never asked for when nobody reads it", async () => {
    const { server, model } = await start();
    const stream = model.stream(request, never)[Symbol.asyncIterator]();
    await stream.return?.();
    expect(server.requests).toEqual([]);
  });

  it("ends with aborted, and the socket closes, while the server has not said a word", async () => {
    const { server, model } = await start();
    server.respondWith({ kind: "stall", beforeHeaders: true });
    const controller = new AbortController();
    const failed = failureOf(model.stream(request, controller.signal));
    await server.waitFor(({ requests }) => requests.length === 1);
    controller.abort();
    expect((await failed).error.reason).toBe("aborted");
    await server.waitFor(({ closedByClient }) => closedByClient === 1);
    expect(server.requests).toHaveLength(1);
  });

  it("ends with aborted, and the socket closes, in the middle of the text", async () => {
    const { server, model } = await start();
    server.respondWith({ kind: "stall", chunks: CHUNKS });
    const controller = new AbortController();
    const seen: string[] = [];
    const reading = (async () => {
      for await (const chunk of model.stream(request, controller.signal)) {
        if (chunk.kind === "text") seen.push(chunk.text);
        if (seen.length === CHUNKS.length) setImmediate(() => controller.abort());
      }
    })();
    await expect(reading).rejects.toMatchObject({ name: "ModelError", reason: "aborted" });
    expect(seen).toEqual(CHUNKS);
    await server.waitFor(({ closedByClient }) => closedByClient === 1);
    expect(server.requests).toHaveLength(1);
  });

  it("gives nothing more once it is aborted, even of what had arrived", async () => {
    const { server, model } = await start();
    server.respondWith({ kind: "text", chunks: CHUNKS });
    const controller = new AbortController();
    const seen: string[] = [];
    const reading = (async () => {
      for await (const chunk of model.stream(request, controller.signal)) {
        if (chunk.kind === "text") seen.push(chunk.text);
        controller.abort();
      }
    })();
    await expect(reading).rejects.toMatchObject({ reason: "aborted" });
    expect(seen).toEqual(CHUNKS.slice(0, 1));
  });

  it("ends with aborted whatever the reason that the signal gives", async () => {
    const { server, model } = await start();
    server.respondWith({ kind: "stall" });
    const controller = new AbortController();
    const failed = failureOf(model.stream(request, controller.signal));
    await server.waitFor(({ requests }) => requests.length === 1);
    controller.abort(new TypeError("the document was closed"));
    expect((await failed).error.reason).toBe("aborted");
  });

  it("closes the socket when the reader leaves", async () => {
    const { server, model } = await start();
    server.respondWith({ kind: "stall", chunks: CHUNKS });
    for await (const chunk of model.stream(request, never)) {
      expect(chunk).toEqual({ kind: "text", text: CHUNKS[0] });
      break;
    }
    await server.waitFor(({ closedByClient }) => closedByClient === 1);
  });

  it("closes the socket when the server goes silent", async () => {
    const { server, model } = await start(300);
    server.respondWith({ kind: "stall", chunks: CHUNKS });
    expect((await failureOf(model.stream(request, never))).error.reason).toBe("timedOut");
    await server.waitFor(({ closedByClient }) => closedByClient === 1);
  });

  it("leaves no listener on a signal that outlives it, however it ends", async () => {
    const { server, model } = await start();
    const { signal } = new AbortController();
    server.respondWith(
      { kind: "text", chunks: CHUNKS },
      { kind: "drop", chunks: CHUNKS },
      { kind: "status", reason: "serverError" },
      { kind: "stall", chunks: CHUNKS },
    );
    await collect(model.stream(request, signal));
    await failureOf(model.stream(request, signal));
    await failureOf(model.stream(request, signal));
    for await (const chunk of model.stream(request, signal)) if (chunk.kind === "text") break;
    expect(server.requests).toHaveLength(4);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("leaves the model fit for the next request", async () => {
    const { server, model } = await start();
    server.respondWith({ kind: "stall", chunks: CHUNKS }, { kind: "text", chunks: CHUNKS });
    for await (const chunk of model.stream(request, never)) if (chunk.kind === "text") break;
    const chunks = await collect(model.stream(request, never));
    expect(chunks.map((chunk) => (chunk.kind === "text" ? chunk.text : chunk.kind))).toEqual([
      ...CHUNKS,
      "finish",
    ]);
  });
});
