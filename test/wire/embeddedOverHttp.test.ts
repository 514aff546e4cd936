import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ModelChunk, ModelRequest } from "../../src/core/models/languageModel";
import type { Prompt } from "../../src/core/models/prompt";
import type { EmbeddedEngine } from "../../src/core/models/worker/embeddedEngine";
import type { ModelSettings } from "../../src/core/settings/settings";
import { ask, chat, collect, failureOf, modelFor, never, textOf } from "../support/askModel";
import { startEmbeddedOpenAiServer, type EmbeddedServer } from "../support/embeddedOpenAiServer";
import { createEngine, DEMO_PATH, stopEngine } from "../support/realEngine";

/** Longer than the demo model was taught, so that an answer can go on for a while. */
const WEIGHTS = { path: DEMO_PATH, contextTokens: 4096 };
const POEM = chat("Write a short poem about the sea.");
const STORY: Prompt = { kind: "text", text: "The captain looked at the sea" };
const REFRAIN: Prompt = { kind: "text", text: "The hours are passing, and it asks for nothing at all. " };

// Real llama.cpp behind a real socket: nothing between the two ends is faked.
let engine: EmbeddedEngine;
let server: EmbeddedServer;
beforeAll(async () => {
  engine = createEngine();
  server = await startEmbeddedOpenAiServer({ engine, weights: WEIGHTS });
});
afterAll(async () => {
  await server.close();
  await stopEngine(engine);
});

const compatible = (settings: Partial<ModelSettings> = {}) =>
  modelFor({ provider: "openai-compatible", model: server.model, baseUrl: server.baseUrl, ...settings });
const greedy = (prompt: Prompt, more: Partial<ModelRequest["sampling"]> = {}) =>
  ask(prompt, { temperature: 0, ...more });
const directly = (request: ModelRequest) => collect(engine.stream(WEIGHTS, request, never));

describe("an embedded model behind a server, asked through the OpenAI protocol", () => {
  it.each<[string, Partial<ModelSettings>, ModelRequest]>([
    ["a chat", {}, greedy(POEM)],
    ["a chat with a system text", {}, greedy({ ...POEM, system: "You are a poet." } as Prompt)],
    ["a chat that ends by itself", {}, greedy(chat("Translate to French:\n\nThank you very much."))],
    [
      "a chat with a stop string",
      {},
      greedy(chat("Translate to French:\n\nThank you very much."), { stop: ["ci be"] }),
    ],
    ["a chat in Chinese", {}, greedy(chat("Translate to Chinese:\n\nThank you very much."))],
    ["a text to go on with", { kind: "base" }, greedy(STORY)],
    ["a text with a seed", { kind: "base" }, ask(STORY, { temperature: 1, topK: 20, topP: 0.9, seed: 7 })],
  ])("gives the same answer, end and usage as without one: %s", async (_, settings, request) => {
    const chunks = await collect((await compatible(settings)).stream(request, never));
    const expected = await directly(request);
    expect(textOf(chunks)).toBe(textOf(expected));
    expect(textOf(chunks)).not.toBe("");
    expect(chunks.at(-1)).toEqual(expected.at(-1));
    expect(chunks.at(-1)).toMatchObject({
      kind: "finish",
      usage: { promptTokens: expect.any(Number) as number },
    });
  });

  it("comes piece by piece", async () => {
    const chunks = await collect((await compatible()).stream(greedy(POEM, { maxTokens: 20 }), never));
    expect(chunks.length).toBeGreaterThan(10);
  });

  it("stops the decoder when the answer is cancelled, so that the next need not wait for its rest", async () => {
    const model = await compatible({ kind: "base" });
    const long = greedy(REFRAIN, { maxTokens: 400 });
    // Both of the engine's places are taken by answers of one length. Only if the later one really stops can a
    // third answer be through before the earlier one is.
    const earlier = await begin(model.stream(long, never));
    const controller = new AbortController();
    const later = await begin(model.stream(long, controller.signal));
    let earlierEnded = false;
    const earlierEnd = drain(earlier).finally(() => (earlierEnded = true));
    controller.abort();
    await expect(drain(later)).rejects.toMatchObject({ reason: "aborted" });
    await collect(model.stream(greedy(STORY, { maxTokens: 3 }), never));
    expect(earlierEnded).toBe(false);
    await earlierEnd;
  });

  it("fails as any server's does, with the reason", async () => {
    const failed = async (settings: Partial<ModelSettings>, prompt: Prompt) =>
      (await failureOf((await compatible(settings)).stream(greedy(prompt), never))).error.reason;
    expect(await failed({}, chat("The sea was calm. ".repeat(2000)))).toBe("tooLong");
    expect(await failed({ model: "another.gguf" }, POEM)).toBe("notFound");
    expect(await failed({ baseUrl: `${server.baseUrl}/v2` }, POEM)).toBe("notFound");
  });
});

/** Reads an answer up to its first piece. */
async function begin(stream: AsyncIterable<ModelChunk>): Promise<AsyncIterator<ModelChunk>> {
  const reader = stream[Symbol.asyncIterator]();
  await reader.next();
  return reader;
}

async function drain(reader: AsyncIterator<ModelChunk>): Promise<void> {
  while (!(await reader.next()).done);
}
