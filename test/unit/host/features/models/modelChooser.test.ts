import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ModelSettings } from "../../../../../src/core/settings/settings";
import { FakeChat, languageModels } from "../../../../fakes/languageModels";
import { resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { settings } from "../../../../fakes/workspace";
import { forThisTest } from "../../../../support/askModel";
import { asked, startListServer } from "../../../../support/fakeModelLists";
import * as wire from "../../../../support/fakeModelListsWire";
import { escape, labels, run, shownList, startModelCommands, TEAM } from "../../support/modelWalk";

const LLAMA = "$(blank) llama3.2:latest";
const ACTIONS = ["", "$(add) Add Model…", "$(cloud-download) Download a Local Model…"];

beforeEach(() => {
  resetVscode();
  settings.user = { "inkling.models": [TEAM], "inkling.model.chat": "team" };
});

function startOllama() {
  return forThisTest(startListServer({ "/api/tags": wire.OLLAMA_TAGS, "/api/show": wire.OLLAMA_SHOW }));
}

/** The item with this label, in the list on screen. */
async function item(label: string) {
  const found = (await shownList()).items.find((one) => one.label === label);
  if (!found) throw new Error(`The list has no "${label}"`);
  return found;
}

/** A list whose search on this machine ends when the test says so. */
function startSlowly() {
  const testing = startModelCommands();
  let resolve: (models: ModelSettings[]) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<ModelSettings[]>((...settle) => ([resolve, reject] = settle));
  testing.discover.mockImplementation(() => promise);
  const search = { promise, resolve, reject };
  const choosing = run("chooseModel", "chat");
  const [list] = ui.quickPicks;
  if (!list) throw new Error("The list is not shown at once");
  return { ...testing, search, choosing, list };
}

const OLLAMA: ModelSettings = { name: "qwen3:8b", provider: "ollama", model: "qwen3:8b" };

describe("the list of models", () => {
  it("has the configured ones, those found on this machine and those of VS Code, each in a group", async () => {
    const ollama = await startOllama();
    languageModels.chats.push(new FakeChat("copilot", "gpt-4o"));
    startModelCommands({ ollama: ollama.url });
    const choosing = run("chooseModel", "chat");
    const list = await shownList();
    expect(list).toMatchObject({ title: "Inkling: Choose Model", placeholder: "The chat panel" });
    expect(labels(list)).toEqual([
      "Your models",
      "$(blank) demo model",
      "$(check) team",
      "Found on this machine",
      LLAMA,
      "Offered by VS Code",
      "$(blank) copilot's gpt-4o",
      ...ACTIONS,
    ]);
    await escape();
    await choosing;
  });

  it("says of each where text goes, its kind, its context and its licence", async () => {
    const ollama = await startOllama();
    languageModels.chats.push(new FakeChat("someone", "x", "Qwen/Qwen2.5-7B-Instruct"));
    startModelCommands({ ollama: ollama.url });
    void run("chooseModel", "chat");
    expect(await item("$(check) team")).toMatchObject({
      description: TEAM.model,
      detail:
        "Your text goes to llm.example.com. · instruct model · 8,192 tokens of context · Apache License 2.0, commercial use allowed",
    });
    // What Ollama itself says of it.
    expect(await item(LLAMA)).toMatchObject({
      description: "llama3.2:latest",
      detail: expect.stringMatching(
        /^Runs on this machine\. Your text stays here\. · instruct model · 4,096 tokens of context · LLAMA 3 COMMUNITY LICENSE/,
      ) as string,
    });
    expect(await item("$(blank) someone's x")).toMatchObject({
      detail:
        "Your text goes through VS Code to someone. · instruct model · 64,000 tokens of context · Apache License 2.0, commercial use allowed",
    });
    expect((await item("$(blank) demo model")).detail).toBe(
      "Runs on this machine. A tiny model for trying things out, not for real work.",
    );
    await escape();
  });

  it("has a button for the details of every configured model but the demo model", async () => {
    const { search, list } = startSlowly();
    search.resolve([OLLAMA]);
    await shownList();
    const buttons = list.items.flatMap(({ label, buttons }) => (buttons ? [label] : []));
    expect(buttons).toEqual(["$(check) team"]);
    await escape();
  });

  it("leaves out what VS Code has of Inkling itself", async () => {
    languageModels.chats.push(new FakeChat("inkling", "team"));
    startModelCommands();
    void run("chooseModel");
    expect(labels(await shownList())).not.toContain("Offered by VS Code");
    await escape();
  });

  it.each<[string, Partial<ModelSettings>]>([
    ["under another name", {}],
    ["by the machine's other name", { baseUrl: "http://localhost:PORT" }],
    ["with a slash at the end", { baseUrl: "http://127.0.0.1:PORT/" }],
    ["without the tag that Ollama adds", { model: "llama3.2" }],
    ["through Ollama's other protocol", { provider: "openai-compatible", baseUrl: "http://[::1]:PORT/v1" }],
  ])("does not find again what is configured %s", async (_, change) => {
    const ollama = await startOllama();
    const baseUrl = (change.baseUrl ?? "http://127.0.0.1:PORT").replace("PORT", String(ollama.port));
    const mine = { name: "mine", provider: "ollama", model: "llama3.2:latest", kind: "instruct" };
    settings.user["inkling.models"] = [{ ...mine, contextTokens: 8192, ...change, baseUrl }];
    startModelCommands({ ollama: ollama.url });
    void run("chooseModel");
    expect(labels(await shownList())).not.toContain("Found on this machine");
    expect(asked(ollama)).toContain("/api/tags");
    await escape();
  });

  it("finds a server's other models, and the same model at another server, all the same", async () => {
    const { search, list } = startSlowly();
    settings.user["inkling.models"] = [OLLAMA];
    const other = { ...OLLAMA, name: "a", model: "qwen3:0.6b" };
    const elsewhere = { ...OLLAMA, name: "b", baseUrl: "http://127.0.0.1:9999" };
    search.resolve([other, elsewhere]);
    await shownList();
    expect(labels(list)).toEqual(expect.arrayContaining(["$(blank) a", "$(blank) b"]));
    await escape();
  });

  it("tells one vendor's model from another's with the same id", async () => {
    languageModels.chats.push(new FakeChat("copilot", "gpt-4o"), new FakeChat("other", "gpt-4o"));
    const copilot = { name: "mine", provider: "vscode", vendor: "copilot", model: "gpt-4o" };
    settings.user["inkling.models"] = [copilot];
    startModelCommands();
    void run("chooseModel");
    const all = labels(await shownList());
    expect(all).toContain("$(blank) other's gpt-4o");
    expect(all).not.toContain("$(blank) copilot's gpt-4o");
    await escape();
  });

  it("takes a llama.cpp without a model in the settings for whatever that server has", async () => {
    settings.user["inkling.models"] = [
      { name: "mine", provider: "llama.cpp", kind: "base", contextTokens: 4096 },
    ];
    const { search, list } = startSlowly();
    search.resolve([{ name: "x", provider: "llama.cpp", model: "../x.gguf" }]);
    await shownList();
    expect(labels(list)).not.toContain("$(blank) x");
    await escape();
  });
});

describe("the list while it fills", () => {
  it("is there at once with the configured models, and shows that it goes on looking", async () => {
    const { search, list } = startSlowly();
    expect(labels(list)).toEqual(["Your models", "$(blank) demo model", "$(check) team", ...ACTIONS]);
    expect(list.busy).toBe(true);
    search.resolve([]);
    await vi.waitFor(() => expect(list.busy).toBe(false));
    await escape();
  });

  it("begins at the model in use, so that Enter changes nothing", async () => {
    const { list, choosing } = startSlowly();
    expect(list.activeItems).toMatchObject([{ label: "$(check) team" }]);
    list.accept();
    await choosing;
    expect(settings.user["inkling.model.chat"]).toBe("team");
  });

  it("begins at its first item where the settings name a model that does not exist", async () => {
    settings.user["inkling.model.chat"] = "gone";
    const { list, search } = startSlowly();
    search.resolve([OLLAMA]);
    await shownList();
    expect(list.activeItems).toMatchObject([{ label: "$(blank) demo model" }]);
    await escape();
  });

  it.each(["$(blank) demo model", "$(add) Add Model…"])("keeps the writer's place at %s", async (label) => {
    const { list, search } = startSlowly();
    list.goTo(label);
    search.resolve([OLLAMA]);
    await shownList();
    expect(labels(list)).toContain("$(blank) qwen3:8b");
    expect(list.activeItems).toMatchObject([{ label }]);
    await escape();
  });

  it("tells two items with the same words apart", async () => {
    const { list, search } = startSlowly();
    search.resolve([OLLAMA, { ...OLLAMA, baseUrl: "http://127.0.0.1:9999" }]);
    await vi.waitFor(() => expect(labels(list)).toContain("$(blank) qwen3:8b"));
    list.goTo("$(blank) qwen3:8b");
    await shownList();
    expect(list.activeItems).toHaveLength(1);
    await escape();
  });

  it("does without a server that nobody answers at, and without a VS Code that has no models", async () => {
    const { list, search } = startSlowly();
    search.reject(new Error("no such server"));
    await shownList();
    expect(labels(list)).toEqual(["Your models", "$(blank) demo model", "$(check) team", ...ACTIONS]);
    expect(ui.messages).toEqual([]);
    await escape();
  });

  it("stays while what was typed fits nothing", async () => {
    const { list, search } = startSlowly();
    search.resolve([]);
    list.activeItems = [];
    list.accept();
    await shownList();
    await escape();
  });

  it("leaves the place to VS Code, which filters, once the writer has typed", async () => {
    const { list, search } = startSlowly();
    list.type("demo");
    search.resolve([OLLAMA]);
    await shownList();
    expect(labels(list)).toContain("$(blank) qwen3:8b");
    expect(list.activeItems).toMatchObject([{ label: "$(blank) demo model" }]); // and not the one in use
    await escape();
  });

  it("is not touched any more, and asks nobody, once the writer has left", async () => {
    const { list, search, choosing, discover, facts } = startSlowly();
    list.hide();
    await choosing;
    expect(discover.mock.calls[0]?.[0].aborted).toBe(true);
    const before = list.items;
    search.resolve([OLLAMA]);
    await vi.waitFor(() => expect(discover.mock.settledResults[0]?.type).toBe("fulfilled"));
    expect(list.items).toBe(before);
    expect(facts.mock.calls.map(([model]) => model.name)).toEqual(["team"]);
  });
});
