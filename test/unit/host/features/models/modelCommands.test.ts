import { beforeEach, describe, expect, it } from "vitest";
import type { ModelSettings } from "../../../../../src/core/settings/settings";
import { FakeChat, LanguageModelError, languageModels } from "../../../../fakes/languageModels";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { settings } from "../../../../fakes/workspace";
import { ModelError } from "../../../../../src/core/models/modelError";
import { failsWith, says } from "../../support/scriptedEngine";
import { escape, run, shownList, startModelCommands, take, TEAM } from "../../support/modelWalk";
import { SCRIPTED } from "../../support/testHost";

const FOUND: ModelSettings = { name: "llama3.2", provider: "ollama", model: "llama3.2" };

beforeEach(() => {
  resetVscode();
  settings.user = { "inkling.models": [SCRIPTED, TEAM], "inkling.model.chat": "demo" };
});

/** The commands, on a machine where an Ollama has this one model. */
function start() {
  const testing = startModelCommands();
  testing.discover.mockResolvedValue([FOUND]);
  return testing;
}

async function* answers(text: string): AsyncGenerator<string> {
  await Promise.resolve();
  yield text;
}

const used = () => ["actions", "ghostText", "chat"].map((face) => settings.user[`inkling.model.${face}`]);
const lastList = () => ui.picked.at(-1) ?? [];

describe("choosing a model", () => {
  it("that is configured writes it into the face's own setting", async () => {
    start();
    const choosing = run("chooseModel", "chat");
    await take("$(blank) team");
    await choosing;
    expect(used()).toEqual(["scripted", "scripted", "team"]);
  });

  it("that was found adds it to the user's settings and uses it for the face", async () => {
    start();
    const choosing = run("chooseModel", "ghostText");
    await take("$(blank) llama3.2");
    await choosing;
    expect(settings.user["inkling.models"]).toEqual([SCRIPTED, TEAM, FOUND]);
    expect(used()).toEqual(["scripted", "llama3.2", "demo"]);
  });

  it("that VS Code offers adds it with its vendor, and asks it once, so that VS Code asks for its consent", async () => {
    const chat = new FakeChat("copilot", "gpt-4o");
    chat.answers.push(answers("The sea is calm."));
    languageModels.chats.push(chat);
    start();
    ui.answers.push(undefined);
    const choosing = run("chooseModel", "chat");
    await take("$(blank) copilot's gpt-4o");
    await choosing;
    expect(ui.messages[0]?.message).toContain("“The sea is calm.”");
    expect(settings.user["inkling.models"]).toEqual([
      SCRIPTED,
      TEAM,
      { name: "copilot's gpt-4o", provider: "vscode", model: "gpt-4o", vendor: "copilot" },
    ]);
    expect(settings.user["inkling.model.chat"]).toBe("copilot's gpt-4o");
  });

  it("that VS Code offers is kept where the writer does not consent, and they are told", async () => {
    const chat = new FakeChat("copilot", "gpt-4o");
    chat.answers.push(LanguageModelError.NoPermissions());
    languageModels.chats.push(chat);
    start();
    ui.answers.push(undefined);
    const choosing = run("chooseModel", "chat");
    await take("$(blank) copilot's gpt-4o");
    await choosing;
    expect(ui.messages).toMatchObject([{ severity: "error", buttons: ["Choose Model"] }]);
    expect(settings.user["inkling.model.chat"]).toBe("copilot's gpt-4o");
  });

  it("that was found gives it a name that is free in the user's and in the folder's settings", async () => {
    settings.user["inkling.models"] = [SCRIPTED, { ...TEAM, name: "llama3.2" }, null, "a mistake"];
    settings.folder["inkling.models"] = [{ ...TEAM, name: "llama3.2 2" }];
    start();
    const choosing = run("chooseModel", "chat");
    const list = await shownList();
    // The second one with this label: the first is configured.
    list.activeItems = list.items.filter(({ label }) => label === "$(blank) llama3.2").slice(1, 2);
    list.accept();
    await choosing;
    expect(settings.user["inkling.model.chat"]).toBe("llama3.2 3");
    const models = settings.user["inkling.models"] as unknown[];
    expect(models.slice(2)).toEqual([null, "a mistake", { ...FOUND, name: "llama3.2 3" }]);
    expect(settings.folder["inkling.models"]).toHaveLength(1);
  });

  it.each([[undefined], ["nothing"], [{ face: "chat" }]])(
    "asks what it is for when no face is given but %j: here for everything",
    async (given) => {
      start();
      ui.picks.push("Everything");
      const choosing = run("chooseModel", given);
      expect((await shownList()).placeholder).toBe("Which model should Inkling use?");
      await take("$(blank) team");
      await choosing;
      expect(lastList()).toMatchObject([
        { label: "Everything" },
        { label: "Actions on the selection", description: "scripted" },
        { label: "Ghost text while typing", description: "scripted" },
        { label: "The chat panel", description: "demo" },
      ]);
      expect(ui.pickOptions.at(-1)?.title).toBe("Use team for what?");
      expect(used()).toEqual(["team", "team", "team"]);
    },
  );

  it("for one face of those that are asked leaves the others", async () => {
    start();
    ui.picks.push("Ghost text while typing");
    const choosing = run("chooseModel");
    await take("$(blank) team");
    await choosing;
    expect(used()).toEqual(["scripted", "team", "demo"]);
  });

  it("is written into the workspace where the face's model is set there", async () => {
    settings.folder["inkling.model.chat"] = "scripted";
    start();
    const choosing = run("chooseModel", "chat");
    await take("$(blank) team");
    await choosing;
    expect(settings.folder["inkling.model.chat"]).toBe("team");
    expect(settings.user["inkling.model.chat"]).toBe("demo");
  });

  it("changes nothing when the writer leaves, at either question", async () => {
    start();
    const before = structuredClone(settings.user);
    const first = run("chooseModel");
    await shownList();
    await escape();
    await first;
    ui.picks.push(undefined);
    const second = run("chooseModel");
    await take("$(blank) team");
    await second;
    expect(settings.user).toEqual(before);
  });

  it("leads to the download of a local model", async () => {
    start();
    host.ownCommands.push("inkling.downloadModel");
    const choosing = run("chooseModel");
    await take("$(cloud-download) Download a Local Model…");
    await choosing;
    expect(host.executed.at(-1)).toEqual(["inkling.downloadModel"]);
  });

  it("leads to adding a model, which leaves no trace when it is left", async () => {
    start();
    const choosing = run("chooseModel", "chat");
    await take("$(add) Add Model…");
    expect((await shownList()).title).toBe("Inkling: Add Model");
    await escape();
    await choosing;
    expect(settings.user["inkling.models"]).toEqual([SCRIPTED, TEAM]);
  });
});

describe("Test Model", () => {
  it("sends one short request and shows how long it took and the first words", async () => {
    const { engine, usage } = start();
    engine.answers.push(says("The sea\nis ", "wide."));
    ui.answers.push(undefined);
    await run("testModel", "scripted");
    expect(ui.messages).toMatchObject([{ severity: "information" }]);
    expect(ui.messages[0]?.message).toMatch(/^scripted answered after \d+ ms: “The sea is wide\.”$/);
    expect(engine.requests).toHaveLength(1);
    expect(engine.requests[0]?.sampling.maxTokens).toBeLessThanOrEqual(100);
    expect(ui.progress).toMatchObject([{ title: "Inkling: testing the model", done: true }]);
    expect(usage.lastRequest("scripted", "actions")).toMatchObject({ promptTokens: 1 });
  });

  it("shows only the beginning of a long answer", async () => {
    const { engine } = start();
    engine.answers.push(says("a".repeat(500)));
    ui.answers.push(undefined);
    await run("testModel", "scripted");
    expect(ui.messages[0]?.message).toMatch(/“a{120}…”$/);
  });

  it.each([[undefined], [7]])("tests the model for actions when it is given %j", async (given) => {
    const { engine } = start();
    engine.answers.push(says("Yes."));
    ui.answers.push(undefined);
    await run("testModel", given);
    expect(ui.messages[0]?.message).toContain("scripted answered");
  });

  it("never tests another model than the one that is named", async () => {
    const { engine } = start();
    ui.answers.push(undefined);
    await run("testModel", "gone");
    expect(engine.requests).toEqual([]);
    expect(ui.messages).toMatchObject([{ severity: "error", buttons: ["Choose Model", "Open Settings"] }]);
    expect(ui.messages[0]?.message).toContain('"gone"');
  });

  it("says what is wrong and what helps, and Try Again tests again", async () => {
    const { engine } = start();
    engine.answers.push(failsWith(new ModelError("engineFailed", { subject: "x" })), says("Better."));
    ui.answers.push("Try Again", undefined);
    await run("testModel", "scripted");
    await expect.poll(() => ui.messages.at(-1)?.message).toContain("“Better.”");
    expect(ui.messages[0]).toMatchObject({
      severity: "error",
      message: expect.stringContaining("stopped unexpectedly") as string,
      buttons: ["Try Again", "Choose Model", "Show Log"],
    });
  });

  it("is an error when the model says nothing", async () => {
    const { engine } = start();
    engine.answers.push(says());
    ui.answers.push(undefined);
    await run("testModel", "scripted");
    expect(ui.messages[0]?.message).toContain("answered nothing");
  });

  it("ends without a word when the writer cancels, and lets go of everything", async () => {
    const { engine } = start();
    engine.answers.push(says("never read"));
    const testing = run("testModel", "scripted");
    ui.progress[0]?.source.cancel();
    await testing;
    expect(ui.messages).toEqual([]);
    expect(ui.progress).toMatchObject([{ done: true }]);
    expect(ui.progress[0]?.source.listeners).toBe(0);
  });
});
