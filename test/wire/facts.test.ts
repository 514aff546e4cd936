import { afterEach, describe, expect, it, vi } from "vitest";
import { ModelFactsSource, type ModelFactsPorts } from "../../src/core/models/facts/modelFactsSource";
import { ModelError } from "../../src/core/models/modelError";
import type { ModelSettings } from "../../src/core/settings/settings";
import { forThisTest, silentLogger } from "../support/askModel";
import { send } from "../support/dialect";
import { asked, startListServer } from "../support/fakeModelLists";
import * as wire from "../support/fakeModelListsWire";

const KEY = "sk-test0123456789abcdef";

/** A source that may ask everybody, has no key, and knows no Hub and no files but for what a test says. */
function sourceWith(ports: Partial<ModelFactsPorts> = {}): ModelFactsSource {
  return new ModelFactsSource({
    key: () => Promise.resolve(undefined),
    mayContact: () => true,
    hub: () => ({ url: "http://127.0.0.1:1", key: () => Promise.resolve(undefined) }),
    engine: { facts: () => Promise.reject(new ModelError("fileNotFound")) },
    demoPath: "/no/demo.gguf",
    logger: silentLogger,
    timeoutMs: 20_000,
    ...ports,
  });
}

const modelAt = (baseUrl: string, more: Partial<ModelSettings> = {}): ModelSettings => ({
  name: "mine",
  provider: "openai-compatible",
  model: "writer",
  baseUrl: `${baseUrl}/v1`,
  ...more,
});

const llamaCppAt = (baseUrl: string): ModelSettings => ({ name: "mine", provider: "llama.cpp", baseUrl });

/** /props of a llama.cpp with this file and template. */
const props = (template: string, model_path: string) => ({ ...wire.llamaCppProps(template), model_path });

afterEach(() => {
  vi.useRealTimers();
});

describe("what is known of a model", () => {
  it("at vLLM is its window, and the catalogue's word on the model behind the name", async () => {
    const server = await forThisTest(startListServer({ "/v1/models": wire.VLLM_LIST }));
    expect(await sourceWith().of(modelAt(server.url))).toMatchObject({
      kind: "instruct",
      contextTokens: 16384,
      family: { id: "qwen2.5-instruct" },
      format: { source: "catalogue", id: "qwen2.5" },
      sources: { kind: "catalogue", contextTokens: "server", format: "catalogue" },
    });
  });

  it("at Together is the kind that the list says, over the catalogue's", async () => {
    const [, base] = wire.TOGETHER_LIST;
    const list = [{ ...base, id: "meta-llama/Llama-3.1-8B-Instruct" }];
    const server = await forThisTest(startListServer({ "/v1/models": list }));
    expect(
      await sourceWith().of(modelAt(server.url, { model: "meta-llama/Llama-3.1-8B-Instruct" })),
    ).toMatchObject({
      kind: "base",
      licence: { name: "llama-3" },
      sources: { kind: "server" },
    });
  });

  it("at a llama.cpp behind OpenAI's protocol is what /props says, whatever name it is asked by", async () => {
    const says = { "/v1/models": wire.LLAMA_CPP_LIST, "/props": wire.llamaCppProps(wire.TEMPLATE) };
    const server = await forThisTest(startListServer(says));
    expect(await sourceWith().of(modelAt(server.url))).toMatchObject({
      kind: "instruct",
      contextTokens: 8192,
      family: { id: "llama-3.1-instruct" },
      format: { source: "server", template: { source: wire.TEMPLATE, eosToken: "<|eot_id|>" } },
    });
    expect(asked(server)).toEqual(["/v1/models", "/props"]);
  });

  it("is what its list says where /props is closed", async () => {
    const server = await forThisTest(startListServer({ "/v1/models": wire.LLAMA_CPP_LIST }));
    expect(await sourceWith().of(modelAt(server.url))).toMatchObject({ contextTokens: 131072 });
  });

  it("at llama.cpp is the catalogue's format where the server only has its stand-in", async () => {
    const path = "/models/dolly-v2-3b.Q4_K_M.gguf";
    const server = await forThisTest(startListServer({ "/props": props(wire.LLAMA_CPP_STAND_IN, path) }));
    expect(await sourceWith().of(llamaCppAt(server.url))).toMatchObject({
      kind: "instruct",
      format: { source: "catalogue", id: "dolly" },
    });
  });

  it("is a guess by the template alone where the catalogue does not know the model", async () => {
    const path = "/models/nobody-knows-it.gguf";
    const bare = await forThisTest(startListServer({ "/props": props(wire.LLAMA_CPP_STAND_IN, path) }));
    expect(await sourceWith().of(llamaCppAt(bare.url))).toMatchObject({
      kind: "base",
      sources: { kind: "server" },
    });
    const taught = await forThisTest(startListServer({ "/props": props(wire.TEMPLATE, path) }));
    expect(await sourceWith().of(llamaCppAt(taught.url))).toMatchObject({
      kind: "instruct",
      sources: { kind: "server" },
    });
  });

  it("is that it is a base model, although its makers wrote a template", async () => {
    const path = "C:\\models\\Qwen2.5-7B-Q4_K_M.gguf";
    const server = await forThisTest(startListServer({ "/props": props(wire.TEMPLATE, path) }));
    expect(await sourceWith().of(llamaCppAt(server.url))).toMatchObject({
      kind: "base",
      family: { id: "qwen2.5" },
      sources: { kind: "catalogue" },
    });
  });

  it("at Ollama is what /api/show says", async () => {
    const server = await forThisTest(startListServer({ "/api/show": wire.OLLAMA_SHOW }));
    const model: ModelSettings = { name: "mine", provider: "ollama", model: "llama3", baseUrl: server.url };
    expect(await sourceWith().of(model)).toMatchObject({
      kind: "instruct",
      licence: { name: "LLAMA 3 COMMUNITY LICENSE" },
      family: { id: "llama-3-instruct" },
      sources: { kind: "server", contextTokens: "server" },
    });
    expect(server.requests.find(({ path }) => path === "/api/show")?.body).toEqual({ model: "llama3" });
  });

  it("at a TGI endpoint is what /info says", async () => {
    const server = await forThisTest(startListServer({ "/info": wire.TGI_INFO }, { key: KEY }));
    const source = sourceWith({ key: () => Promise.resolve(KEY) });
    const model: ModelSettings = { name: "mine", provider: "huggingface", baseUrl: `${server.url}/` };
    expect(await source.of(model)).toMatchObject({ contextTokens: 4096, family: { id: "qwen2.5-instruct" } });
    expect(asked(server)).toEqual(["/info"]);
  });

  it("at an endpoint that runs vLLM is what its list says", async () => {
    const server = await forThisTest(startListServer({ "/v1/models": wire.VLLM_LIST }));
    const model = modelAt(server.url, { provider: "huggingface", baseUrl: server.url });
    expect(await sourceWith().of(model)).toMatchObject({ contextTokens: 16384 });
    expect(asked(server)).toEqual(["/info", "/v1/models"]);
  });

  it("on the Hub is what the Hub says, and the Hub is asked about no other's model", async () => {
    const hub = await forThisTest(
      startListServer({
        "/api/models/acme/tiny": {
          id: "acme/tiny",
          cardData: { license: "mit" },
          config: { tokenizer_config: {} },
        },
        "/acme/tiny/resolve/main/config.json": { max_position_embeddings: 2048 },
      }),
    );
    const server = await forThisTest(
      startListServer({ "/v1/models": wire.VLLM_LIST, "/info": wire.TGI_INFO }),
    );
    const source = sourceWith({ hub: () => ({ url: hub.url, key: () => Promise.resolve(undefined) }) });
    await source.of(modelAt(server.url, { model: "acme/tiny" }));
    await source.of(modelAt(server.url, { provider: "huggingface", model: "acme/tiny" }));
    expect(hub.requests).toEqual([]);
    expect(await source.of({ name: "mine", provider: "huggingface", model: "acme/tiny" })).toMatchObject({
      kind: "base",
      contextTokens: 2048,
      licence: { name: "mit" },
    });
  });
});

describe("asking a server", () => {
  it("is done once for all that want to know, and not again", async () => {
    const server = await forThisTest(startListServer({ "/v1/models": wire.VLLM_LIST }));
    const source = sourceWith();
    const model = modelAt(server.url);
    const [one, other] = await Promise.all([source.of(model), source.of({ ...model, name: "the same" })]);
    expect(one).toEqual(other);
    expect(await source.of(model)).toEqual(one);
    expect(asked(server)).toEqual(["/v1/models"]);
  });

  it("is done anew for another model, another address, and once there is a key", async () => {
    const server = await forThisTest(startListServer({ "/v1/models": wire.VLLM_LIST }));
    const stored: { key?: string } = {};
    const source = sourceWith({ key: () => Promise.resolve(stored.key) });
    await source.of(modelAt(server.url));
    await source.of(modelAt(server.url, { model: "other" }));
    await source.of(modelAt(`${server.url}/proxy`));
    stored.key = KEY;
    await source.of(modelAt(server.url));
    expect(server.requests.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ["/v1/models", undefined],
      ["/v1/models", undefined],
      ["/proxy/v1/models", undefined],
      ["/v1/models", `Bearer ${KEY}`],
    ]);
  });

  it("is done again after some minutes, and much earlier when it failed", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const server = await forThisTest(startListServer({}));
    const source = sourceWith();
    const model = modelAt(server.url);
    expect(await source.of(model)).toMatchObject({ kind: "instruct", sources: { kind: "assumed" } });
    await source.of(model);
    expect(server.requests).toHaveLength(1);
    server.says["/v1/models"] = wire.VLLM_LIST;
    vi.advanceTimersByTime(31_000);
    expect(await source.of(model)).toMatchObject({ contextTokens: 16384 });
    vi.advanceTimersByTime(31_000);
    await source.of(model);
    expect(server.requests).toHaveLength(2);
    vi.advanceTimersByTime(600_000);
    await source.of(model);
    expect(server.requests).toHaveLength(3);
  });

  it("waits for the writer's yes to an address of the workspace's", async () => {
    const server = await forThisTest(startListServer({ "/v1/models": wire.VLLM_LIST }));
    let approved = false;
    const source = sourceWith({ mayContact: ({ fromWorkspace }) => approved || !fromWorkspace });
    const model = modelAt(server.url, { fromWorkspace: true });
    expect(await source.of(model)).toMatchObject({ sources: { kind: "assumed" } });
    expect(server.requests).toEqual([]);
    approved = true;
    expect(await source.of(model)).toMatchObject({ contextTokens: 16384 });
  });

  it("gives up where the server is silent, says so in the log, and frees the socket", async () => {
    const server = await forThisTest(startListServer({ "/v1/models": () => {} }));
    const log: string[] = [];
    const logger = { ...silentLogger, info: (message: string) => void log.push(message) };
    const source = sourceWith({ timeoutMs: 50, logger });
    expect(await source.of(modelAt(server.url, { model: "gpt-4.1" }))).toMatchObject({
      family: { id: "gpt-4.1" },
      sources: { kind: "catalogue", contextTokens: "catalogue" },
    });
    expect(log).toEqual(["What mine (openai-compatible) says of itself is not known: timedOut"]);
    await server.waitFor(({ closedByClient }) => closedByClient === 1);
  });

  it("logs why it failed, and never the key", async () => {
    const quoting = (exchange: Parameters<typeof send>[0]) =>
      send(exchange, 401, JSON.stringify({ error: KEY }), {});
    const server = await forThisTest(startListServer({ "/v1/models": quoting }));
    const log: string[] = [];
    const logger = { ...silentLogger, info: (message: string) => void log.push(message) };
    await sourceWith({ key: () => Promise.resolve(KEY), logger }).of(modelAt(server.url));
    expect(log).toEqual(["What mine (openai-compatible) says of itself is not known: unauthorized"]);
  });

  it("goes on without a key where the key store fails", async () => {
    const server = await forThisTest(startListServer({ "/v1/models": wire.VLLM_LIST }));
    const source = sourceWith({ key: () => Promise.reject(new Error("locked")) });
    expect(await source.of(modelAt(server.url))).toMatchObject({ contextTokens: 16384 });
  });
});
