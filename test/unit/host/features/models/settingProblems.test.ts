import { beforeEach, describe, expect, it, vi } from "vitest";
import { SettingProblems } from "../../../../../src/features/models/settingProblems";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { changeSettings, settings } from "../../../../fakes/workspace";
import { testHost } from "../../support/testHost";

beforeEach(resetVscode);

function start() {
  const { configuration, logger } = testHost();
  return new SettingProblems(configuration, logger);
}

describe("what is wrong in the settings", () => {
  it("is nothing when they are right: no message", () => {
    start();
    expect(ui.messages).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ["a wrong type", { "inkling.timeout.idle": "long" }, /inkling\.timeout\.idle should be .*number.*long/],
    [
      "a missing key",
      { "inkling.models": [{ name: "x", provider: "openai" }] },
      /inkling\.models\[0\]\.model is missing/,
    ],
    [
      "an unknown key",
      { "inkling.models": [{ name: "x", provider: "embedded", path: "/x", colour: 1 }] },
      /\[0\]\.colour is not a setting/,
    ],
    [
      "no address",
      { "inkling.models": [{ name: "x", provider: "openai-compatible", model: "m", baseUrl: "localhost" }] },
      /\[0\]\.baseUrl should be an address.*localhost/,
    ],
    [
      "a reserved name",
      { "inkling.models": [{ name: "demo", provider: "embedded", path: "/x" }] },
      /\[0\]\.name: the name "demo" belongs/,
    ],
    [
      "a name given twice",
      {
        "inkling.models": [
          { name: "x", provider: "embedded", path: "/x" },
          { name: "x", provider: "embedded", path: "/y" },
        ],
      },
      /\[1\]\.name: another model is already called "x"/,
    ],
  ])("is said with the key: %s", (_, values, words) => {
    ui.answers.push(undefined);
    Object.assign(settings.user, values);
    start();
    expect(ui.messages).toMatchObject([{ severity: "warning", buttons: ["Open Settings"] }]);
    expect(ui.messages[0]?.message).toMatch(words);
    expect(ui.messages[0]?.message).not.toMatch(/\{\d|undefined/);
    expect(ui.log[0]?.message).toMatch(words);
  });

  it("is said in one message, however much it is", () => {
    ui.answers.push(undefined);
    settings.user = { "inkling.timeout.idle": "long", "inkling.ghostText.minDelay": -5 };
    start();
    expect(ui.messages).toHaveLength(1);
    expect(ui.messages[0]?.message).toMatch(/ghostText\.minDelay.*timeout\.idle/);
  });

  it("is not said again while it stays the same, and is when it is something else", () => {
    ui.answers.push(undefined, undefined);
    settings.user["inkling.timeout.idle"] = "long";
    start();
    changeSettings("user", { "inkling.ghostText.enabled": false });
    expect(ui.messages).toHaveLength(1);
    changeSettings("user", { "inkling.timeout.idle": "longer" });
    expect(ui.messages).toHaveLength(2);
  });

  it("is said again when it was mended and comes back", () => {
    ui.answers.push(undefined, undefined);
    settings.user["inkling.timeout.idle"] = "long";
    start();
    changeSettings("user", { "inkling.timeout.idle": 60 });
    changeSettings("user", { "inkling.timeout.idle": "long" });
    expect(ui.messages).toHaveLength(2);
  });

  it.each([
    ["inkling.models", [{ name: "x", provider: "openai" }]],
    ["inkling.timeout.idle", "long"],
  ])("can be mended from the message, which leads to %s", async (key, value) => {
    host.ownCommands.push("workbench.action.openSettingsJson");
    ui.answers.push("Open Settings");
    settings.user[key] = value;
    start();
    await vi.waitFor(() => expect(host.executed).toHaveLength(1));
    expect(host.executed[0]).toEqual(["workbench.action.openSettingsJson", { revealSetting: { key } }]);
  });

  it("is not said any more after dispose", () => {
    start().dispose();
    changeSettings("user", { "inkling.timeout.idle": "long" });
    expect(ui.messages).toEqual([]);
  });
});
