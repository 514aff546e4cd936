import { inspect } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { adaptPrompt } from "../../src/core/models/adaptPrompt";
import type { Sampling } from "../../src/core/models/languageModel";
import type { ChatMessage } from "../../src/core/models/prompt";
import type { ModelSettings } from "../../src/core/settings/settings";
import { ask, chat, collect, failureOf, forThisTest, modelFor, never } from "../support/askModel";
import { startFakeHuggingFaceServer } from "../support/fakeHuggingFaceServer";
import type { RecordedRequest } from "../support/fakeServer";

const KEY = "hf_test0123456789abcdef";
const TEXT = ask({ kind: "text", text: "海边的信\n\nDear Ann, " });

/** A server that gives every request a short answer, and the settings that lead to it. */
async function startServer() {
  const server = await forThisTest(startFakeHuggingFaceServer());
  server.respondWith({ kind: "text", chunks: ["Yes."] });
  return { server, settings: { provider: "huggingface", model: "acme/tiny", baseUrl: server.url } as const };
}

/** The one request that asking this model makes. */
async function sent(
  more: Partial<ModelSettings>,
  request = ask(chat("Is it late?")),
  key: string | undefined = KEY,
): Promise<RecordedRequest> {
  const { server, settings } = await startServer();
  const model = await modelFor({ ...settings, ...more }, { key: () => Promise.resolve(key) });
  await collect(model.stream(request, never));
  expect(server.requests).toHaveLength(1);
  return server.requests[0]!;
}

describe("what the Hugging Face adapter sends to a chat model", () => {
  const messages: ChatMessage[] = [
    { role: "user", content: "Wie heißt das Meer?" },
    { role: "assistant", content: "海 — “the sea” 🙂" },
    { role: "user", content: "Tabs\tand\nlines and a \\ stay as they are." },
  ];

  it("is the whole conversation", async () => {
    const request = ask({ kind: "chat", system: "You are a writer.", messages });
    const { method, path, body } = await sent({}, request);

    expect(`${method} ${path}`).toBe("POST /v1/chat/completions");
    expect(body).toEqual({
      model: "acme/tiny",
      messages: [{ role: "system", content: "You are a writer." }, ...messages],
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: 40,
    });
  });

  it("has no system message when there is none, or an empty one", async () => {
    const { body } = await sent({}, ask({ kind: "chat", system: "", messages: [messages[0]!] }));
    expect(body).toMatchObject({ messages: [messages[0]] });
  });

  it.each<[string, Partial<Sampling>, object]>([
    ["a temperature", { temperature: 0.7 }, { temperature: 0.7 }],
    ["a temperature of 0, which the server takes for greedy", { temperature: 0 }, { temperature: 0 }],
    ["top-p below 1", { topP: 0.9 }, { top_p: 0.9 }],
    ["no top-p of 1, which is refused and means nothing", { topP: 1 }, {}],
    ["the wish for logprobs", { logprobs: true }, { logprobs: true }],
    ["a seed of 0", { seed: 0 }, { seed: 0 }],
    ["stop strings", { stop: ["\n\n", "。"] }, { stop: ["\n\n", "。"] }],
    ["no stop strings at all", { stop: [] }, {}],
    ["no top-k, which its chat does not know", { topK: 40 }, {}],
  ])("carries %s", async (_, sampling, expected) => {
    const plain = await sent({});
    const { body } = await sent({}, ask(chat("Is it late?"), sampling));
    expect(body).toEqual({ ...(plain.body as object), ...expected });
  });
});

describe("what the Hugging Face adapter sends to a base model", () => {
  it("is the plain text", async () => {
    const { method, path, body } = await sent({ kind: "base" }, TEXT);
    expect(`${method} ${path}`).toBe("POST /v1/completions");
    expect(body).toEqual({
      model: "acme/tiny",
      prompt: "海边的信\n\nDear Ann, ",
      stream: true,
      max_tokens: 40,
    });
  });

  it("is a conversation in the format that an instruct model was taught, where the settings ask for text", async () => {
    const { server, settings } = await startServer();
    const model = await modelFor({ ...settings, api: "completions", promptFormat: "chatml" });
    await collect(model.stream(ask(adaptPrompt(chat("Is it late?"), model.info)), never));
    expect(server.requests).toMatchObject([
      {
        path: "/v1/completions",
        body: {
          prompt: "<|im_start|>user\nIs it late?<|im_end|>\n<|im_start|>assistant\n",
          stop: expect.arrayContaining(["<|im_end|>"]) as unknown,
        },
      },
    ]);
  });

  it("is a conversation for a base model whose server is asked to chat", async () => {
    expect(await sent({ kind: "base", api: "chat" })).toMatchObject({ path: "/v1/chat/completions" });
  });

  it.each<[string, Partial<Sampling>, object]>([
    ["a temperature", { temperature: 0.7 }, { temperature: 0.7 }],
    ["a temperature of 0, which the server takes for greedy", { temperature: 0 }, { temperature: 0 }],
    ["a penalty for repetition", { repetitionPenalty: 1.2 }, { repetition_penalty: 1.2 }],
    ["top-p below 1", { topP: 0.9 }, { top_p: 0.9 }],
    ["no top-p of 1, which is refused and means nothing", { topP: 1 }, {}],
    ["top-k", { topK: 40 }, { top_k: 40 }],
    ["a seed of 0", { seed: 0 }, { seed: 0 }],
    ["stop strings", { stop: ["\n\n", "。"] }, { stop: ["\n\n", "。"] }],
    ["no stop strings at all", { stop: [] }, {}],
  ])("carries %s", async (_, sampling, expected) => {
    const plain = await sent({ kind: "base" }, TEXT);
    const { body } = await sent({ kind: "base" }, { ...TEXT, sampling: { maxTokens: 40, ...sampling } });
    expect(body).toEqual({ ...(plain.body as object), ...expected });
  });

  it("takes the temperature from the settings unless the request has its own", async () => {
    const settings = { kind: "base", temperature: 0.4 } as const;
    expect((await sent(settings, TEXT)).body).toMatchObject({ temperature: 0.4 });
    const cold = { ...TEXT, sampling: { maxTokens: 40, temperature: 0 } };
    expect((await sent(settings, cold)).body).toMatchObject({ temperature: 0 });
  });
});

describe("where the Hugging Face adapter sends it", () => {
  it.each(["/", "/v1", "/v1/"])("is the same with %s at the end of the address", async (end) => {
    const { server, settings } = await startServer();
    const at = { ...settings, baseUrl: `${server.url}${end}` };
    await collect((await modelFor(at)).stream(ask(chat("Hello")), never));
    await collect((await modelFor({ ...at, kind: "base" })).stream(TEXT, never));
    expect(server.requests.map(({ path }) => path)).toEqual(["/v1/chat/completions", "/v1/completions"]);
  });

  it("is told by the model's info before anything is sent", async () => {
    const { server, settings } = await startServer();
    const host = `127.0.0.1:${server.port}`;
    const instruct = await modelFor({ ...settings, contextTokens: 4096 });
    const base = await modelFor({ provider: "huggingface", kind: "base", baseUrl: server.url });
    const hub = await modelFor({ provider: "huggingface", model: "acme/tiny" });

    expect(instruct.info).toMatchObject({
      name: "mine",
      model: "acme/tiny",
      kind: "instruct",
      prompts: ["chat"],
      host,
      contextTokens: 4096,
    });
    expect(base.info).toMatchObject({ model: host, kind: "base", prompts: ["text"], host });
    expect(hub.info.host).toBe("router.huggingface.co");
    expect(server.requests).toEqual([]);
  });

  it("names a model that an endpoint with a single one understands when the settings name none", async () => {
    const server = await forThisTest(startFakeHuggingFaceServer());
    server.respondWith({ kind: "text", chunks: ["Yes."] });
    const model = await modelFor({ provider: "huggingface", baseUrl: server.url });
    await collect(model.stream(ask(chat("Hello")), never));
    expect(server.requests.map(({ body }) => body)).toMatchObject([{ model: "tgi" }]);
  });

  it("is nowhere for a kind of prompt that the model does not take", async () => {
    const { server, settings } = await startServer();
    const model = await modelFor(settings);
    const infill = ask({ kind: "infill", prefix: "a", suffix: "b" });
    expect((await failureOf(model.stream(infill, never))).error.reason).toBe("badRequest");
    expect(server.requests).toEqual([]);
  });
});

describe("the key of a Hugging Face request", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it("goes into the authorization header alone", async () => {
    const { headers, body } = await sent({});
    const { authorization, ...others } = headers;
    expect(authorization).toBe(`Bearer ${KEY}`);
    expect(JSON.stringify([others, body])).not.toContain(KEY);
  });

  it.each(["hf_one\nhf_two", "hf_clé"])(
    "is refused, and repeated nowhere, when it is no header: %j",
    async (key) => {
      const { server, settings } = await startServer();
      const model = await modelFor(settings, { key: () => Promise.resolve(key) });
      const { error } = await failureOf(model.stream(ask(chat("Hello")), never));
      expect(error.reason).toBe("unauthorized");
      expect(inspect(error, { depth: 20, showHidden: true })).not.toContain("hf_");
      expect(server.requests).toEqual([]);
    },
  );

  it.each(["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "OPENAI_API_KEY"])(
    "is not taken from %s, nor anywhere else, where an endpoint has none",
    async (variable) => {
      vi.stubEnv(variable, "hf_from-environment");
      const { server, settings } = await startServer();
      await collect((await modelFor(settings)).stream(ask(chat("Hello")), never));
      expect(server.requests[0]?.headers).not.toHaveProperty("authorization");
      expect(JSON.stringify(server.requests)).not.toContain("from-environment");
    },
  );

  it("must be there for the Hub: without one nothing is sent", async () => {
    const model = await modelFor({ provider: "huggingface", model: "acme/tiny" });
    const { error } = await failureOf(model.stream(ask(chat("Hello")), never));
    expect(error).toMatchObject({ reason: "missingKey", details: { subject: "router.huggingface.co" } });
  });
});
