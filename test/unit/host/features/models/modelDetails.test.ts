import { beforeEach, describe, expect, it } from "vitest";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { settings } from "../../../../fakes/workspace";
import { says } from "../../support/scriptedEngine";
import { run, shownList, startModelCommands, TEAM } from "../../support/modelWalk";
import { SCRIPTED } from "../../support/testHost";

const USE = "$(check) Use It…";
const TEST = "$(beaker) Test";
const INSTRUCT = "$(symbol-misc) Kind: instruct model";
const FORMAT = "$(comment-discussion) Prompt format: qwen2.5";
const IMAGES = "$(file-media) Images: it does not see them";
const OPEN = "$(go-to-file) Open Settings";
const REMOVE = "$(trash) Remove from the Settings";

beforeEach(() => {
  resetVscode();
  settings.user = { "inkling.models": [SCRIPTED, TEAM] };
});

/** Opens the details of a model through its button in the list; `picks` are what the writer takes then. */
async function details(name: string, ...picks: (string | undefined)[]) {
  ui.picks.push(...picks);
  const choosing = run("chooseModel", "chat");
  const list = await shownList();
  list.press(list.items.find(({ label }) => label.endsWith(`) ${name}`))?.label ?? name);
  await choosing;
}

const shown = () => ui.picked[0]?.map(({ label }) => label);
const team = () => (settings.user["inkling.models"] as unknown[])[1];

describe("a model's details", () => {
  it("are what is known of it, who said so, and what can be done", async () => {
    startModelCommands();
    await details("team", undefined);
    expect(ui.pickOptions[0]).toEqual({
      title: "team",
      placeHolder:
        "Your text goes to llm.example.com. · instruct model · 8,192 tokens of context · Apache License 2.0, commercial use allowed",
    });
    expect(shown()).toEqual([USE, TEST, INSTRUCT, FORMAT, IMAGES, OPEN, REMOVE]);
    expect(ui.picked[0]?.[2]?.description).toBe("as you set it");
    expect(ui.picked[0]?.[3]?.description).toBe("from Inkling's catalogue");
    expect(ui.picked[0]?.[4]?.description).toBe("assumed");
    expect(team()).toEqual(TEAM);
  });

  it("say that a kind is assumed where nobody knows", async () => {
    settings.user["inkling.models"] = [
      { name: "mine", provider: "azure-openai", model: "x", baseUrl: TEAM.baseUrl },
    ];
    startModelCommands();
    await details("mine", undefined);
    expect(ui.picked[0]?.[2]).toMatchObject({ label: INSTRUCT, description: "assumed" });
  });

  it("write the kind that the writer says", async () => {
    startModelCommands();
    await details("team", INSTRUCT, "base model");
    expect(team()).toEqual({ ...TEAM, kind: "base" });
    expect(ui.pickOptions[1]?.title).toBe("team");
  });

  it("forget what the writer said of the kind", async () => {
    startModelCommands();
    await details("team", INSTRUCT, "Let Inkling find out");
    expect(team()).not.toHaveProperty("kind");
    expect({ ...(team() as object), kind: TEAM.kind }).toEqual(TEAM);
  });

  it("write a format of the catalogue, and forget it", async () => {
    const { configuration } = startModelCommands();
    await details("team", FORMAT, "chatml");
    expect(team()).toEqual({ ...TEAM, promptFormat: "chatml" });
    expect(configuration.problems).toEqual([]);
    await details("team", "$(comment-discussion) Prompt format: chatml", "Let Inkling find out");
    expect(team()).toEqual(TEAM);
  });

  it("have no format for a model of VS Code's, whose entry may not have one", async () => {
    const model = {
      name: "mine",
      provider: "vscode",
      model: TEAM.model,
      kind: "instruct",
      contextTokens: 8192,
    };
    settings.user["inkling.models"] = [model];
    startModelCommands();
    await details("mine", undefined);
    expect(shown()).toEqual([USE, TEST, INSTRUCT, IMAGES, OPEN, REMOVE]);
  });

  it("write whether it sees, and forget it", async () => {
    const { configuration } = startModelCommands();
    await details("team", IMAGES, "it sees them");
    expect(team()).toEqual({ ...TEAM, vision: true });
    expect(configuration.problems).toEqual([]);
    await details("team", "$(file-media) Images: it sees them", "it does not see them");
    expect(team()).toEqual({ ...TEAM, vision: false });
    await details("team", IMAGES, "Let Inkling find out");
    expect(team()).toEqual(TEAM);
  });

  it("say that it sees, and who said so", async () => {
    settings.user["inkling.models"] = [{ name: "seer", provider: "vscode", model: "gpt-4o", vision: true }];
    startModelCommands();
    await details("seer", undefined);
    expect(ui.pickOptions[0]?.placeHolder).toContain("sees images");
    expect(ui.picked[0]?.[3]).toMatchObject({
      label: "$(file-media) Images: it sees them",
      description: "as you set it",
    });
  });

  it("ask nothing about images of what takes none: a file, a base model", async () => {
    settings.user["inkling.models"] = [SCRIPTED, { ...TEAM, kind: "base" }];
    startModelCommands();
    await details("scripted", undefined);
    await details("team", undefined);
    const labels = ui.picked.map((items) => items.map(({ label }) => label).join());
    expect(labels).toHaveLength(2);
    expect(labels.join()).not.toContain("Images");
  });

  it("change nothing when the writer leaves a question", async () => {
    startModelCommands();
    const before = structuredClone(settings.user);
    await details("team", INSTRUCT, undefined);
    await details("team", FORMAT, undefined);
    await details("team", IMAGES, undefined);
    expect(settings.user).toEqual(before);
  });

  it("use it for what the writer says", async () => {
    startModelCommands();
    await details("team", USE, "The chat panel");
    expect(settings.user["inkling.model.chat"]).toBe("team");
    expect(settings.user["inkling.model.actions"]).toBe("scripted");
  });

  it("test this very model", async () => {
    settings.user["inkling.model.actions"] = "demo";
    const { engine } = startModelCommands();
    engine.answers.push(says("Blue."));
    ui.answers.push(undefined);
    await details("scripted", TEST);
    expect(engine.requests).toMatchObject([{ path: SCRIPTED.path }]);
    expect(ui.messages[0]?.message).toContain("scripted answered");
  });

  it("lead to the settings", async () => {
    startModelCommands();
    host.ownCommands.push("workbench.action.openSettingsJson");
    await details("team", OPEN);
    expect(host.executed.at(-1)).toEqual([
      "workbench.action.openSettingsJson",
      { revealSetting: { key: "inkling.models" } },
    ]);
  });

  it("give what used it to the demo model when it is removed", async () => {
    settings.user["inkling.model.chat"] = "team";
    settings.user["inkling.model.actions"] = "scripted";
    startModelCommands();
    await details("team", REMOVE);
    expect(settings.user["inkling.model.chat"]).toBe("demo");
    expect(settings.user["inkling.model.actions"]).toBe("scripted");
  });

  it("remove it, and nothing else: entries with a mistake are the writer's own", async () => {
    settings.user["inkling.models"] = [SCRIPTED, TEAM, null, "a mistake", { provider: "unknown" }];
    startModelCommands();
    await details("team", REMOVE);
    expect(settings.user["inkling.models"]).toEqual([SCRIPTED, null, "a mistake", { provider: "unknown" }]);
  });
});

describe("the details of a workspace's model", () => {
  const theirs = { ...TEAM, name: "theirs" };

  beforeEach(() => {
    settings.folder = { "inkling.models": [theirs] };
  });

  it("are changed in the workspace's settings", async () => {
    startModelCommands();
    await details("theirs", INSTRUCT, "base model");
    expect(settings.folder["inkling.models"]).toEqual([{ ...theirs, kind: "base" }]);
    expect(settings.user["inkling.models"]).toEqual([SCRIPTED, TEAM]);
  });

  it("are removed there", async () => {
    startModelCommands();
    await details("theirs", REMOVE);
    expect(settings.folder["inkling.models"]).toEqual([]);
    expect(settings.user["inkling.models"]).toEqual([SCRIPTED, TEAM]);
  });

  it("never send a word before its address was allowed", async () => {
    startModelCommands();
    ui.answers.push(undefined, undefined);
    await details("theirs", TEST);
    expect(ui.messages).toMatchObject([
      { severity: "warning", options: { modal: true } },
      { severity: "error", buttons: ["Choose Model"] },
    ]);
  });

  it("are those of the user where both have a model with this name, since that is the one in use", async () => {
    settings.folder["inkling.models"] = [{ ...TEAM, kind: "base" }];
    startModelCommands();
    await details("team", INSTRUCT, "Let Inkling find out");
    expect(settings.folder["inkling.models"]).toEqual([{ ...TEAM, kind: "base" }]);
    expect(team()).not.toHaveProperty("kind");
  });
});
