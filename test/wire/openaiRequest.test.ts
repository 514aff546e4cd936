import { afterEach, describe, expect, it, vi } from "vitest";
import type { Sampling } from "../../src/core/models/languageModel";
import type { ChatMessage } from "../../src/core/models/prompt";
import type { ModelSettings } from "../../src/core/settings/settings";
import { ask, chat, collect, failureOf, forThisTest, modelFor, never } from "../support/askModel";
import { startFakeOpenAiServer } from "../support/fakeOpenAiServer";
import type { RecordedRequest } from "../support/fakeServer";

const KEY = "sk-test-0123456789abcdef";
const withKey = { key: () => Promise.resolve(KEY) };

/** A server that gives every request a short answer, and the settings that lead to it. */
async function startServer() {
  const server = await forThisTest(startFakeOpenAiServer());
  server.respondWith({ kind: "text", chunks: ["Yes."] });
  const settings = {
    provider: "openai-compatible",
    model: "acme/tiny",
    baseUrl: `${server.url}/v1`,
  } as const;
  return { server, settings };
}

/** The one request that asking this model makes. */
async function sent(
  more: Partial<ModelSettings>,
  request = ask(chat("Is it late?")),
  ports: Parameters<typeof modelFor>[1] = withKey,
): Promise<RecordedRequest> {
  const { server, settings } = await startServer();
  const model = await modelFor({ ...settings, ...more }, ports);
  await collect(model.stream(request, never));
  expect(server.requests).toHaveLength(1);
  return server.requests[0]!;
}

describe("what the OpenAI adapter sends to a chat model", () => {
  const messages: ChatMessage[] = [
    { role: "user", content: "Wie heißt das Meer?" },
    { role: "assistant", content: "海 — “the sea”." },
    { role: "user", content: "Tabs\tand\nlines, an emoji 🙂 and a \\ stay as they are." },
  ];
  const request = ask({ kind: "chat", system: "You are a writer.", messages });

  it("is the whole conversation, for OpenAI with its newer token limit and a wish for the usage", async () => {
    const { method, path, query, body } = await sent({ provider: "openai" }, request);

    expect(`${method} ${path}${query}`).toBe("POST /v1/chat/completions");
    expect(body).toEqual({
      model: "acme/tiny",
      messages: [{ role: "system", content: "You are a writer." }, ...messages],
      stream: true,
      stream_options: { include_usage: true },
      max_completion_tokens: 40,
    });
  });

  it("is held to the token limit that every compatible server knows", async () => {
    const { path, body } = await sent({ provider: "openai-compatible" }, request);

    expect(path).toBe("/v1/chat/completions");
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
});

describe("what the OpenAI adapter sends to a base model", () => {
  const request = ask({ kind: "text", text: "海边的信\n\nDear Ann, " }, { maxTokens: 12 });

  it.each([["openai"], ["openai-compatible"]] as const)(
    "is the plain text, to %s through the legacy completions",
    async (provider) => {
      const { method, path, body } = await sent({ provider, kind: "base" }, request);

      expect(`${method} ${path}`).toBe("POST /v1/completions");
      expect(body).toEqual({
        model: "acme/tiny",
        prompt: "海边的信\n\nDear Ann, ",
        stream: true,
        stream_options: { include_usage: true },
        max_tokens: 12,
      });
    },
  );

  const gap = ask({ kind: "infill", prefix: "Dear Ann, ", suffix: "Yours, Bo" }, { maxTokens: 12 });

  it("is both sides of a gap where the model takes a suffix", async () => {
    const model = "gpt-3.5-turbo-instruct";
    const { path, body } = await sent({ provider: "openai", kind: "base", model }, gap);
    expect(path).toBe("/v1/completions");
    expect(body).toMatchObject({ prompt: "Dear Ann, ", suffix: "Yours, Bo" });
  });

  it("is a gap in the control tokens of a model that knows such, and none of the writer's", async () => {
    const infill = { prefix: "<|fim_prefix|>", suffix: "<|fim_suffix|>", middle: "<|fim_middle|>" };
    const facts = () => Promise.resolve({ kind: "base", infill, sources: { kind: "catalogue" } } as const);
    const written = { kind: "infill", prefix: "Type <|fim_suffix|> ", suffix: "now." } as const;
    const { body } = await sent({}, ask(written), { ...withKey, facts });
    expect(body).toMatchObject({
      prompt: "<|fim_prefix|>Type <|fim_suffix| > <|fim_suffix|>now.<|fim_middle|>",
    });
  });
});

describe("what the OpenAI adapter sends to Responses", () => {
  it("is the conversation, and the wish that it is not kept", async () => {
    const messages = [{ role: "user", content: "Wie heißt das Meer?" }] as const;
    const request = ask({ kind: "chat", system: "You are a writer.", messages }, { temperature: 0.5 });
    const { method, path, body } = await sent({ provider: "openai", api: "responses" }, request);

    expect(`${method} ${path}`).toBe("POST /v1/responses");
    expect(body).toEqual({
      model: "acme/tiny",
      instructions: "You are a writer.",
      input: messages,
      store: false,
      stream: true,
      max_output_tokens: 40,
      temperature: 0.5,
    });
  });
});

describe("what the settings of an OpenAI model add", () => {
  it("is the organisation and the project", async () => {
    const more = { provider: "openai", organization: "org-mine", project: "proj_mine" } as const;
    const { headers } = await sent(more);
    expect(headers).toMatchObject({ "openai-organization": "org-mine", "openai-project": "proj_mine" });
  });

  it("is headers of the writer's, with the key in its place", async () => {
    const headers = { "x-api-key": "${key}", "HTTP-Referer": "https://inkling.example", Authorization: "" };
    const request = await sent({ headers });
    expect(request.headers).toMatchObject({
      "x-api-key": KEY,
      "http-referer": "https://inkling.example",
    });
    // An empty one takes Inkling's own away.
    expect(request.headers).not.toHaveProperty("authorization");
  });

  it("is nothing at all when a header wants a key that there is not, or cannot be sent", async () => {
    const { server, settings } = await startServer();
    const fails = async (headers: Record<string, string>) =>
      (await failureOf((await modelFor({ ...settings, headers })).stream(ask(chat("Hello")), never))).error;
    expect((await fails({ "x-api-key": "${key}" })).reason).toBe("missingKey");
    expect((await fails({ "x-note": "two\nlines" })).reason).toBe("badRequest");
    expect((await fails({ "x note": "a" })).reason).toBe("badRequest");
    expect(server.requests).toEqual([]);
  });

  it("goes over Inkling's own body, but cannot switch the stream off", async () => {
    const { body } = await sent({ body: { temperature: 0.1, top_a: 0.2, stream: false } }, undefined);
    expect(body).toMatchObject({ temperature: 0.1, top_a: 0.2, stream: true });
  });
});

describe.each([
  ["chat", "instruct", chat("Go on.")],
  ["completions", "base", { kind: "text", text: "Once" }],
] as const)("sampling in a request for %s", (_, kind, prompt) => {
  it.each<[string, Partial<Sampling>, object]>([
    ["a temperature", { temperature: 0.7 }, { temperature: 0.7 }],
    ["a temperature of 0", { temperature: 0 }, { temperature: 0 }],
    ["top-p", { topP: 0.9 }, { top_p: 0.9 }],
    ["a seed", { seed: 7 }, { seed: 7 }],
    ["a seed of 0", { seed: 0 }, { seed: 0 }],
    ["stop strings", { stop: ["\n\n", "。"] }, { stop: ["\n\n", "。"] }],
    ["no stop strings at all", { stop: [] }, {}],
    ["candidates", { candidates: 3 }, { n: 3 }],
    // Not OpenAI's own, but many servers have them.
    ["top-k", { topK: 40 }, { top_k: 40 }],
    ["a repetition penalty", { repetitionPenalty: 1.2 }, { repetition_penalty: 1.2 }],
  ])("carries %s", async (_name, sampling, expected) => {
    const generation = { num_return_sequences: 3 };
    const plain = await sent({ kind, generation }, ask(prompt));
    const { body } = await sent({ kind, generation }, ask(prompt, sampling));
    expect(body).toEqual({ ...(plain.body as object), ...expected });
  });

  it("asks for logprobs in the words of its way", async () => {
    const { body } = await sent({ kind }, ask(prompt, { logprobs: true }));
    expect(body).toMatchObject({ logprobs: kind === "base" ? 1 : true });
  });

  it("leaves out for OpenAI what it does not have, and says so", async () => {
    const lacking: string[] = [];
    const lacks = (model: string, option: string) => void lacking.push(`${model}: ${option}`);
    const request = ask(prompt, { topK: 40, repetitionPenalty: 1.2 });
    const { body } = await sent({ kind, provider: "openai" }, request, { ...withKey, lacks });
    expect(Object.keys(body as object)).not.toContain("top_k");
    expect(Object.keys(body as object)).not.toContain("repetition_penalty");
    expect(lacking.sort()).toEqual(["acme/tiny: repetitionPenalty", "acme/tiny: topK"]);
  });

  it("takes the temperature from the settings unless the request has its own", async () => {
    const settings = { kind, temperature: 0.4 };
    expect((await sent(settings, ask(prompt))).body).toMatchObject({ temperature: 0.4 });
    expect((await sent(settings, ask(prompt, { temperature: 0 }))).body).toMatchObject({ temperature: 0 });
  });
});

describe("where the OpenAI adapter sends it", () => {
  it("is the same with a slash at the end of the address", async () => {
    const { server, settings } = await startServer();
    const model = await modelFor({ ...settings, baseUrl: `${settings.baseUrl}/` });
    await collect(model.stream(ask(chat("Hello")), never));
    expect(server.requests.map(({ path }) => path)).toEqual(["/v1/chat/completions"]);
  });

  it("is told by the model's info before anything is sent", async () => {
    const { server, settings } = await startServer();
    const instruct = await modelFor({ ...settings, contextTokens: 8192 });
    const base = await modelFor({ ...settings, kind: "base" });
    const host = `127.0.0.1:${server.port}`;
    const about = { name: "mine", model: "acme/tiny", host };

    expect(instruct.info).toMatchObject({
      ...about,
      kind: "instruct",
      prompts: ["chat"],
      contextTokens: 8192,
    });
    expect(base.info).toMatchObject({ ...about, kind: "base", prompts: ["text"] });
    expect((await modelFor({ provider: "openai", model: "gpt" })).info.host).toBe("api.openai.com");
    expect(server.requests).toEqual([]);
  });

  it("is nowhere for a kind of prompt that the model does not take", async () => {
    const { server, settings } = await startServer();
    const model = await modelFor(settings);
    const { error } = await failureOf(model.stream(ask({ kind: "infill", prefix: "a", suffix: "b" }), never));
    expect(error.reason).toBe("badRequest");
    expect(server.requests).toEqual([]);
  });
});

describe("the key of an OpenAI request", () => {
  it("goes into the authorization header alone", async () => {
    const { headers, body } = await sent({ provider: "openai" });
    const { authorization, ...others } = headers;
    expect(authorization).toBe(`Bearer ${KEY}`);
    expect(JSON.stringify([others, body])).not.toContain(KEY);
    expect(others["content-type"]).toBe("application/json");
  });

  it("is a placeholder for a local server that has none", async () => {
    const { headers } = await sent({ provider: "openai-compatible" }, undefined, {});
    expect(headers.authorization).toBe("Bearer none");
  });

  it("must be there for OpenAI itself: without one nothing is sent", async () => {
    const { server, settings } = await startServer();
    const model = await modelFor({ ...settings, provider: "openai" });
    const { error } = await failureOf(model.stream(ask(chat("Hello")), never));
    expect(error).toMatchObject({
      reason: "missingKey",
      details: { subject: `127.0.0.1:${server.port}` },
    });
    expect(server.requests).toEqual([]);
  });

  it("is read anew for each request, so that a key stored later is used", async () => {
    const { server, settings } = await startServer();
    const keys = ["sk-first-key", "sk-second-key"];
    const model = await modelFor(settings, { key: () => Promise.resolve(keys.shift()) });
    await collect(model.stream(ask(chat("Hello")), never));
    await collect(model.stream(ask(chat("Hello")), never));
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer sk-first-key",
      "Bearer sk-second-key",
    ]);
  });
});

describe("the environment of the editor", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it.each([
    ["OPENAI_API_KEY", "sk-from-environment"],
    ["OPENAI_ADMIN_KEY", "sk-from-environment"],
    ["OPENAI_ORG_ID", "org-from-environment"],
    ["OPENAI_PROJECT_ID", "proj-from-environment"],
    ["OPENAI_CUSTOM_HEADERS", "X-Gateway-Secret: from-environment"],
    ["OPENAI_CUSTOM_HEADERS", "Authorization: Bearer from-environment\nUser-Agent: from-environment"],
    ["HF_TOKEN", "hf_from-environment"],
  ])("does not leak %s to the server that the writer chose", async (variable, value) => {
    vi.stubEnv(variable, value);
    const { headers, body } = await sent({ provider: "openai-compatible" }, undefined, {});
    expect(JSON.stringify([headers, body])).not.toContain("from-environment");
  });

  it("does not move the requests elsewhere through OPENAI_BASE_URL", async () => {
    const elsewhere = await startServer();
    vi.stubEnv("OPENAI_BASE_URL", `${elsewhere.server.url}/v1`);
    await sent({ provider: "openai-compatible" });
    const own = await modelFor({ provider: "openai", model: "gpt" });
    // Without a key it stops before the network, and by then the address is known.
    expect((await failureOf(own.stream(ask(chat("Hello")), never))).error.details.subject).toBe(
      "api.openai.com",
    );
    expect(elsewhere.server.requests).toEqual([]);
  });

  it("does not make the client print requests through OPENAI_LOG", async () => {
    vi.stubEnv("OPENAI_LOG", "debug");
    const printed = (["debug", "info", "log", "warn", "error"] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation(() => {}),
    );
    await sent({ provider: "openai-compatible" });
    expect(printed.flatMap(({ mock }) => mock.calls)).toEqual([]);
  });
});
