import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { LanguageModel } from "../../../../src/core/models/languageModel";
import { ModelError } from "../../../../src/core/models/modelError";
import type { Face, ModelSettings } from "../../../../src/core/settings/settings";
import { keyOwner } from "../../../../src/platform/apiKeys";
import { Uri } from "../../../fakes/values";
import { resetVscode } from "../../../fakes/vscode";
import { ui } from "../../../fakes/window";
import { changeSettings, settings } from "../../../fakes/workspace";
import { forThisTest, never } from "../../../support/askModel";
import { startFakeAzureServer } from "../../../support/fakeAzureServer";
import { startFakeOpenAiServer, type OpenAiServerOptions } from "../../../support/fakeOpenAiServer";
import { startFakeTaskServer } from "../../../support/hfTaskServer";
import { says } from "../support/scriptedEngine";
import { testHost } from "../support/testHost";

beforeEach(resetVscode);

const TEAM = {
  name: "team",
  provider: "openai-compatible",
  model: "m",
  baseUrl: "https://llm.example.com/v1",
};

const TAGGER = {
  name: "tagger",
  provider: "huggingface",
  model: "acme/ner",
  task: "token-classification",
} as const;

/** The ModelError that `work` ends with. */
async function failure(work: Promise<unknown>): Promise<ModelError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ModelError)) throw new Error("There was no ModelError");
  return error;
}

describe("the list of models", () => {
  it("begins with the demo model and goes on with the configured ones", () => {
    settings.user["inkling.models"] = [TEAM];
    const { models } = testHost();
    expect(models.list().map(({ name }) => name)).toEqual(["demo", "team"]);
  });

  it("leaves out those that were made for one task, which have a list of their own", () => {
    settings.user["inkling.models"] = [TAGGER, TEAM];
    settings.user["inkling.model.chat"] = "tagger";
    const { models } = testHost();
    expect(models.list().map(({ name }) => name)).toEqual(["demo", "team"]);
    expect(models.taskModels()).toEqual([TAGGER]);
    expect(models.chosen("chat")).toBeUndefined();
  });
});

describe("a model made for one task", () => {
  async function startTask() {
    const server = await forThisTest(startFakeTaskServer("hf_test"));
    server.respondWith({ kind: "result", body: [] });
    const tagger: ModelSettings = { ...TAGGER, provider: "huggingface", baseUrl: server.url };
    const owner = keyOwner(tagger);
    if (!owner) throw new Error("There is no owner");
    return { server, tagger, owner };
  }

  it("is asked with the writer's key", async () => {
    const { server, tagger, owner } = await startTask();
    const { models, keys } = testHost();
    await keys.set(owner, "hf_test");
    const model = await models.openTask(tagger, { mayAsk: false });
    expect(model.info).toMatchObject({ name: "tagger", host: owner.host });
    expect(await model.findEntities("Anna", never)).toEqual({ entities: [], dropped: 0 });
    expect(server.requests).toMatchObject([{ headers: { authorization: "Bearer hf_test" } }]);
  });

  it("at an address of the folder's is not opened before the writer allowed it", async () => {
    const { server, tagger } = await startTask();
    const { models } = testHost();
    const opening = models.openTask({ ...tagger, fromWorkspace: true }, { mayAsk: false });
    expect((await failure(opening)).reason).toBe("notApproved");
    expect(server.requests).toEqual([]);
  });
});

describe("a face's model", () => {
  it("is the one that its own setting names", async () => {
    settings.user["inkling.model.chat"] = "demo";
    const { models } = testHost();
    const info = async (face: "chat" | "actions") =>
      (await models.resolve(face, { mayAsk: false })).info.name;
    expect(await info("chat")).toBe("demo");
    expect(await info("actions")).toBe("scripted");
  });

  it("changes with the settings, without a restart", async () => {
    const { models } = testHost();
    changeSettings("user", { "inkling.model.chat": "demo" });
    expect((await models.resolve("chat", { mayAsk: false })).info.name).toBe("demo");
  });

  it("fails as unknownModel with the name that the settings wrongly give", async () => {
    settings.user["inkling.model.chat"] = "gtp-5";
    const { models } = testHost();
    expect(models.chosen("chat")).toBeUndefined();
    const error = await failure(models.resolve("chat", { mayAsk: true }));
    expect(error.reason).toBe("unknownModel");
    expect(error.details.subject).toBe("gtp-5");
  });

  it("is what the request reaches", async () => {
    const { models, engine } = testHost();
    engine.answers.push(says("Hello"));
    const model = await models.resolve("chat", { mayAsk: false });
    const prompt = { kind: "text" as const, text: "Once" };
    const texts: string[] = [];
    for await (const chunk of model.stream(
      { prompt, sampling: { maxTokens: 5 } },
      new AbortController().signal,
    )) {
      if (chunk.kind === "text") texts.push(chunk.text);
    }
    expect(texts).toEqual(["Hello"]);
    expect(engine.requests[0]).toMatchObject({ path: "/models/scripted.gguf", prompt });
  });
});

describe("a model of the workspace in a trusted folder", () => {
  beforeEach(() => {
    settings.folder = { "inkling.models": [TEAM], "inkling.model.chat": "team" };
  });

  it("fails as notApproved without a dialog where asking is not allowed", async () => {
    const error = await failure(testHost().models.resolve("chat", { mayAsk: false }));
    expect(error.reason).toBe("notApproved");
    expect(error.details.subject).toBe("team");
    expect(ui.messages).toEqual([]);
  });

  it("fails as notApproved when the writer says no, and asks again the next time", async () => {
    const { models } = testHost();
    ui.answers.push(undefined, "Allow");
    expect((await failure(models.resolve("chat", { mayAsk: true }))).reason).toBe("notApproved");
    expect((await models.resolve("chat", { mayAsk: true })).info.name).toBe("team");
  });

  it("is asked for once: after the yes it is used without a word, by every face", async () => {
    const { models } = testHost();
    ui.answers.push("Allow");
    await models.resolve("chat", { mayAsk: true });
    changeSettings("folder", { "inkling.model.ghostText": "team" });
    const { info } = await models.resolve("ghostText", { mayAsk: false });
    expect(info.host).toBe("llm.example.com");
    expect(ui.messages).toHaveLength(1);
  });
});

describe("the user's own model", () => {
  it("is used without a dialog", async () => {
    settings.user = { "inkling.models": [TEAM], "inkling.model.chat": "team" };
    const { info } = await testHost().models.resolve("chat", { mayAsk: true });
    expect(info).toMatchObject({ name: "team", model: "m", host: "llm.example.com" });
    expect(ui.messages).toEqual([]);
  });
});

/** Asks for a word or two; resolves with the text. */
async function ask(model: LanguageModel, signal = never): Promise<string> {
  let text = "";
  const prompt = { kind: "chat" as const, messages: [{ role: "user" as const, content: "Say it." }] };
  for await (const chunk of model.stream({ prompt, sampling: { maxTokens: 5, topK: 7 } }, signal)) {
    if (chunk.kind === "text") text += chunk.text;
  }
  return text;
}

/** A server of the user's own under the name "team", and what it is opened with. */
async function startTeam(options?: OpenAiServerOptions) {
  const server = await forThisTest(startFakeOpenAiServer(options));
  const team: ModelSettings = {
    name: "team",
    provider: "openai-compatible",
    model: "m",
    baseUrl: `${server.url}/v1`,
  };
  return { server, team };
}

describe("the time-outs", () => {
  it("are those of the settings, which are seconds: an answer within them comes", async () => {
    const { server, team } = await startTeam();
    settings.user = { "inkling.timeout.firstToken": 20, "inkling.timeout.idle": 20 };
    server.respondWith({ kind: "text", chunks: ["a", "b"], delayMs: 100 });
    expect(await ask(await testHost().models.open(team, { mayAsk: false }))).toBe("ab");
  });

  it.each([
    ["firstToken", undefined],
    ["idle", ["a"]],
  ])("are those of the settings: silence longer than %s is given up", async (key, chunks) => {
    const { server, team } = await startTeam();
    settings.user = { [`inkling.timeout.${key}`]: 1 };
    server.respondWith({ kind: "stall", ...(chunks && { chunks }) });
    const error = await failure(ask(await testHost().models.open(team, { mayAsk: false })));
    expect(error.reason).toBe("timedOut");
  });
});

describe("an option that a model does not have", () => {
  it("is logged once for each model, however often it is asked", async () => {
    const { server, team } = await startTeam({ apiKey: "sk-mine" });
    server.respondWith({ kind: "text", chunks: ["Yes."] });
    const { models, secrets } = testHost();
    secrets.stored.set(`inkling.key:openai:127.0.0.1:${server.port}`, "sk-mine");
    // OpenAI itself has no top_k, other servers have.
    const openAi: ModelSettings = { ...team, provider: "openai", api: "chat" };
    await ask(await models.open(openAi, { mayAsk: false }));
    await ask(await models.open({ ...openAi, name: "again" }, { mayAsk: false }));
    const lines = () => ui.log.filter(({ message }) => message.includes("does not have the option"));
    expect(lines()).toEqual([
      { level: "info", message: expect.stringContaining("it is left out") as string },
    ]);
    await ask(await models.open({ ...openAi, model: "another" }, { mayAsk: false }));
    expect(lines()).toHaveLength(2);
  });
});

describe("the tokens of an answer", () => {
  it.each<[Face | undefined, Face]>([
    ["actions", "actions"],
    ["ghostText", "ghostText"],
    [undefined, "chat"],
  ])("opened for %s are counted for %s", async (face, counted) => {
    const { models, engine, usage } = testHost();
    engine.answers.push(says("Hello"));
    const [, scripted] = models.list();
    if (!scripted) throw new Error("There is no model");
    await ask(await models.open(scripted, { mayAsk: false, ...(face && { face }) }));
    expect(usage.lastRequest("scripted", counted)).toMatchObject({ promptTokens: 1, completionTokens: 1 });
    const others = (["actions", "ghostText", "chat"] as const).filter((one) => one !== counted);
    expect(others.map((other) => usage.lastRequest("scripted", other))).toEqual([undefined, undefined]);
  });
});

describe("Azure", () => {
  async function startAzure(auth: "key" | "entra") {
    const server = await forThisTest(
      startFakeAzureServer({ deployment: "d", apiKey: "azure-key", token: "entra-token" }),
    );
    server.respondWith({ kind: "text", chunks: ["Yes."] });
    const asked: boolean[] = [];
    const testing = testHost({
      entraToken: (mayAsk) => {
        asked.push(mayAsk);
        return Promise.resolve("entra-token");
      },
    });
    testing.secrets.stored.set(`inkling.key:azure-openai:127.0.0.1:${server.port}`, "azure-key");
    const azure: ModelSettings = {
      name: "a",
      provider: "azure-openai",
      model: "d",
      baseUrl: server.url,
      auth,
    };
    return { ...testing, server, asked, azure };
  }

  it("gets the account's token where the settings say so, and no key", async () => {
    const { models, server, asked, azure } = await startAzure("entra");
    expect(await ask(await models.open(azure, { mayAsk: true }))).toBe("Yes.");
    await ask(await models.open(azure, { mayAsk: false }));
    expect(asked).toEqual([true, false]);
    expect(JSON.stringify(server.requests)).not.toContain("azure-key");
  });

  it("gets the key else, and the account is not asked for", async () => {
    const { models, server, asked, azure } = await startAzure("key");
    expect(await ask(await models.open(azure, { mayAsk: true }))).toBe("Yes.");
    expect(asked).toEqual([]);
    expect(JSON.stringify(server.requests)).not.toContain("entra-token");
  });
});

describe("a key in the folder's .env file", () => {
  const OPENAI: ModelSettings = { name: "gpt", provider: "openai", model: "gpt-4.1" };

  beforeEach(async () => {
    const folder = await mkdtemp(join(tmpdir(), "inkling-access-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, ".env"), "OPENAI_API_KEY=sk-file");
    settings.roots = [Uri.file(folder)];
  });

  it("is asked for where the writer began it, once, and used from then on", async () => {
    const { models, keys } = testHost();
    ui.answers.push("Use It");
    await models.open(OPENAI, { mayAsk: true });
    await models.open(OPENAI, { mayAsk: true });
    expect(ui.messages).toHaveLength(1);
    const owner = keyOwner(OPENAI);
    expect(owner && (await keys.get(owner))).toBe("sk-file");
  });

  it("is not asked for while somebody types", async () => {
    const { models } = testHost();
    const error = await failure(models.open(OPENAI, { mayAsk: false }).then((model) => ask(model)));
    expect(error.reason).toBe("missingKey");
    expect(ui.messages).toEqual([]);
  });

  it.each([
    ["a key is stored", {}, "sk-stored"],
    ["the environment has one", { OPENAI_API_KEY: "sk-environment" }, undefined],
  ])("is not asked for where %s", async (_, environment, stored) => {
    const { models, secrets } = testHost({ environment });
    if (stored) secrets.stored.set("inkling.key:openai:api.openai.com", stored);
    await models.open(OPENAI, { mayAsk: true });
    expect(ui.messages).toEqual([]);
  });

  it.each<ModelSettings>([
    { ...OPENAI, baseUrl: "https://llm.example.com/v1" },
    { ...OPENAI, baseUrl: "http://api.openai.com/v1" },
    { ...OPENAI, provider: "openai-compatible", baseUrl: "http://localhost:1234/v1" },
  ])("is not asked for by $baseUrl, whose key it is not", async (other) => {
    await testHost()
      .models.open(other, { mayAsk: true })
      .catch(() => undefined);
    expect(ui.messages).toEqual([]);
  });

  it("is not asked for before the folder's own model was allowed", async () => {
    const theirs = { ...OPENAI, fromWorkspace: true };
    ui.answers.push(undefined);
    expect((await failure(testHost().models.open(theirs, { mayAsk: true }))).reason).toBe("notApproved");
    expect(ui.messages).toHaveLength(1);
  });
});
