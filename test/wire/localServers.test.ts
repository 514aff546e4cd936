import { describe, expect, it } from "vitest";
import {
  discoverLocalModels,
  type DiscoveredModel,
  type LocalAddresses,
} from "../../src/core/models/servers/localServers";
import { forThisTest, never } from "../support/askModel";
import { send } from "../support/dialect";
import { asked, startListServer, type ListServer } from "../support/fakeModelLists";
import * as wire from "../support/fakeModelListsWire";

const LM_STUDIO = { "/v1/models": wire.LM_STUDIO_OPENAI_LIST, "/api/v0/models": wire.LM_STUDIO_LIST };
const LLAMA_CPP = { "/v1/models": wire.LLAMA_CPP_LIST, "/props": wire.llamaCppProps(wire.TEMPLATE) };

/** An address on this machine where nobody listens. */
async function nobody(): Promise<string> {
  const server = await startListServer({});
  await server.close();
  return server.url;
}

/** Where these servers are; nobody is at the others' addresses. */
async function addressesOf(
  servers: Partial<Record<keyof LocalAddresses, ListServer>>,
): Promise<LocalAddresses> {
  const empty = await nobody();
  const { ollama, lmStudio, llamaCpp } = servers;
  return {
    ollama: ollama?.url ?? empty,
    lmStudio: lmStudio?.url ?? empty,
    llamaCpp: [llamaCpp?.url ?? empty],
  };
}

/** What is found on a machine that may be busy. */
async function foundAt(servers: Parameters<typeof addressesOf>[0]): Promise<DiscoveredModel[]> {
  return discoverLocalModels(never, { addresses: await addressesOf(servers), timeoutMs: 20_000 });
}

describe("the models of servers on this machine", () => {
  it("are found, ready to be settings, without those that write no text", async () => {
    const ollama = await forThisTest(startListServer({ "/api/tags": wire.OLLAMA_TAGS }));
    const lmStudio = await forThisTest(startListServer(LM_STUDIO));
    const llamaCpp = await forThisTest(startListServer(LLAMA_CPP));
    expect(await foundAt({ ollama, lmStudio, llamaCpp })).toEqual([
      {
        settings: {
          name: "llama3.2:latest",
          provider: "ollama",
          model: "llama3.2:latest",
          baseUrl: ollama.url,
        },
        server: "Ollama",
        where: `127.0.0.1:${ollama.port}`,
        bytes: 2019393189,
      },
      {
        settings: {
          name: "qwen2-vl-7b-instruct",
          provider: "openai-compatible",
          model: "qwen2-vl-7b-instruct",
          baseUrl: `${lmStudio.url}/v1`,
        },
        server: "LM Studio",
        where: `127.0.0.1:${lmStudio.port}`,
        contextTokens: 32768,
      },
      {
        settings: {
          name: "meta-llama-3.1-8b-instruct",
          provider: "openai-compatible",
          model: "meta-llama-3.1-8b-instruct",
          baseUrl: `${lmStudio.url}/v1`,
        },
        server: "LM Studio",
        where: `127.0.0.1:${lmStudio.port}`,
        contextTokens: 8192,
      },
      {
        settings: {
          name: "Meta-Llama-3.1-8B-Instruct-Q4_K_M",
          provider: "llama.cpp",
          model: "../models/Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf",
          baseUrl: llamaCpp.url,
        },
        server: "llama.cpp",
        where: `127.0.0.1:${llamaCpp.port}`,
        // Of /props, not the 131072 that it was trained for.
        contextTokens: 8192,
        bytes: 4912898304,
      },
    ]);
  });

  it("are asked for with GET alone, and no key", async () => {
    const ollama = await forThisTest(startListServer({ "/api/tags": wire.OLLAMA_TAGS }));
    const lmStudio = await forThisTest(startListServer(LM_STUDIO));
    const llamaCpp = await forThisTest(startListServer(LLAMA_CPP));
    await foundAt({ ollama, lmStudio, llamaCpp });
    const servers = [ollama, lmStudio, llamaCpp];
    expect(servers.map(asked)).toEqual([
      ["/api/tags"],
      ["/v1/models", "/api/v0/models"],
      ["/v1/models", "/props"],
    ]);
    const headers = servers.flatMap(({ requests }) =>
      requests.map((request) => request.headers.authorization),
    );
    expect(headers.filter(Boolean)).toEqual([]);
  });

  it("are all those of a llama.cpp that has several, of which /props would tell of none", async () => {
    const [entry] = wire.LLAMA_CPP_LIST.data;
    const data = [
      { ...entry, id: "ggml-org/gemma-3-4b-it-GGUF:Q4_K_M", meta: undefined },
      { ...entry, id: "ggml-org/Qwen3-8B-GGUF:Q4_K_M", meta: { ...entry?.meta, n_ctx: 4096 } },
    ];
    const llamaCpp = await forThisTest(startListServer({ "/v1/models": { object: "list", data } }));
    const found = await foundAt({ llamaCpp });
    expect(found.map(({ settings, contextTokens }) => [settings.name, contextTokens])).toEqual([
      ["gemma-3-4b-it-GGUF:Q4_K_M", undefined],
      ["Qwen3-8B-GGUF:Q4_K_M", 4096],
    ]);
    expect(asked(llamaCpp)).toEqual(["/v1/models"]);
  });

  it("are found although its /props wants a key", async () => {
    const forbidden = (exchange: Parameters<typeof send>[0]) => send(exchange, 401, "{}", {});
    const llamaCpp = await forThisTest(startListServer({ ...LLAMA_CPP, "/props": forbidden }));
    expect(await foundAt({ llamaCpp })).toMatchObject([{ server: "llama.cpp", contextTokens: 131072 }]);
  });

  it("are none where nobody listens", async () => {
    expect(await foundAt({})).toEqual([]);
  });

  it.each([
    [
      "a web page everywhere",
      (exchange: Parameters<typeof send>[0]) => send(exchange, 200, "<!doctype html>", {}),
    ],
    [
      "JSON of its own",
      (exchange: Parameters<typeof send>[0]) => send(exchange, 200, '{"data":[{"id":1}]}', {}),
    ],
    ["errors", (exchange: Parameters<typeof send>[0]) => send(exchange, 500, "oh", {})],
    ["nothing at all", () => {}],
  ])("are none of another program that answers %s", async (_, answer) => {
    const says = { "/api/tags": answer, "/v1/models": answer, "/props": answer };
    const other = await forThisTest(startListServer(says));
    const addresses = await addressesOf({ ollama: other, lmStudio: other, llamaCpp: other });
    expect(await discoverLocalModels(never, { addresses, timeoutMs: 500 })).toEqual([]);
  });

  it("are none of another server that speaks OpenAI's protocol there", async () => {
    const other = await forThisTest(startListServer({ "/v1/models": wire.VLLM_LIST }));
    expect(await foundAt({ lmStudio: other, llamaCpp: other })).toEqual([]);
  });

  it("are found at one server while another is silent", async () => {
    const silent = await forThisTest(startListServer({ "/v1/models": () => {} }));
    const ollama = await forThisTest(startListServer({ "/api/tags": wire.OLLAMA_TAGS }));
    const addresses = await addressesOf({ ollama, lmStudio: silent, llamaCpp: silent });
    const found = await discoverLocalModels(never, { addresses, timeoutMs: 1_000 });
    expect(found.map(({ server }) => server)).toEqual(["Ollama"]);
    await silent.waitFor(({ closedByClient }) => closedByClient === 2);
  });

  it("are no longer looked for once the writer has left", async () => {
    const silent = await forThisTest(startListServer({ "/v1/models": () => {}, "/api/tags": () => {} }));
    const left = new AbortController();
    const addresses = await addressesOf({ ollama: silent, llamaCpp: silent });
    const looking = discoverLocalModels(left.signal, { addresses, timeoutMs: 20_000 });
    await silent.waitFor(({ requests }) => requests.length === 2);
    left.abort();
    expect(await looking).toEqual([]);
    await silent.waitFor(({ closedByClient }) => closedByClient === 2);
  });
});
