import { describe, expect, it } from "vitest";
import type { ModelRequest, Sampling } from "../../src/core/models/languageModel";
import type { Prompt } from "../../src/core/models/prompt";
import type { ModelPorts } from "../../src/core/models/modelPorts";
import type { ModelSettings } from "../../src/core/settings/settings";
import { answerOf, ask, chat, collect, failureOf, forThisTest, modelFor, never } from "../support/askModel";
import { startFakeLlamaCppServer, type LlamaCppServerOptions } from "../support/fakeLlamaCppServer";

const TEXT: Prompt = { kind: "text", text: "海边的信\n\nDear Ann, " };
const GAP: Prompt = { kind: "infill", prefix: "He opened ", suffix: " and read." };

/** A server that gives every request a short answer, and the settings that lead to it. */
async function startServer(options: LlamaCppServerOptions = {}) {
  const server = await forThisTest(startFakeLlamaCppServer(options));
  server.respondWith({ kind: "text", chunks: ["the letter"] });
  return { server, settings: { provider: "llama.cpp", baseUrl: server.url } as const };
}

/** The one request that asking this model makes. */
async function sent(
  more: Partial<ModelSettings> = {},
  request: ModelRequest = ask(TEXT),
  ports: Partial<ModelPorts> = {},
) {
  const { server, settings } = await startServer();
  const model = await modelFor({ ...settings, ...more }, ports);
  await collect(model.stream(request, never));
  expect(server.requests).toHaveLength(1);
  return server.requests[0]!;
}

describe("what the llama.cpp adapter sends", () => {
  it("is the whole conversation, for the server writes it in the model's own template", async () => {
    const messages = [
      { role: "user", content: "Wie heißt das Meer?" },
      { role: "assistant", content: "海 — “the sea” 🙂" },
      { role: "user", content: "Tabs\tand\nlines and a \\ stay as they are." },
    ] as const;
    const { path, body } = await sent({}, ask({ kind: "chat", system: "You are a writer.", messages }));
    expect(path).toBe("/v1/chat/completions");
    expect(body).toEqual({
      messages: [{ role: "system", content: "You are a writer." }, ...messages],
      stream: true,
      stream_options: { include_usage: true },
      cache_prompt: true,
      n_predict: 40,
    });
  });

  it("is the plain text", async () => {
    const { path, body } = await sent();
    expect(path).toBe("/completion");
    expect(body).toEqual({
      prompt: "海边的信\n\nDear Ann, ",
      stream: true,
      cache_prompt: true,
      n_predict: 40,
    });
  });

  it("is the text on both sides of a gap", async () => {
    const { path, body } = await sent({}, ask(GAP));
    expect(path).toBe("/infill");
    expect(body).toEqual({
      input_prefix: "He opened ",
      input_suffix: " and read.",
      prompt: "",
      stream: true,
      cache_prompt: true,
      n_predict: 40,
    });
  });

  it.each<[string, Partial<Sampling>, object]>([
    ["a temperature of 0", { temperature: 0 }, { temperature: 0 }],
    ["top-p and top-k", { topP: 0.9, topK: 40 }, { top_p: 0.9, top_k: 40 }],
    ["a repetition penalty under its own name", { repetitionPenalty: 1.2 }, { repeat_penalty: 1.2 }],
    ["a seed of 0", { seed: 0 }, { seed: 0 }],
    ["stop strings", { stop: ["\n\n", "。"] }, { stop: ["\n\n", "。"] }],
    ["no stop strings at all", { stop: [] }, {}],
    ["how many likely tokens are to be told, as a number", { logprobs: true }, { n_probs: 1 }],
  ])("carries %s, whatever is asked", async (_, sampling, expected) => {
    for (const prompt of [TEXT, GAP, chat("Is it late?")]) {
      const plain = await sent({}, ask(prompt));
      const { body } = await sent({}, ask(prompt, sampling));
      expect(body).toEqual({ ...(plain.body as object), ...expected });
    }
  });

  it("ends a written-out conversation where its format says so, besides where the request does", async () => {
    const prompt: Prompt = { kind: "text", text: "User: Hi\n\nAssistant:", stop: ["\n\nUser:"] };
    const { body } = await sent({}, ask(prompt, { stop: ["###"] }));
    expect(body).toMatchObject({ stop: ["\n\nUser:", "###"] });
  });

  it("names the model only where the settings do, for a server that has several", async () => {
    expect((await sent()).body).not.toHaveProperty("model");
    expect((await sent({ model: "ggml-org/gemma-3-4b-it-GGUF" })).body).toMatchObject({
      model: "ggml-org/gemma-3-4b-it-GGUF",
    });
  });

  it("is what the settings add to the body, over what was there", async () => {
    const { body } = await sent({ body: { id_slot: 0, min_p: 0.1, cache_prompt: false, stream: false } });
    expect(body).toMatchObject({ id_slot: 0, min_p: 0.1, cache_prompt: false, stream: true });
  });

  it("is told that several answers are more than it can", async () => {
    const lacking: string[] = [];
    const settings = { generation: { num_return_sequences: 3 } };
    await sent(settings, ask(TEXT, { candidates: 3 }), { lacks: (_, option) => lacking.push(option) });
    expect(lacking).toEqual(["candidates"]);
  });
});

describe("where the llama.cpp adapter sends it", () => {
  it.each(["", "/", "/v1", "/v1/"])("is the same with %j at the end of the address", async (end) => {
    const { server, settings } = await startServer();
    const model = await modelFor({ ...settings, baseUrl: `${server.url}${end}` });
    await collect(model.stream(ask(GAP), never));
    await collect(model.stream(ask(chat("Hello")), never));
    expect(server.requests.map(({ path }) => path)).toEqual(["/infill", "/v1/chat/completions"]);
  });

  it("is told by the model's info before anything is sent", async () => {
    const { server, settings } = await startServer();
    const { info } = await modelFor({ ...settings, contextTokens: 4096 });
    const host = `127.0.0.1:${server.port}`;
    expect(info).toMatchObject({ name: "mine", model: host, kind: "instruct", host, contextTokens: 4096 });
    expect((await modelFor({ provider: "llama.cpp" })).info.host).toBe("127.0.0.1:8080");
    expect(server.requests).toEqual([]);
  });

  it("is no chat where the writer chose a format to write it in", async () => {
    const { info } = await modelFor({ provider: "llama.cpp", promptFormat: "chatml" });
    expect(info.prompts).toEqual(["text", "infill"]);
  });
});

describe("a gap for weights that have no tokens for it", () => {
  it("is what stands before it, and the server is asked in vain only once", async () => {
    const { server, settings } = await startServer({ infill: false });
    const model = await modelFor(settings);
    expect(await answerOf(model.stream(ask(GAP), never))).toBe("the letter");
    expect(await answerOf(model.stream(ask(GAP), never))).toBe("the letter");
    expect(server.requests.map(({ path }) => path)).toEqual(["/infill", "/completion", "/completion"]);
    expect(server.requests.at(-1)?.body).toMatchObject({ prompt: "He opened ", cache_prompt: true });
  });

  it("is no excuse for any other failure", async () => {
    const { server, settings } = await startServer();
    server.respondWith({ kind: "status", reason: "contextTooLong" });
    const { error } = await failureOf((await modelFor(settings)).stream(ask(GAP), never));
    expect(error.reason).toBe("tooLong");
    expect(server.requests).toHaveLength(1);
  });
});

describe("the key of a request to llama.cpp", () => {
  const key = () => Promise.resolve("sk-llama-0123456789");

  it("is none where none is stored", async () => {
    expect((await sent()).headers).not.toHaveProperty("authorization");
  });

  it("goes into the authorization header, unless the settings want it elsewhere", async () => {
    expect((await sent({}, ask(TEXT), { key })).headers.authorization).toBe("Bearer sk-llama-0123456789");
    const headers = { "X-Api-Key": "${key}", Authorization: "Basic abc" };
    expect((await sent({ headers }, ask(TEXT), { key })).headers).toMatchObject({
      "x-api-key": "sk-llama-0123456789",
      authorization: "Basic abc",
    });
  });
});
