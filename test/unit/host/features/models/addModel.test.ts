import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { settings } from "../../../../fakes/workspace";
import { forThisTest } from "../../../../support/askModel";
import { startFakeAzureServer } from "../../../../support/fakeAzureServer";
import { startFakeOpenAiServer, type OpenAiServerOptions } from "../../../../support/fakeOpenAiServer";
import {
  back,
  enter,
  escape,
  labels,
  run,
  shownBox,
  shownList,
  startModelCommands,
  take,
  typeAndTake,
} from "../../support/modelWalk";

const KEY = "sk-mine-123456";
const OWN = "OpenAI-compatible";

beforeEach(resetVscode);
afterEach(() => vi.restoreAllMocks());

/** A server that says something about the sea. */
async function startServer(options: OpenAiServerOptions = {}) {
  const server = await forThisTest(startFakeOpenAiServer(options));
  server.respondWith({ kind: "text", chunks: ["The sea", " is wide."] });
  return server;
}

/** The models of the user's settings, without the one that is always there. */
const added = () => (settings.user["inkling.models"] as unknown[]).slice(1);
const messages = () => ui.messages.map(({ message }) => message);

/** The walk to the list of models of a server of one's own. */
async function toModels(url: string, key = "") {
  const adding = run("addModel");
  await take(OWN);
  await enter(`${url}/v1`);
  await enter(key);
  return { adding, list: await shownList() };
}

/** Everything that a key must not stand in. */
function seen() {
  const { messages, log, picked, pickOptions, inputBoxes } = ui;
  return JSON.stringify([settings.user, settings.folder, messages, log, picked, pickOptions, inputBoxes]);
}

describe("Add Model for OpenAI", () => {
  /** OpenAI's host, played on this machine: nothing else in this test is sent anywhere. */
  async function playOpenAi(options: OpenAiServerOptions = {}) {
    const server = await startServer({ apiKey: KEY, models: ["gpt-4.1", "gpt-4.1-mini"], ...options });
    const real = globalThis.fetch;
    vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      expect(url.origin).toBe("https://api.openai.com");
      return real(`${server.url}${url.pathname}`, init);
    });
    return server;
  }

  it("asks for the key and the model, tests it, keeps the key in the secrets alone, and uses it", async () => {
    const server = await playOpenAi();
    const { secrets, state } = startModelCommands();
    ui.answers.push(undefined);
    ui.picks.push("The chat panel");
    const adding = run("addModel");
    expect(await shownList()).toMatchObject({
      title: "Inkling: Add Model",
      step: 1,
      totalSteps: 6,
      buttons: [],
    });
    await take("OpenAI");
    expect(await shownBox()).toMatchObject({
      step: 4,
      password: true,
      ignoreFocusOut: true,
      prompt: "Kept in VS Code's secret storage, and sent to api.openai.com alone.",
      placeholder: "Made at https://platform.openai.com/api-keys",
    });
    await enter(`  ${KEY} `);
    expect(labels(await shownList())).toEqual(["gpt-4.1", "gpt-4.1-mini"]);
    await take("gpt-4.1-mini");
    expect(await shownBox()).toMatchObject({ step: 6, value: "gpt-4.1-mini", password: false });
    await enter("gpt");
    await adding;
    expect(added()).toEqual([{ name: "gpt", provider: "openai", model: "gpt-4.1-mini" }]);
    expect([...secrets.stored]).toEqual([["inkling.key:openai:api.openai.com", KEY]]);
    expect(messages()).toEqual([expect.stringMatching(/^gpt answered after \d+ ms: “The sea is wide\.”$/)]);
    expect(ui.pickOptions.at(-1)?.title).toBe("Use gpt for what?");
    expect(settings.user["inkling.model.chat"]).toBe("gpt");
    expect(settings.user["inkling.model.actions"]).toBe("scripted");
    expect(server.requests.map(({ method }) => method)).toEqual(["GET", "POST"]);
    expect(seen() + JSON.stringify(state.keys().map((key) => state.get(key)))).not.toContain("123456");
  });

  it("does not ask for a key that is there already", async () => {
    await playOpenAi();
    const { secrets } = startModelCommands();
    secrets.stored.set("inkling.key:openai:api.openai.com", KEY);
    const adding = run("addModel");
    await take("OpenAI");
    const list = await shownList();
    expect(list.step).toBe(5);
    expect(labels(list)).toEqual(["gpt-4.1", "gpt-4.1-mini"]);
    await back();
    expect(await shownList()).toMatchObject({ step: 1 });
    await escape();
    await adding;
    expect(ui.inputSteps).toEqual([]);
  });

  it("does not go on without a key", async () => {
    startModelCommands();
    const adding = run("addModel");
    await take("OpenAI");
    const box = await shownBox();
    box.enter("  ");
    expect(box).toMatchObject({ isShown: true, validationMessage: "This server needs a key." });
    box.type("s");
    expect(box.validationMessage).toBeUndefined();
    await escape();
    await adding;
  });

  it("lets a wrong key be corrected by going back, and stores the right one alone", async () => {
    await playOpenAi();
    const { secrets } = startModelCommands();
    ui.answers.push(undefined);
    ui.picks.push(undefined);
    const adding = run("addModel");
    await take("OpenAI");
    await enter("sk-wrong-654321");
    expect(labels(await shownList())[0]).toContain("refused the API key");
    expect(secrets.stored.size).toBe(0);
    await back();
    expect(await shownBox()).toMatchObject({ step: 4, value: "" });
    await enter(KEY);
    await take("gpt-4.1");
    await enter("gpt");
    await adding;
    expect([...secrets.stored.values()]).toEqual([KEY]);
    expect(seen()).not.toMatch(/123456|654321/);
  });
});

describe("Add Model for a server of one's own", () => {
  it("asks for its address, takes none that is no address, and does without a key", async () => {
    const server = await startServer({ models: ["org/writer-7b"] });
    const { secrets } = startModelCommands();
    ui.answers.push(undefined);
    ui.picks.push("Everything");
    const adding = run("addModel");
    await take(OWN);
    const box = await shownBox();
    expect(box.prompt).toBe("The server's address. Your text will go there.");
    for (const wrong of ["", "localhost:8000", "ftp://x.example.com", "file:///etc/passwd"]) {
      box.enter(wrong);
      expect(box).toMatchObject({
        isShown: true,
        validationMessage: "An address begins with http:// or https://.",
      });
    }
    await enter(` ${server.url}/v1 `);
    expect((await shownBox()).prompt).toContain("Leave it empty if the server needs none.");
    await enter("");
    await take("org/writer-7b");
    expect((await shownBox()).value).toBe("writer-7b");
    await enter("writer-7b");
    await adding;
    expect(added()).toEqual([
      {
        name: "writer-7b",
        provider: "openai-compatible",
        baseUrl: `${server.url}/v1`,
        model: "org/writer-7b",
      },
    ]);
    expect(secrets.stored.size).toBe(0);
    expect(messages()[0]).toContain("writer-7b answered");
    expect(settings.user["inkling.model.ghostText"]).toBe("writer-7b");
  });

  it("sends its key to that server alone, under its own name in the secrets", async () => {
    const server = await startServer({ apiKey: KEY });
    const { secrets } = startModelCommands();
    secrets.stored.set("inkling.key:openai:api.openai.com", "another");
    ui.answers.push(undefined);
    ui.picks.push(undefined);
    const { adding } = await toModels(server.url, KEY);
    await take("fake-model");
    await enter("mine");
    await adding;
    expect(secrets.stored.get(`inkling.key:openai-compatible:127.0.0.1:${server.port}`)).toBe(KEY);
    const sent = server.requests.map(({ headers }) => headers.authorization);
    expect(new Set(sent)).toEqual(new Set([`Bearer ${KEY}`]));
  });

  it("gives it a name that is free", async () => {
    const server = await startServer();
    startModelCommands();
    ui.answers.push(undefined);
    ui.picks.push("The chat panel");
    const { adding } = await toModels(server.url);
    await take("fake-model");
    const box = await shownBox();
    box.enter(" ");
    expect(box).toMatchObject({ isShown: true, validationMessage: "It needs a name." });
    await enter("scripted");
    await adding;
    expect(added()).toMatchObject([{ name: "scripted 2" }]);
    expect(messages()[0]).toContain("scripted 2 answered");
    expect(settings.user["inkling.model.chat"]).toBe("scripted 2");
  });

  it("says why there is no list, asks again when that is taken, and lets a model be typed", async () => {
    const server = await startServer({ apiKey: KEY });
    startModelCommands();
    ui.answers.push(undefined);
    ui.picks.push(undefined);
    const { adding, list } = await toModels(server.url);
    const [refused = ""] = labels(list);
    expect(refused).toMatch(/^\$\(warning\) 127\.0\.0\.1:\d+ refused the API key/);
    await take(refused);
    await shownList();
    expect(server.requests).toHaveLength(2);
    await typeAndTake("my-model");
    await enter("mine");
    await adding;
    expect(added()).toMatchObject([{ name: "mine", model: "my-model" }]);
  });

  it("offers what is typed only while the server has nothing of that name", async () => {
    const server = await startServer({ models: ["a-model", "another-model"] });
    startModelCommands();
    const { adding, list } = await toModels(server.url);
    list.type("a-mod");
    expect(list.items.at(-1)).toMatchObject({ label: "a-mod", description: "as typed" });
    list.type("a-model");
    expect(labels(list)).toEqual(["a-model", "another-model"]);
    await escape();
    await adding;
  });

  it("tells of a test that failed, with what helps, and asks all the same what it is for", async () => {
    const server = await startServer();
    server.respondWith({ kind: "status", reason: "modelNotFound" });
    startModelCommands();
    ui.answers.push(undefined);
    ui.picks.push(undefined);
    const { adding } = await toModels(server.url);
    await typeAndTake("gone");
    await enter("mine");
    await adding;
    expect(ui.messages).toMatchObject([{ severity: "error", buttons: ["Open Settings", "Choose Model"] }]);
    expect(messages()[0]).toContain('does not know "gone"');
    expect(ui.pickOptions.at(-1)?.title).toBe("Use mine for what?");
    expect(added()).toHaveLength(1);
  });
});

describe("Add Model for Azure OpenAI", () => {
  async function toDeployment(url: string, ...how: string[]) {
    const adding = run("addModel");
    await take("Azure OpenAI");
    expect(await shownBox()).toMatchObject({ placeholder: "https://example.openai.azure.com", value: "" });
    await enter(url);
    expect(labels(await shownList())).toEqual([
      "API key",
      "The Microsoft account that is signed in to VS Code",
    ]);
    await take(how[0] ?? "");
    if (how[1] !== undefined) await enter(how[1]);
    const list = await shownList();
    expect(list).toMatchObject({ step: 5, placeholder: "Type the deployment's name", items: [] });
    await typeAndTake("my-deployment");
    await enter("mine");
    return adding;
  }

  it("asks for the endpoint, the key and the deployment", async () => {
    const server = await forThisTest(startFakeAzureServer({ deployment: "my-deployment", apiKey: KEY }));
    server.respondWith({ kind: "text", chunks: ["The sea."] });
    const { secrets } = startModelCommands();
    ui.answers.push(undefined);
    ui.picks.push(undefined);
    await toDeployment(server.url, "API key", KEY);
    expect(added()).toEqual([
      {
        name: "mine",
        provider: "azure-openai",
        baseUrl: server.url,
        auth: "key",
        apiVersion: "2024-10-21",
        model: "my-deployment",
      },
    ]);
    expect([...secrets.stored.values()]).toEqual([KEY]);
    expect(messages()[0]).toContain("“The sea.”");
    expect(server.requests).toMatchObject([{ query: "?api-version=2024-10-21" }]);
  });

  it("asks for no key where the account signs in", async () => {
    const { secrets, configuration } = startModelCommands();
    ui.answers.push(undefined);
    ui.picks.push(undefined);
    await toDeployment("https://mine.openai.azure.com", "The Microsoft account that is signed in to VS Code");
    expect(added()).toMatchObject([{ auth: "entra" }]);
    expect(configuration.problems).toEqual([]);
    expect(secrets.stored.size).toBe(0);
    expect(ui.messages).toMatchObject([{ severity: "error" }]); // nobody is signed in
  });
});

describe("Back", () => {
  it("goes to the step before, over those that were skipped, to the first, which has no Back", async () => {
    startModelCommands();
    const adding = run("addModel");
    await take("OpenAI");
    await shownBox();
    await back();
    const list = await shownList();
    expect(list).toMatchObject({ step: 1, buttons: [] });
    await take("Azure OpenAI");
    await enter("https://mine.openai.azure.com");
    await take("API key");
    expect(await shownBox()).toMatchObject({ step: 4 });
    await back();
    expect(await shownList()).toMatchObject({ step: 3 });
    await back();
    expect(await shownBox()).toMatchObject({ step: 2 });
    await escape();
    await adding;
  });

  it("forgets what was answered after: another provider gets nothing of the first", async () => {
    const server = await startServer();
    const { secrets } = startModelCommands();
    ui.answers.push(undefined);
    ui.picks.push(undefined);
    const adding = run("addModel");
    await take("Azure OpenAI");
    await enter("https://mine.openai.azure.com");
    await take("API key");
    await enter(KEY);
    await back(); // from the deployment
    await back();
    await back();
    await back();
    await take(OWN);
    await enter(`${server.url}/v1`);
    await enter("");
    await take("fake-model");
    await shownBox();
    await back();
    await take("fake-model");
    await enter("mine");
    await adding;
    expect(added()).toEqual([
      { name: "mine", provider: "openai-compatible", baseUrl: `${server.url}/v1`, model: "fake-model" },
    ]);
    expect(secrets.stored.size).toBe(0);
    expect(JSON.stringify(server.requests)).not.toContain(KEY);
  });
});

describe("leaving", () => {
  it.each([1, 2, 4, 5, 6])("at step %i saves nothing", async (step) => {
    const server = await startServer();
    const { secrets } = startModelCommands();
    const before = structuredClone(settings.user);
    const adding = run("addModel");
    if (step > 1) await take(OWN);
    if (step > 2) await enter(`${server.url}/v1`);
    if (step > 4) await enter(KEY);
    if (step > 5) await take("fake-model");
    const input = step === 1 || step === 5 ? await shownList() : await shownBox();
    expect(input.step).toBe(step);
    await escape();
    await adding;
    expect(settings.user).toEqual(before);
    expect(secrets.stored.size).toBe(0);
    expect(ui.messages).toEqual([]);
  });
});
