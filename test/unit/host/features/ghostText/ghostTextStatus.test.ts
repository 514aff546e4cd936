import { beforeEach, describe, expect, it } from "vitest";
import { ModelError } from "../../../../../src/core/models/modelError";
import { GhostTextLanguages } from "../../../../../src/features/ghostText/ghostTextLanguages";
import { GhostTextPause } from "../../../../../src/features/ghostText/ghostTextPause";
import { GhostTextStatus } from "../../../../../src/features/ghostText/ghostTextStatus";
import { VirtualClock } from "../../../../bench/ghost/virtualClock";
import { openEditor } from "../../../../fakes/documents";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui } from "../../../../fakes/window";
import { changeSettings, settings } from "../../../../fakes/workspace";
import { testHost } from "../../support/testHost";

beforeEach(resetVscode);

const MODEL = { model: "scripted", languageId: "markdown" };
const ASKED = { ...MODEL, kind: "asked", purpose: "suggestion" } as const;

function start() {
  const testing = testHost();
  const clock = new VirtualClock();
  const pause = new GhostTextPause(clock, testing.state);
  const languages = new GhostTextLanguages(testing.configuration);
  const status = new GhostTextStatus({ ...testing, languages, pause });
  const [item] = ui.statusItems;
  if (!item) throw new Error("There is no status item");
  return { ...testing, clock, pause, languages, status, item };
}

describe("the status item of ghost text", () => {
  it("names the model, says that it is on, and a click opens its menu", () => {
    const { item } = start();
    expect(item).toMatchObject({
      isShown: true,
      text: "$(sparkle)",
      name: "Inkling ghost text",
      command: "inkling.ghostTextMenu",
      tooltip: "scripted\n\nInkling ghost text is on.\n\nClick for its menu.",
      accessibilityInformation: {
        label: "Inkling, scripted. Inkling ghost text is on. Click for its menu.",
      },
    });
  });

  it("follows the setting", () => {
    const { item } = start();
    changeSettings("user", { "inkling.ghostText.enabled": false });
    expect(item.text).toBe("$(circle-slash)");
    expect(item.tooltip).toContain("is off.");
    changeSettings("user", { "inkling.ghostText.enabled": true });
    expect(item.text).toBe("$(sparkle)");
  });

  it("says that the active document's language is not among those of the setting", () => {
    const { item } = start();
    openEditor("<p>║", "untitled:One", "html");
    ui.activeEditorChanged.fire(undefined);
    expect(item.text).toBe("$(circle-slash)");
    expect(item.tooltip).toContain("off in this language (html)");
  });

  it("shows quiet mode, and the eagerness that is the same", async () => {
    const { item, pause } = start();
    await pause.setQuiet(true);
    expect(item.text).toBe("$(mute)");
    expect(item.tooltip).toContain("only when you ask");
    await pause.setQuiet(false);
    expect(item.text).toBe("$(sparkle)");
    changeSettings("user", { "inkling.ghostText.eagerness": "onlyWhenAsked" });
    expect(item.text).toBe("$(mute)");
  });

  it("counts the minutes of a snooze down", async () => {
    const { item, pause, clock } = start();
    pause.snooze(5);
    expect(item.text).toBe("$(bell-slash) 5 min");
    await clock.advanceTo(3 * 60_000);
    expect(item.text).toBe("$(bell-slash) 2 min");
    expect(item.accessibilityInformation.label).toContain("snoozed for 2 more min");
    await clock.advanceTo(5 * 60_000);
    expect(item.text).toBe("$(sparkle)");
    pause.snooze(Infinity);
    expect(item.text).toBe("$(bell-slash)");
  });

  it("spins while a model is asked, as long as one answer is still to come", () => {
    const { item, status } = start();
    status.told(ASKED);
    status.told({ ...ASKED, purpose: "speculation" });
    status.told({ ...MODEL, kind: "finished" });
    expect(item.text).toBe("$(loading~spin)");
    status.told({ ...MODEL, kind: "aborted" });
    status.failed(new ModelError("aborted"));
    expect(item.text).toBe("$(sparkle)");
    expect(ui.log).toEqual([]);
  });

  it("does not spin for a warm-up, nor for what is shown, accepted or refused", () => {
    const { item, status } = start();
    status.told({ ...ASKED, purpose: "warmUp" });
    status.told({ ...MODEL, kind: "accepted", characters: 3, isFirst: true });
    status.told({ ...MODEL, kind: "refused" });
    expect(item.text).toBe("$(sparkle)");
    status.told(ASKED);
    expect(item.text).toBe("$(loading~spin)");
  });

  it("says why nothing comes, without a pop-up, until something does or the settings change", () => {
    const { item, status } = start();
    const fail = () => {
      status.told(ASKED);
      status.told({ ...MODEL, kind: "failed" });
      status.failed(new ModelError("unreachable", { subject: "llm.example.com" }));
    };
    fail();
    expect(item.text).toBe("$(warning)");
    expect(item.tooltip).toContain("llm.example.com cannot be reached");
    expect(item.accessibilityInformation.label).toContain("llm.example.com cannot be reached");
    expect(item.backgroundColor).toBeDefined();
    expect(ui.messages).toEqual([]);
    expect(ui.log.map(({ message }) => message)).toEqual(["unreachable: llm.example.com"]);
    status.told(ASKED);
    expect(item.text).toBe("$(warning)");
    status.told({ ...MODEL, kind: "finished" });
    expect([item.text, item.backgroundColor]).toEqual(["$(sparkle)", undefined]);
    fail();
    changeSettings("user", { "inkling.ghostText.maxDelay": 700 });
    expect(item.text).toBe("$(sparkle)");
  });

  it("is gone after dispose and follows nothing any more", () => {
    const { item, status, configuration, languages, pause } = start();
    status.dispose();
    languages.dispose();
    pause.dispose();
    configuration.dispose();
    expect(item.isDisposed).toBe(true);
    expect(settings.configurationChanged.listeners).toBe(0);
    expect(ui.activeEditorChanged.listeners).toBe(0);
  });
});

describe("VS Code's own settings", () => {
  it("that hide ghost text are named, also when they change later", () => {
    const { item } = start();
    changeSettings("user", { "editor.inlineSuggest.enabled": false });
    expect(item.text).toBe("$(circle-slash)");
    expect(item.tooltip).toContain("editor.inlineSuggest.enabled");
    changeSettings("user", { "editor.inlineSuggest.enabled": true });
    expect(item.text).toBe("$(sparkle)");
  });

  it("that hold it back are named, and stand in the log once", () => {
    settings.user["editor.inlineSuggest.minShowDelay"] = 1000;
    const { item, status } = start();
    expect(item.text).toBe("$(sparkle)");
    expect(item.tooltip).toContain("1000 ms");
    status.told(ASKED);
    expect(ui.log).toEqual([{ level: "info", message: expect.stringContaining("minShowDelay") as string }]);
  });
});

describe("the condition of the keys", () => {
  const conditions = () =>
    host.executed.filter(([id]) => id === "setContext").map(([, key, value]) => [key, value]);
  const KEY = "inkling.ghostText.inLanguage";

  it("is whether ghost text is offered in the active document's language", () => {
    start();
    const { document } = openEditor("A house║");
    ui.activeEditorChanged.fire(undefined);
    ui.activeEditorChanged.fire(undefined);
    document.changeLanguage("html");
    changeSettings("user", { "inkling.ghostText.languages": ["html"] });
    expect(conditions()).toEqual([false, true, false, true].map((isOn) => [KEY, isOn]));
  });
});
