import { beforeEach, describe, expect, it } from "vitest";
import type { ModelSettings } from "../../../../src/core/settings/settings";
import { FakeChat, languageModels } from "../../../fakes/languageModels";
import { resetVscode } from "../../../fakes/vscode";
import { forThisTest, never } from "../../../support/askModel";
import { startFakeOllamaServer } from "../../../support/fakeOllamaServer";
import { startFakeOpenAiServer } from "../../../support/fakeOpenAiServer";
import { testHost } from "../support/testHost";

const KEY = "sk-mine-123456";

beforeEach(resetVscode);

function settingsFor(url: string, provider: ModelSettings["provider"] = "openai-compatible"): ModelSettings {
  return { name: "mine", provider, model: "m", baseUrl: url };
}

describe("the list of a server", () => {
  it("is asked for with the key that is stored for its provider and host", async () => {
    const server = await forThisTest(startFakeOpenAiServer({ apiKey: KEY, models: ["one", "two"] }));
    const { servers, secrets } = testHost();
    const settings = settingsFor(`${server.url}/v1`);
    await expect(servers.list(settings, never)).rejects.toMatchObject({ reason: "unauthorized" });
    secrets.stored.set(`inkling.key:openai-compatible:127.0.0.1:${server.port}`, KEY);
    expect((await servers.list(settings, never)).map(({ id }) => id)).toEqual(["one", "two"]);
  });

  it("is asked for with the key that the writer has just typed, which is not stored", async () => {
    const server = await forThisTest(startFakeOpenAiServer({ apiKey: KEY }));
    const { servers, secrets } = testHost();
    secrets.stored.set(`inkling.key:openai-compatible:127.0.0.1:${server.port}`, "an old one");
    expect(await servers.list(settingsFor(`${server.url}/v1`), never, KEY)).toHaveLength(1);
    expect([...secrets.stored.values()]).toEqual(["an old one"]);
  });

  it("never gets the key of another host or provider", async () => {
    const server = await forThisTest(startFakeOpenAiServer());
    const { servers, secrets } = testHost({ environment: { OPENAI_API_KEY: KEY, HF_TOKEN: KEY } });
    secrets.stored.set("inkling.key:openai-compatible:llm.example.com", KEY);
    secrets.stored.set(`inkling.key:openai:127.0.0.1:${server.port}`, KEY);
    await servers.list(settingsFor(`${server.url}/v1`), never);
    expect(JSON.stringify(server.requests)).not.toContain(KEY);
  });

  it("is that of VS Code's models where those are meant, without Inkling's own", async () => {
    languageModels.chats.push(new FakeChat("copilot", "gpt-4o"), new FakeChat("inkling", "mine"));
    const { servers } = testHost();
    expect(await servers.list({ name: "x", provider: "vscode" }, never)).toEqual([
      { id: "gpt-4o", ownedBy: "copilot", contextTokens: 64_000 },
    ]);
  });
});

describe("a download in Ollama", () => {
  const pull = [{ status: "pulling manifest" }, { status: "success" }];

  it.each([
    ["stored", undefined],
    ["just typed", KEY],
  ])("is asked for with the key that is %s", async (_, typed) => {
    const server = await forThisTest(startFakeOllamaServer({ apiKey: KEY, pull }));
    const { servers, secrets } = testHost();
    if (typed === undefined) secrets.stored.set(`inkling.key:ollama:127.0.0.1:${server.port}`, KEY);
    const seen: string[] = [];
    for await (const { status } of servers.pull(settingsFor(server.url, "ollama"), never, typed)) {
      seen.push(status);
    }
    expect(seen).toEqual(["pulling manifest", "success"]);
    expect(server.requests[0]?.body).toEqual({ model: "m" });
  });
});

describe("the search on this machine", () => {
  it("ends with nothing when it is given up", async () => {
    expect(await testHost().servers.discover(AbortSignal.abort())).toEqual([]);
  });
});
