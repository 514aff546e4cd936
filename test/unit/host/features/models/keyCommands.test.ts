import { beforeEach, describe, expect, it } from "vitest";
import { commands } from "vscode";
import { ModelError } from "../../../../../src/core/models/modelError";
import { KeyCommands } from "../../../../../src/features/models/keyCommands";
import { keyOwner } from "../../../../../src/platform/apiKeys";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { settings } from "../../../../fakes/workspace";
import { testHost } from "../../support/testHost";

const TEAM = {
  name: "team",
  provider: "openai-compatible",
  model: "m",
  baseUrl: "https://llm.example.com/v1",
} as const;
const ROUTER = { ...TEAM, name: "router", baseUrl: "https://router.huggingface.co/v1" };

beforeEach(() => {
  resetVscode();
  settings.user = { "inkling.models": [TEAM, ROUTER], "inkling.model.chat": "demo" };
});

function start() {
  const testing = testHost();
  new KeyCommands(testing.commands, testing);
  return testing;
}

const lastList = () => ui.picked.at(-1) ?? [];

describe("Set API Key", () => {
  it("asks whose, then for the key, which is hidden, and stores it for that host alone", async () => {
    const { secrets } = start();
    ui.picks.push("team");
    ui.inputs.push("  mine  ");
    ui.answers.push(undefined);
    await commands.executeCommand("inkling.setApiKey");
    expect(lastList().map(({ label }) => label)).toEqual(["OpenAI", "Hugging Face", "team", "router"]);
    expect(ui.inputBoxes).toMatchObject([{ title: "API key for llm.example.com", password: true }]);
    expect([...secrets.stored]).toEqual([["inkling.key:openai-compatible:llm.example.com", "mine"]]);
  });

  it("asks only for the key where the host is known", async () => {
    const { secrets } = start();
    ui.inputs.push("mine");
    ui.answers.push(undefined);
    await commands.executeCommand("inkling.setApiKey", "llm.example.com");
    expect([...secrets.stored.keys()]).toEqual(["inkling.key:openai-compatible:llm.example.com"]);
  });

  it.each([["evil.example.net"], [42], [{}]])(
    "does not believe a stranger's %j: it asks whose",
    async (given) => {
      const { secrets } = start();
      ui.picks.push(undefined);
      await commands.executeCommand("inkling.setApiKey", given);
      expect(ui.picked).toHaveLength(1);
      expect(secrets.stored.size).toBe(0);
    },
  );

  it.each([[undefined], [""], ["   "]])("stores nothing when the key is %j", async (key) => {
    const { secrets } = start();
    ui.inputs.push(key);
    await commands.executeCommand("inkling.setApiKey", "llm.example.com");
    expect(secrets.stored.size).toBe(0);
    expect(ui.messages).toEqual([]);
  });

  it("under a missing key mends the model that missed it, also where two providers share a host", async () => {
    const { errors, keys } = start();
    const owner = keyOwner(ROUTER);
    if (!owner) throw new Error("The router needs a key");
    ui.inputs.push("hf_mine");
    ui.answers.push(undefined);
    await errors.apply("setApiKey", new ModelError("unauthorized", { subject: owner.host }));
    expect(await keys.get(owner)).toBe("hf_mine");
  });

  it("never says the key again", async () => {
    start();
    ui.inputs.push("sk-mine-123456");
    ui.answers.push(undefined);
    await commands.executeCommand("inkling.setApiKey", "llm.example.com");
    expect(JSON.stringify([ui.messages, ui.log, host.executed])).not.toContain("mine-123456");
  });
});

describe("Remove API Key", () => {
  it("forgets the key of the chosen host alone", async () => {
    const { secrets } = start();
    secrets.stored.set("inkling.key:openai:api.openai.com", "a");
    secrets.stored.set("inkling.key:huggingface:router.huggingface.co", "b");
    ui.picks.push("OpenAI");
    ui.answers.push(undefined);
    await commands.executeCommand("inkling.removeApiKey");
    expect([...secrets.stored.keys()]).toEqual(["inkling.key:huggingface:router.huggingface.co"]);
  });

  it("forgets none when the writer leaves", async () => {
    const { secrets } = start();
    secrets.stored.set("inkling.key:openai:api.openai.com", "a");
    ui.picks.push(undefined);
    await commands.executeCommand("inkling.removeApiKey");
    expect(secrets.stored.size).toBe(1);
  });
});
