import { beforeEach, describe, expect, it } from "vitest";
import { ModelStatus } from "../../../../../src/features/models/modelStatus";
import type { MarkdownString } from "../../../../fakes/values";
import { resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { changeSettings, settings } from "../../../../fakes/workspace";
import { TEAM } from "../../support/modelWalk";
import { unescaped } from "../../support/markdown";
import { SCRIPTED, testHost } from "../../support/testHost";

beforeEach(() => {
  resetVscode();
  settings.user = {
    "inkling.models": [SCRIPTED, TEAM, { name: "copilot", provider: "vscode", vendor: "copilot" }],
    "inkling.model.actions": "team",
    "inkling.model.ghostText": "demo",
    "inkling.model.chat": "copilot",
  };
});

function start() {
  const testing = testHost();
  const status = new ModelStatus(testing);
  const [item] = ui.statusItems;
  if (!item) throw new Error("There is no status item");
  const source = () => (item.tooltip as unknown as MarkdownString).value;
  /** The hover's parts, one a model, each in its paragraphs. */
  const hover = () =>
    source()
      .split("\n\n---\n\n")
      .map((part) => part.split("\n\n").map(unescaped));
  return { ...testing, status, item, source, hover };
}

const USED = { model: "team", modelId: "m", promptTokens: 1000, completionTokens: 234, estimated: false };

describe("the status item of the model", () => {
  it("names the model for actions, and a click opens the list", () => {
    const { item } = start();
    expect(item).toMatchObject({
      isShown: true,
      text: "$(hubot) team",
      name: "Inkling model",
      command: "inkling.chooseModel",
      accessibilityInformation: { label: "Inkling model: team. Click to choose another." },
    });
  });

  it("says of each model in use what for, and where its text goes", () => {
    expect(start().hover()).toEqual([
      ["**team**", "Actions on the selection", "Your text goes to llm.example.com."],
      [
        "**demo model**",
        "Ghost text while typing",
        "Runs on this machine. A tiny model for trying things out, not for real work.",
      ],
      ["**copilot**", "The chat panel", "Your text goes through VS Code to copilot."],
    ]);
  });

  it("speaks of a model once that is used for everything", () => {
    for (const face of ["ghostText", "chat"]) settings.user[`inkling.model.${face}`] = "team";
    expect(start().hover()).toEqual([
      [
        "**team**",
        "Actions on the selection · Ghost text while typing · The chat panel",
        "Your text goes to llm.example.com.",
      ],
    ]);
  });

  it("takes a model's name as it is, whatever it means to Markdown", () => {
    settings.user["inkling.models"] = [{ ...TEAM, name: "[a](command:b)*" }];
    settings.user["inkling.model.actions"] = "[a](command:b)*";
    expect(start().source()).toContain("**\\[a\\]\\(command\\:b\\)\\***\n");
  });

  it.each([
    ["http://localhost:1234/v1", "Runs on this machine. Your text stays here."],
    ["http://127.0.0.1:8080", "Runs on this machine. Your text stays here."],
    ["http://[::1]:8080", "Runs on this machine. Your text stays here."],
    ["https://localhost.example.com/v1", "Your text goes to localhost.example.com."],
    ["https://127.0.0.1.example.com:8443/v1", "Your text goes to 127.0.0.1.example.com:8443."],
    ["http://192.168.1.7:11434", "Your text goes to 192.168.1.7:11434."],
  ])("says of a server at %s: %s", (baseUrl, words) => {
    settings.user["inkling.models"] = [{ ...TEAM, baseUrl }];
    expect(start().hover()[0]?.[2]).toBe(words);
  });

  it("follows the settings", () => {
    const { item, hover } = start();
    changeSettings("user", { "inkling.model.actions": "scripted" });
    expect(item.text).toBe("$(hubot) scripted");
    expect(hover()[0]?.[0]).toBe("**scripted**");
    expect(item.accessibilityInformation.label).toContain("scripted");
  });

  it("shows what was used today and by the last request, as soon as it was", () => {
    const { hover, usage } = start();
    usage.record({ ...USED, at: Date.now() }, "actions");
    expect(hover()[0]?.[3]).toBe("1,234 tokens today · last request 1,234 tokens");
    expect(hover()[1]).toHaveLength(3);
  });

  it("shows a question mark where the settings name a model that does not exist", () => {
    settings.user["inkling.model.actions"] = "gone";
    const { item, hover } = start();
    expect(item.text).toBe("$(hubot) ?");
    expect(hover()[0]).toEqual(["**?**", "Actions on the selection"]);
  });

  it("goes, and listens no more, when the extension is switched off", () => {
    const { item, status } = start();
    status.dispose();
    expect(item.isDisposed).toBe(true);
    changeSettings("user", { "inkling.model.actions": "scripted" });
    expect(item.text).toBe("$(hubot) team");
  });
});
