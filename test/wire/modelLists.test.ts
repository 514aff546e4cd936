import { describe, expect, it } from "vitest";
import { ModelError } from "../../src/core/models/modelError";
import { listOpenAiModels } from "../../src/core/models/servers/openAiApi";
import { forThisTest, never } from "../support/askModel";
import { send } from "../support/dialect";
import { asked, startListServer } from "../support/fakeModelLists";
import * as wire from "../support/fakeModelListsWire";

const KEY = "sk-test0123456789abcdef";

/** What is listed by a server that says this at `/v1/models`. */
async function listOf(said: unknown) {
  const server = await forThisTest(startListServer({ "/v1/models": said }));
  return listOpenAiModels(`${server.url}/v1`, {}, never);
}

async function failureOfList(listing: Promise<unknown>): Promise<ModelError> {
  return listing.then(
    () => expect.fail("expected a ModelError"),
    (error: unknown) => (error instanceof ModelError ? error : expect.fail(String(error))),
  );
}

describe("the list of a server that speaks OpenAI's protocol", () => {
  it("has OpenAI's models, of which it says nothing", async () => {
    expect(await listOf(wire.OPENAI_LIST)).toEqual([
      { id: "gpt-4.1", ownedBy: "system" },
      { id: "text-embedding-3-small", ownedBy: "system" },
    ]);
  });

  it("says of vLLM's how long a text it takes, and which model stands behind the name", async () => {
    expect(await listOf(wire.VLLM_LIST)).toEqual([
      { id: "writer", ownedBy: "vllm", contextTokens: 16384, root: "Qwen/Qwen2.5-7B-Instruct" },
    ]);
  });

  it("says of llama.cpp's how long a text it was trained for, and how large it is", async () => {
    expect(await listOf(wire.LLAMA_CPP_LIST)).toEqual([
      {
        id: "../models/Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf",
        ownedBy: "llamacpp",
        contextTokens: 131072,
        bytes: 4912898304,
      },
    ]);
  });

  it("is LM Studio's own where that is who answers: without embeddings, with the window that is loaded", async () => {
    const says = { "/v1/models": wire.LM_STUDIO_OPENAI_LIST, "/api/v0/models": wire.LM_STUDIO_LIST };
    const server = await forThisTest(startListServer(says));
    expect(await listOpenAiModels(`${server.url}/v1/`, {}, never)).toEqual([
      { id: "qwen2-vl-7b-instruct", contextTokens: 32768, vision: true, ownedBy: "organization_owner" },
      {
        id: "meta-llama-3.1-8b-instruct",
        contextTokens: 8192,
        vision: false,
        ownedBy: "organization_owner",
      },
    ]);
  });

  it("is what an old LM Studio says in OpenAI's words", async () => {
    expect(await listOf(wire.LM_STUDIO_OPENAI_LIST)).toHaveLength(2);
  });

  it("leaves out what OpenRouter says draws pictures", async () => {
    expect(await listOf(wire.OPENROUTER_LIST)).toEqual([
      { id: "google/gemini-2.5-pro", contextTokens: 1048576, vision: true },
      { id: "openai/gpt-3.5-turbo", contextTokens: 16385, vision: false },
    ]);
  });

  it("tells Together's instruct models from its base ones, and leaves out the rest", async () => {
    expect(await listOf(wire.TOGETHER_LIST)).toEqual([
      {
        id: "meta-llama/Llama-3.3-70B-Instruct-Turbo",
        kind: "instruct",
        contextTokens: 131072,
        licence: "llama-3.3",
      },
      { id: "meta-llama/Meta-Llama-3-8B", kind: "base", contextTokens: 8192, licence: "llama-3" },
    ]);
  });

  it("takes Mistral's capabilities, and not its type, for the kind", async () => {
    expect(await listOf(wire.MISTRAL_LIST)).toEqual([
      {
        id: "mistral-small-latest",
        kind: "instruct",
        contextTokens: 131072,
        vision: true,
        ownedBy: "mistralai",
      },
    ]);
  });

  it("leaves out what Groq has switched off", async () => {
    expect(await listOf(wire.GROQ_LIST)).toEqual([
      { id: "llama3-70b-8192", contextTokens: 8192, ownedBy: "Meta" },
    ]);
  });

  it("reads Anthropic's and Google's", async () => {
    expect(await listOf(wire.ANTHROPIC_LIST)).toEqual([
      { id: "claude-opus-4-6", contextTokens: 200000, vision: true },
    ]);
    expect(await listOf(wire.GEMINI_LIST)).toEqual([{ id: "models/gemini-2.5-flash", ownedBy: "google" }]);
  });

  it("passes over odd fields and odd entries", async () => {
    const odd = {
      id: "odd",
      owned_by: null,
      max_model_len: "long",
      meta: 7,
      capabilities: ["tool_use"],
      architecture: { input_modalities: "image" },
      type: 1,
    };
    const data = [odd, { object: "model" }, "odd", null, { id: "odd" }, { id: "" }];
    expect(await listOf({ object: "list", data })).toEqual([{ id: "odd" }]);
  });

  it("is empty for Azure, which tells its deployments to nobody with a key", async () => {
    expect(await listOpenAiModels("https://mine.openai.azure.com/openai/v1", { key: KEY }, never)).toEqual(
      [],
    );
  });
});

describe("asking for the list", () => {
  it("shows the key to both of LM Studio's addresses, and to none without one", async () => {
    const says = { "/v1/models": wire.LM_STUDIO_OPENAI_LIST, "/api/v0/models": wire.LM_STUDIO_LIST };
    const server = await forThisTest(startListServer(says, { key: KEY }));
    expect(await listOpenAiModels(`${server.url}/v1`, { key: KEY }, never)).toHaveLength(2);
    const open = await forThisTest(startListServer(says));
    await listOpenAiModels(`${open.url}/v1`, {}, never);
    expect(open.requests.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
  });

  it("sends the writer's headers, in which ${key} stands for the key, over its own", async () => {
    const server = await forThisTest(startListServer({ "/v1/models": wire.ANTHROPIC_LIST }));
    const headers = {
      "X-Api-Key": "${key}",
      "anthropic-version": "2023-06-01",
      Authorization: "Basic ${key}",
    };
    await listOpenAiModels(`${server.url}/v1`, { key: KEY, headers }, never);
    expect(server.requests[0]?.headers).toMatchObject({
      "x-api-key": KEY,
      "anthropic-version": "2023-06-01",
      authorization: `Basic ${KEY}`,
    });
  });

  it.each([
    [401, "unauthorized"],
    [404, "notFound"],
    [503, "serverError"],
  ])(
    "fails at status %i as %s, without the server's words, which may quote the key",
    async (status, reason) => {
      const server = await forThisTest(
        startListServer({
          "/v1/models": (exchange: Parameters<typeof send>[0]) =>
            send(exchange, status, JSON.stringify({ error: { message: `Incorrect key ${KEY}` } }), {}),
        }),
      );
      const error = await failureOfList(listOpenAiModels(`${server.url}/v1`, { key: KEY }, never));
      expect(error).toMatchObject({ reason, details: { subject: new URL(server.url).host, status } });
      expect(JSON.stringify([error.message, error.details])).not.toContain(KEY);
    },
  );

  it("follows no redirect", async () => {
    const other = await forThisTest(startListServer({ "/v1/models": wire.OPENAI_LIST }));
    const server = await forThisTest(
      startListServer({
        "/v1/models": (exchange: Parameters<typeof send>[0]) =>
          send(exchange, 302, "", { location: `${other.url}/v1/models` }),
      }),
    );
    const error = await failureOfList(listOpenAiModels(`${server.url}/v1`, { key: KEY }, never));
    expect(error.reason).toBe("badResponse");
    expect(other.requests).toEqual([]);
  });

  it.each([
    ["a web page", "<!doctype html><title>It works!</title>"],
    ["other JSON", '{"status":"ok"}'],
    ["more than anybody's list", `[${" ".repeat(9 * 1024 * 1024)}]`],
  ])("fails at %s", async (_, body) => {
    const server = await forThisTest(
      startListServer({
        "/v1/models": (exchange: Parameters<typeof send>[0]) => send(exchange, 200, body, {}),
      }),
    );
    expect(await failureOfList(listOpenAiModels(`${server.url}/v1`, {}, never))).toMatchObject({
      reason: "badResponse",
    });
  });

  it("fails when nobody is there", async () => {
    const server = await startListServer({});
    await server.close();
    const error = await failureOfList(listOpenAiModels(`${server.url}/v1`, {}, never));
    expect(error.reason).toBe("unreachable");
  });

  it("gives up a server that is silent, and frees the socket", async () => {
    const server = await forThisTest(startListServer({ "/v1/models": () => {} }));
    const error = await failureOfList(listOpenAiModels(`${server.url}/v1`, {}, never, 50));
    expect(error.reason).toBe("timedOut");
    await server.waitFor(({ closedByClient }) => closedByClient === 1);
  });

  it("gives up a server that stops in the middle of its list", async () => {
    const server = await forThisTest(
      startListServer({
        "/v1/models": ({ response }: Parameters<typeof send>[0]) =>
          void response.write('{"object":"list","data":['),
      }),
    );
    const error = await failureOfList(listOpenAiModels(`${server.url}/v1`, {}, never, 50));
    expect(error.reason).toBe("timedOut");
    await server.waitFor(({ closedByClient }) => closedByClient === 1);
  });

  it("is aborted with the caller's signal", async () => {
    const server = await forThisTest(startListServer({ "/v1/models": () => {} }));
    const caller = new AbortController();
    const listing = failureOfList(listOpenAiModels(`${server.url}/v1`, {}, caller.signal));
    await server.waitFor(({ requests }) => requests.length === 1);
    caller.abort();
    expect((await listing).reason).toBe("aborted");
    expect(asked(server)).toEqual(["/v1/models"]);
  });

  it("takes a key that is no header for a wrong one, and quotes it nowhere", async () => {
    const server = await forThisTest(startListServer({}));
    const error = await failureOfList(listOpenAiModels(`${server.url}/v1`, { key: "sk\nsecret" }, never));
    expect(error.reason).toBe("unauthorized");
    expect(error.cause).toBeUndefined();
  });
});
