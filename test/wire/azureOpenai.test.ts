import { afterEach, describe, expect, it, vi } from "vitest";
import { ModelError } from "../../src/core/models/modelError";
import type { ModelPorts } from "../../src/core/models/modelPorts";
import type { ModelSettings } from "../../src/core/settings/settings";
import { answerOf, ask, chat, failureOf, forThisTest, modelFor, never } from "../support/askModel";
import { sendError } from "../support/dialect";
import { FILTERED_PROMPT, startFakeAzureServer } from "../support/fakeAzureServer";
import { startFakeServer } from "../support/fakeServer";

const KEY = "0123456789abcdef0123456789abcdef";
const TOKEN = "eyJ0eXAi.fake.token";
const request = ask(chat("Sea?"));

async function start() {
  const server = await forThisTest(startFakeAzureServer({ deployment: "my-gpt", apiKey: KEY, token: TOKEN }));
  server.respondWith({ kind: "text", chunks: ["海", "边"] });
  return server;
}

function modelAt(baseUrl: string, more: Partial<ModelSettings> = {}, ports: Partial<ModelPorts> = {}) {
  const settings = { provider: "azure-openai", model: "my-gpt", baseUrl, ...more } as const;
  return modelFor(settings, { key: () => Promise.resolve(KEY), ...ports });
}

describe("a request to Azure", () => {
  it("goes to the deployment, with the key in its own header", async () => {
    const server = await start();
    const model = await modelAt(server.url);
    expect(await answerOf(model.stream(request, never))).toBe("海边");
    const [{ path, query, headers, body }] = server.requests as [(typeof server.requests)[0]];
    expect(path).toBe("/openai/deployments/my-gpt/chat/completions");
    expect(query).toBe("?api-version=2024-10-21");
    expect(headers["api-key"]).toBe(KEY);
    expect(headers).not.toHaveProperty("authorization");
    expect(body).toMatchObject({ stream: true, messages: [{ role: "user", content: "Sea?" }] });
    expect(model.info.host).toBe(`127.0.0.1:${server.port}`);
  });

  it.each([
    ["a slash at the end", "/", "/openai/deployments/my-gpt/chat/completions", "?api-version=2024-10-21"],
    [
      "the path of the service",
      "/openai",
      "/openai/deployments/my-gpt/chat/completions",
      "?api-version=2024-10-21",
    ],
    ["the v1 API", "/openai/v1/", "/openai/v1/chat/completions", ""],
  ])("takes an endpoint with %s", async (_, suffix, path, query) => {
    const server = await start();
    expect(await answerOf((await modelAt(server.url + suffix)).stream(request, never))).toBe("海边");
    expect(server.requests).toMatchObject([{ path, query }]);
  });

  it("has the version that the settings name", async () => {
    const server = await start();
    await answerOf((await modelAt(server.url, { apiVersion: "2025-01-01-preview" })).stream(request, never));
    expect(server.requests).toMatchObject([{ query: "?api-version=2025-01-01-preview" }]);
  });

  it("goes to completions for a base model", async () => {
    const server = await start();
    const model = await modelAt(server.url, { kind: "base" });
    expect(await answerOf(model.stream(ask({ kind: "text", text: "Sea" }), never))).toBe("海边");
    expect(server.requests).toMatchObject([
      { path: "/openai/deployments/my-gpt/completions", body: { prompt: "Sea" } },
    ]);
  });

  it("never comes about without a key", async () => {
    const server = await start();
    const model = await modelAt(server.url, {}, { key: () => Promise.resolve(undefined) });
    expect((await failureOf(model.stream(request, never))).error.reason).toBe("missingKey");
    expect(server.requests).toEqual([]);
  });
});

describe("a request to Azure with a Microsoft account", () => {
  it.each(["", "/openai/v1"])("has a token of it and no key: endpoint %o", async (suffix) => {
    const server = await start();
    const entraToken = () => Promise.resolve(TOKEN);
    const model = await modelAt(server.url + suffix, { auth: "entra" }, { entraToken });
    expect(await answerOf(model.stream(request, never))).toBe("海边");
    const headers = server.requests[0]?.headers;
    expect(headers?.authorization).toBe(`Bearer ${TOKEN}`);
    expect(headers).not.toHaveProperty("api-key");
  });

  it("never comes about when the writer does not sign in", async () => {
    const server = await start();
    const refused = new ModelError("unauthorized", { subject: "Microsoft" });
    const model = await modelAt(server.url, { auth: "entra" }, { entraToken: () => Promise.reject(refused) });
    expect((await failureOf(model.stream(request, never))).error).toBe(refused);
    expect(server.requests).toEqual([]);
  });
});

describe("a request that Azure refuses", () => {
  it("for its content is filtered, and asked once", async () => {
    const server = await forThisTest(
      startFakeServer((exchange) => sendError(exchange, FILTERED_PROMPT, { headers: {} })),
    );
    const { error } = await failureOf((await modelAt(server.url)).stream(request, never));
    expect(error).toMatchObject({ reason: "filtered", details: { status: 400 } });
    expect(server.requests).toHaveLength(1);
  });

  it("for the name of the deployment says which", async () => {
    const server = await start();
    const model = await modelAt(server.url, { model: "no-such" });
    const { error } = await failureOf(model.stream(request, never));
    expect(error).toMatchObject({ reason: "notFound", details: { subject: "no-such" } });
  });
});

describe("the environment of the editor", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.each([
    "https://evil.example.com",
    "https://openai.azure.com.example.net",
    "http://mine.openai.azure.com",
    "https://evilopenai.azure.com",
  ])("gives no token of the account to %s", async (baseUrl) => {
    const entraToken = vi.fn(() => Promise.resolve(TOKEN));
    const model = await modelAt(baseUrl, { auth: "entra" }, { entraToken });
    const { error } = await failureOf(model.stream(request, never));
    expect(error.reason).toBe("badRequest");
    expect(entraToken).not.toHaveBeenCalled();
  });

  it.each(["key", "entra"] as const)("changes nothing about a request with auth %s", async (auth) => {
    const elsewhere = await start();
    vi.stubEnv("OPENAI_BASE_URL", `${elsewhere.url}/openai`);
    vi.stubEnv("AZURE_OPENAI_ENDPOINT", elsewhere.url);
    vi.stubEnv("AZURE_OPENAI_API_KEY", "from-environment");
    vi.stubEnv("OPENAI_API_VERSION", "from-environment");
    vi.stubEnv("OPENAI_CUSTOM_HEADERS", "api-key: from-environment");
    const server = await start();
    const model = await modelAt(server.url, { auth }, { entraToken: () => Promise.resolve(TOKEN) });
    expect(await answerOf(model.stream(request, never))).toBe("海边");
    expect(JSON.stringify(server.requests)).not.toContain("from-environment");
    expect(elsewhere.requests).toEqual([]);
  });
});
