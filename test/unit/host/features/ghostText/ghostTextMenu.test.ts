import { beforeEach, describe, expect, it } from "vitest";
import { commands } from "vscode";
import { ModelError } from "../../../../../src/core/models/modelError";
import { GhostTextLanguages } from "../../../../../src/features/ghostText/ghostTextLanguages";
import { GhostTextMenu } from "../../../../../src/features/ghostText/ghostTextMenu";
import { GhostTextPause } from "../../../../../src/features/ghostText/ghostTextPause";
import { VirtualClock } from "../../../../bench/ghost/virtualClock";
import { openEditor } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { settings } from "../../../../fakes/workspace";
import { testHost } from "../../support/testHost";

beforeEach(resetVscode);

function start() {
  const testing = testHost();
  const pause = new GhostTextPause(new VirtualClock(), testing.state);
  const languages = new GhostTextLanguages(testing.configuration);
  const status: { error: unknown } = { error: undefined };
  new GhostTextMenu(testing.commands, { ...testing, languages, pause, status });
  return { ...testing, pause, status };
}

/** Opens the menu and takes these, one list after the other. */
async function take(...labels: (string | undefined)[]) {
  ui.picks.push(...labels);
  await commands.executeCommand("inkling.ghostTextMenu");
}

const labels = () => ui.picked[0]?.map(({ label }) => label) ?? [];

describe("the menu of ghost text", () => {
  it.each([
    ["$(circle-slash) Turn Off Everywhere", ["inkling.toggleGhostText"]],
    ["$(mute) Quiet Mode: Only When I Ask", ["inkling.toggleQuietMode"]],
    ["$(bell-slash) Snooze…", ["inkling.snoozeGhostText"]],
    ["$(edit) Continue With…", ["inkling.continueWith"]],
    ["$(hubot) Choose Model…", ["inkling.chooseModel", "ghostText"]],
    ["$(graph) Statistics", ["inkling.showGhostTextStatistics"]],
    [
      "$(settings-gear) Settings",
      ["workbench.action.openSettings", "@ext:inkling.inkling inkling.ghostText"],
    ],
  ])("leads on: %s", async (label, command) => {
    host.ownCommands.push(String(command[0]));
    start();
    await take(label);
    expect(host.executed.at(-1)).toEqual(command);
  });

  it("says first why nothing comes, and shows the message with the buttons that help", async () => {
    const { status } = start();
    status.error = new ModelError("missingKey", { subject: "api.example.com" });
    await take(undefined);
    const [first = ""] = labels();
    expect(first).toMatch(/^\$\(warning\) .*api\.example\.com/);
    ui.answers.push(undefined);
    await take(first);
    expect(ui.messages[0]).toMatchObject({ severity: "error" });
    expect(ui.messages[0]?.buttons).toContain("Set API Key");
  });

  it("does nothing when the writer leaves", async () => {
    start();
    await take(undefined);
    expect(host.executed.at(-1)).toEqual(["inkling.ghostTextMenu"]);
  });

  it("says what is on and what is not", async () => {
    settings.user["inkling.ghostText.enabled"] = false;
    settings.user["inkling.ghostText.eagerness"] = "atWordEnds";
    const { pause } = start();
    await pause.setQuiet(true);
    pause.snooze(15);
    await take(undefined);
    expect(labels()).toEqual(expect.arrayContaining(["$(sparkle) Turn On", "$(unmute) End Quiet Mode"]));
    const descriptions = ui.picked[0]?.map(({ description }) => description);
    expect(descriptions).toEqual(
      expect.arrayContaining([
        "Where a word has ended",
        "scripted",
        "Inkling ghost text is snoozed for 15 more min.",
      ]),
    );
  });

  it("turns it off and on in the language of the active document", async () => {
    start();
    openEditor("A house║", "untitled:One", "markdown");
    await take("$(circle-slash) Turn Off in This Language");
    expect(settings.user["inkling.ghostText.languages"]).not.toContain("markdown");
    expect(settings.user["inkling.ghostText.languages"]).toContain("latex");
    await take("$(sparkle) Turn On in This Language");
    expect(settings.user["inkling.ghostText.languages"]).toContain("markdown");
  });

  it("has no language to speak of without an editor", async () => {
    start();
    await take(undefined);
    expect(labels().filter((label) => label.includes("Language"))).toEqual([]);
  });

  it("chooses when it comes, the present choice marked", async () => {
    start();
    await take("$(watch) When It Comes…", "Only when asked");
    expect(ui.picked[1]?.map(({ description }) => description)).toEqual(["$(check)", "", ""]);
    expect(settings.user["inkling.ghostText.eagerness"]).toBe("onlyWhenAsked");
  });

  it.each(["editor.inlineSuggest.enabled", "editor.inlineSuggest.minShowDelay"])(
    "leads to the setting of VS Code's that stands in the way: %s",
    async (setting) => {
      settings.user[setting] = setting.endsWith("enabled") ? false : 1000;
      host.ownCommands.push("workbench.action.openSettings");
      start();
      ui.picks.push(undefined);
      await commands.executeCommand("inkling.ghostTextMenu");
      const obstacle = labels().find((label) => label.startsWith("$(warning)"));
      expect(obstacle).toContain(setting);
      await take(obstacle);
      expect(host.executed.at(-1)).toEqual(["workbench.action.openSettings", `@id:${setting}`]);
    },
  );
});
