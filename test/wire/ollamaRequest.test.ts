import { describe, expect, it } from "vitest";
import { modelFacts } from "../../src/core/models/catalogue/modelFacts";
import type { ModelRequest, Sampling } from "../../src/core/models/languageModel";
import type { ChatMessage, Prompt } from "../../src/core/models/prompt";
import type { ModelPorts } from "../../src/core/models/modelPorts";
import type { ModelSettings } from "../../src/core/settings/settings";
import { answerOf, ask, chat, collect, failureOf, forThisTest, modelFor, never } from "../support/askModel";
import { startFakeOllamaServer, type OllamaServerOptions } from "../support/fakeOllamaServer";
import { startFakeServer } from "../support/fakeServer";

const TEXT: Prompt = { kind: "text", text: "海边的信\n\nDear Ann, " };
const GAP: Prompt = { kind: "infill", prefix: "He opened ", suffix: " and read." };

/** A server that gives every request a short answer, and the settings that lead to it. */
async function startServer(options: OllamaServerOptions = {}) {
  const server = await forThisTest(startFakeOllamaServer(options));
  server.respondWith({ kind: "text", chunks: ["the letter"] });
  return { server, settings: { provider: "ollama", model: "llama3.2:3b", baseUrl: server.url } as const };
}

/** The one request that asking this model makes. */
async function sent(
  more: Partial<ModelSettings> = {},
  request: ModelRequest = ask(chat("Is it late?")),
  ports: Partial<ModelPorts> = {},
) {
  const { server, settings } = await startServer();
  const model = await modelFor({ ...settings, ...more }, ports);
  await collect(model.stream(request, never));
  expect(server.requests).toHaveLength(1);
  return server.requests[0]!;
}

describe("what the Ollama adapter sends", () => {
  const messages: ChatMessage[] = [
    { role: "user", content: "Wie heißt das Meer?" },
    { role: "assistant", content: "海 — “the sea” 🙂" },
    { role: "user", content: "Tabs\tand\nlines and a \\ stay as they are." },
  ];

  it("is the whole conversation", async () => {
    const request = ask({ kind: "chat", system: "You are a writer.", messages });
    const { method, path, body } = await sent({}, request);
    expect(`${method} ${path}`).toBe("POST /api/chat");
    expect(body).toEqual({
      model: "llama3.2:3b",
      messages: [{ role: "system", content: "You are a writer." }, ...messages],
      stream: true,
      truncate: false,
      options: { num_predict: 40 },
    });
  });

  it("has no system message when there is none, or an empty one", async () => {
    const { body } = await sent({}, ask({ kind: "chat", system: "", messages: [messages[0]!] }));
    expect(body).toMatchObject({ messages: [messages[0]] });
  });

  it("is a text without the template", async () => {
    const { path, body } = await sent({}, ask(TEXT));
    expect(path).toBe("/api/generate");
    expect(body).toEqual({
      model: "llama3.2:3b",
      prompt: "海边的信\n\nDear Ann, ",
      raw: true,
      stream: true,
      truncate: false,
      options: { num_predict: 40 },
    });
  });

  it("is the text on both sides of a gap", async () => {
    const { path, body } = await sent({ kind: "base" }, ask(GAP));
    expect(path).toBe("/api/generate");
    expect(body).toEqual({
      model: "llama3.2:3b",
      prompt: "He opened ",
      suffix: " and read.",
      stream: true,
      truncate: false,
      options: { num_predict: 40 },
    });
  });

  it.each<[string, Partial<Sampling>, object]>([
    ["a temperature of 0", { temperature: 0 }, { temperature: 0 }],
    ["top-p", { topP: 0.9 }, { top_p: 0.9 }],
    ["top-k, which the OpenAI face would drop", { topK: 40 }, { top_k: 40 }],
    ["a repetition penalty, too", { repetitionPenalty: 1.2 }, { repeat_penalty: 1.2 }],
    ["a seed of 0", { seed: 0 }, { seed: 0 }],
    ["stop strings", { stop: ["\n\n", "。"] }, { stop: ["\n\n", "。"] }],
    ["no stop strings at all", { stop: [] }, {}],
  ])("carries %s", async (_, sampling, options) => {
    const { body } = await sent({}, ask(chat("Is it late?"), sampling));
    expect(body).toMatchObject({ options: { num_predict: 40, ...options } });
    expect(Object.keys((body as { options: object }).options)).toEqual([
      "num_predict",
      ...Object.keys(options),
    ]);
  });

  it("asks for the context window that the settings name, for Ollama's own is small", async () => {
    expect((await sent({ contextTokens: 16_384 })).body).toMatchObject({ options: { num_ctx: 16_384 } });
  });

  it("ends a written-out conversation where its format says so, besides where the request does", async () => {
    const prompt: Prompt = { kind: "text", text: "User: Hi\n\nAssistant:", stop: ["\n\nUser:"] };
    const { body } = await sent({ kind: "base" }, ask(prompt, { stop: ["###", "\n\nUser:"] }));
    expect(body).toMatchObject({ options: { stop: ["\n\nUser:", "###"] } });
  });

  it("asks how likely each token is beside the options", async () => {
    const { body } = await sent({}, ask(TEXT, { logprobs: true }));
    expect(body).toMatchObject({ logprobs: true });
    expect(body).not.toMatchObject({ options: { logprobs: true } });
  });

  it("is told that several answers are more than it can", async () => {
    const lacking: string[] = [];
    const settings = { generation: { num_return_sequences: 3 } };
    const { body } = await sent(settings, ask(TEXT, { candidates: 3 }), {
      lacks: (model, option) => lacking.push(`${model}: ${option}`),
    });
    expect(lacking).toEqual(["llama3.2:3b: candidates"]);
    expect(body).not.toHaveProperty("options.candidates");
  });

  it("is what the settings add to the body, and their options join the others", async () => {
    const more = {
      body: { think: false, keep_alive: "1h", stream: false, options: { num_gpu: 0, num_predict: 7 } },
    };
    const { body } = await sent(more, ask(chat("Hi"), { topK: 5 }));
    expect(body).toMatchObject({ think: false, keep_alive: "1h", stream: true });
    expect(body).toHaveProperty("options", { num_predict: 7, top_k: 5, num_gpu: 0 });
  });
});

describe("where the Ollama adapter sends it", () => {
  it.each(["", "/", "/v1", "/v1/"])("is the same with %j at the end of the address", async (end) => {
    const { server, settings } = await startServer();
    const model = await modelFor({ ...settings, baseUrl: `${server.url}${end}` });
    await collect(model.stream(ask(chat("Hello")), never));
    expect(server.requests.map(({ path }) => path)).toEqual(["/api/chat"]);
  });

  it("is told by the model's info before anything is sent", async () => {
    const { server, settings } = await startServer();
    const { info } = await modelFor({ ...settings, contextTokens: 8192 });
    const host = `127.0.0.1:${server.port}`;
    expect(info).toMatchObject({
      name: "mine",
      model: "llama3.2:3b",
      kind: "instruct",
      host,
      contextTokens: 8192,
    });
    expect((await modelFor({ provider: "ollama", model: "x" })).info.host).toBe("127.0.0.1:11434");
    expect(server.requests).toEqual([]);
  });

  it("is no chat where the writer chose a format to write it in", async () => {
    const { info } = await modelFor({ provider: "ollama", model: "x", promptFormat: "chatml" });
    expect(info.prompts).toEqual(["text", "infill"]);
  });

  it("is not another host, even when the server says so", async () => {
    const { server: other } = await startServer();
    const location = `${other.url}/api/generate`;
    const server = await forThisTest(
      startFakeServer(({ response }) => void response.writeHead(307, { location }).end()),
    );
    const model = await modelFor({ provider: "ollama", model: "x", baseUrl: server.url });
    expect((await failureOf(model.stream(ask(TEXT), never))).error.reason).toBe("badResponse");
    expect(other.requests).toEqual([]);
  });
});

describe("a gap for a model that cannot fill it at Ollama", () => {
  it("is what stands before it, and the server is asked in vain only once", async () => {
    const { server, settings } = await startServer({ insert: false });
    const model = await modelFor(settings);
    expect(await answerOf(model.stream(ask(GAP), never))).toBe("the letter");
    expect(await answerOf(model.stream(ask(GAP), never))).toBe("the letter");
    const [refused, ...answered] = server.requests.map(({ body }) => body);
    expect(refused).toHaveProperty("suffix");
    expect(answered).toHaveLength(2);
    for (const body of answered) {
      expect(body).toMatchObject({ prompt: "He opened ", raw: true });
      expect(body).not.toHaveProperty("suffix");
    }
  });

  it("is written in the control tokens of its family where they are known", async () => {
    const { server, settings } = await startServer({ insert: false });
    const infill = { prefix: "<PRE>", suffix: "<SUF>", middle: "<MID>" };
    const facts = { ...modelFacts({ user: { kind: "base" } }), infill };
    const model = await modelFor(settings, { facts: () => Promise.resolve(facts) });
    const gap: Prompt = { kind: "infill", prefix: "He <SUF> opened ", suffix: " and read." };
    await collect(model.stream(ask(gap), never));
    // Control tokens in the writer's own text lose their meaning.
    expect(server.requests.at(-1)?.body).toMatchObject({
      prompt: "<PRE>He <SUF > opened <SUF> and read.<MID>",
      raw: true,
    });
  });
});

describe("the key of a request to Ollama", () => {
  const key = () => Promise.resolve("sk-proxy-0123456789");

  it("is none where none is stored", async () => {
    expect((await sent()).headers).not.toHaveProperty("authorization");
  });

  it("goes into the authorization header alone", async () => {
    const { headers, body } = await sent({}, ask(TEXT), { key });
    expect(headers.authorization).toBe("Bearer sk-proxy-0123456789");
    expect(JSON.stringify(body)).not.toContain("sk-proxy");
  });

  it("stands where the settings' own headers want it", async () => {
    const more = { headers: { "X-Api-Key": "${key}", "X-Team": "prose" } };
    const { headers } = await sent(more, ask(TEXT), { key });
    expect(headers).toMatchObject({ "x-api-key": "sk-proxy-0123456789", "x-team": "prose" });
  });

  it("must be there when a header wants it: without one nothing is sent", async () => {
    const { server, settings } = await startServer();
    const model = await modelFor({ ...settings, headers: { "X-Api-Key": "${key}" } });
    expect((await failureOf(model.stream(ask(TEXT), never))).error.reason).toBe("missingKey");
    expect(server.requests).toEqual([]);
  });

  it("is not told by an error when it cannot be sent", async () => {
    const { settings } = await startServer();
    const model = await modelFor(settings, { key: () => Promise.resolve("sk-\n0123") });
    const { error } = await failureOf(model.stream(ask(TEXT), never));
    expect(error.reason).toBe("unauthorized");
    expect(JSON.stringify(error.details) + String(error.cause)).not.toContain("0123");
  });
});
