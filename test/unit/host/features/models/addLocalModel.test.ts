import { beforeEach, describe, expect, it } from "vitest";
import { FakeChat, languageModels } from "../../../../fakes/languageModels";
import { resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { settings } from "../../../../fakes/workspace";
import { forThisTest } from "../../../../support/askModel";
import { startFakeOllamaServer, type OllamaServerOptions } from "../../../../support/fakeOllamaServer";
import { OLLAMA_SHOW, OLLAMA_TAGS } from "../../../../support/fakeModelListsWire";
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

beforeEach(resetVscode);

async function startOllama(options: OllamaServerOptions = {}) {
  const server = await forThisTest(
    startFakeOllamaServer({ tags: OLLAMA_TAGS, show: OLLAMA_SHOW, running: [], ...options }),
  );
  server.respondWith({ kind: "text", chunks: ["The sea."] });
  return server;
}

/** The walk to the list of Ollama's models. */
async function toModels(url: string, key = "") {
  const adding = run("addModel");
  await take("Ollama");
  expect((await shownBox()).value).toBe("http://127.0.0.1:11434");
  await enter(url);
  await enter(key);
  return { adding, list: await shownList() };
}

const added = () => (settings.user["inkling.models"] as unknown[]).slice(1);
const pulled = (server: Awaited<ReturnType<typeof startOllama>>) =>
  server.requests.flatMap(({ path, body }) => (path === "/api/pull" ? [body] : []));
const pulling = () => ui.progress.find(({ title }) => title.startsWith("Ollama"));

describe("Add Model for Ollama", () => {
  it("offers what is installed, and adds it without a download", async () => {
    const server = await startOllama();
    startModelCommands();
    ui.answers.push(undefined);
    ui.picks.push("Ghost text while typing");
    const { adding } = await toModels(server.url);
    await take("llama3.2:latest");
    await enter("llama");
    await adding;
    expect(added()).toEqual([
      { name: "llama", provider: "ollama", baseUrl: server.url, model: "llama3.2:latest" },
    ]);
    expect(pulled(server)).toEqual([]);
    expect(ui.messages[0]?.message).toContain("“The sea.”");
    expect(settings.user["inkling.model.ghostText"]).toBe("llama");
  });

  it("downloads what is not there yet, showing how far it is, with the key that was just typed", async () => {
    const total = 2_000_000;
    const server = await startOllama({
      apiKey: "proxy-key",
      pull: [
        { status: "pulling manifest" },
        { status: "pulling a80c4f17acd5", digest: "sha256:a", total, completed: 500_000 },
        { status: "pulling a80c4f17acd5", digest: "sha256:a", total, completed: total },
        { status: "pulling 966de95ca8a6", digest: "sha256:b", total: 1000, completed: 10 },
        { status: "success" },
      ],
    });
    startModelCommands();
    ui.answers.push(undefined);
    ui.picks.push(undefined);
    const { adding, list } = await toModels(server.url, "proxy-key");
    list.type("qwen3:8b");
    expect(list.items.at(-1)).toMatchObject({ label: "qwen3:8b", description: "download it in Ollama" });
    await typeAndTake("qwen3:8b");
    expect((await shownBox()).value).toBe("qwen3:8b");
    await enter("qwen");
    await adding;
    expect(pulled(server)).toEqual([{ model: "qwen3:8b" }]);
    expect(pulling()).toMatchObject({
      title: "Ollama: downloading qwen3:8b",
      done: true,
      reports: [
        { message: "pulling manifest", increment: 0 },
        { message: "25 %", increment: 25 },
        { message: "100 %", increment: 75 },
        { message: "1 %", increment: 0 },
        { message: "success", increment: 0 },
      ],
    });
    expect(pulling()?.source.listeners).toBe(0);
    expect(added()).toMatchObject([{ model: "qwen3:8b" }]);
  });

  it("comes back to the list when the download is cancelled, which Ollama is told", async () => {
    const server = await startOllama({ pull: [{ status: "pulling manifest" }] });
    startModelCommands();
    const { adding } = await toModels(server.url);
    await typeAndTake("qwen3:8b");
    await expect.poll(() => pulling()?.reports.length).toBe(1);
    pulling()?.source.cancel();
    const list = await shownList();
    expect(labels(list)).toEqual(["llama3.2:latest", "nomic-embed-text:latest"]);
    await server.waitFor(({ closedByClient }) => closedByClient === 1);
    await escape();
    await adding;
    expect(added()).toEqual([]);
    expect(ui.messages).toEqual([]);
  });

  it("says in the list that Ollama's library has no such model, and lets another be chosen", async () => {
    const server = await startOllama({ pull: [{ error: "pull model manifest: file does not exist" }] });
    startModelCommands();
    ui.answers.push(undefined);
    ui.picks.push(undefined);
    const { adding } = await toModels(server.url);
    await typeAndTake("qwen33");
    const list = await shownList();
    expect(labels(list)).toEqual([
      expect.stringMatching(/^\$\(warning\) .*"qwen33"/),
      "llama3.2:latest",
      "nomic-embed-text:latest",
    ]);
    await take("llama3.2:latest");
    await enter("llama");
    await adding;
    expect(added()).toMatchObject([{ model: "llama3.2:latest" }]);
  });

  it("downloads nothing where Ollama does not answer: what is typed is added as it is", async () => {
    const server = await startOllama();
    await server.close();
    startModelCommands();
    ui.answers.push(undefined);
    ui.picks.push(undefined);
    const { adding, list } = await toModels(server.url);
    expect(labels(list)[0]).toContain("cannot be reached");
    list.type("qwen3:8b");
    expect(list.items.at(-1)?.description).toBe("as typed");
    await typeAndTake("qwen3:8b");
    await enter("qwen");
    await adding;
    expect(added()).toMatchObject([{ model: "qwen3:8b" }]);
    expect(ui.messages).toMatchObject([{ severity: "error" }]);
  });
});

describe("Add Model for VS Code", () => {
  it("asks for no address and no key, and keeps whose model it is", async () => {
    const chat = new FakeChat("copilot", "gpt-4o");
    chat.answers.push(says("The sea."));
    languageModels.chats.push(chat, new FakeChat("inkling", "own"));
    const { configuration } = startModelCommands();
    ui.answers.push(undefined);
    ui.picks.push(undefined);
    const adding = run("addModel");
    await take("VS Code");
    const list = await shownList();
    expect(list).toMatchObject({
      step: 5,
      items: [{ label: "gpt-4o", description: "64,000 tokens of context · copilot" }],
    });
    await back();
    expect((await shownList()).step).toBe(1);
    await take("VS Code");
    await take("gpt-4o");
    await enter("copilot");
    await adding;
    expect(added()).toEqual([{ name: "copilot", provider: "vscode", model: "gpt-4o", vendor: "copilot" }]);
    expect(configuration.problems).toEqual([]);
  });
});

async function* says(text: string): AsyncGenerator<string> {
  await Promise.resolve();
  yield text;
}
