import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { commands } from "vscode";
import { WeightsCommands } from "../../../../../src/features/weights/weightsCommands";
import { CommandRegistry } from "../../../../../src/platform/commandRegistry";
import { Configuration } from "../../../../../src/platform/configuration";
import { ConfiguredModels } from "../../../../../src/platform/configuredModels";
import { ErrorReporter } from "../../../../../src/platform/errorReporter";
import { OutputLogger } from "../../../../../src/platform/logger";
import { resetVscode } from "../../../../fakes/vscode";
import { ui, type FakeQuickPick } from "../../../../fakes/window";
import { changeSettings, settings } from "../../../../fakes/workspace";
import { bytes, filesIn, finish, pauseAt, REPO, startHub } from "../../../../support/hubDownloads";

const FILE = "tiny.gguf";
const SIZE = 40_000;

beforeEach(() => resetVscode());

/** A window over a Hub and a folder. */
async function start() {
  const testing = await startHub({ [FILE]: bytes(SIZE) });
  new WeightsCommands(new CommandRegistry(new ErrorReporter(new OutputLogger())), {
    configuration: new Configuration(),
    configured: new ConfiguredModels(),
    hubUrl: () => testing.hub.url,
    key: () => Promise.resolve(undefined),
    folder: testing.root,
    memoryBytes: 16e9,
  });
  return { ...testing, path: join(testing.root, REPO, FILE) };
}

async function open(): Promise<{ list: FakeQuickPick; done: Promise<unknown> }> {
  const before = ui.quickPicks.length;
  const done = Promise.resolve(commands.executeCommand("inkling.downloadModel"));
  return { list: await nextList(before), done };
}

async function nextList(before = ui.quickPicks.length): Promise<FakeQuickPick> {
  await vi.waitFor(() => expect(ui.quickPicks.length).toBe(before + 1));
  return ui.quickPicks[before]!;
}

const firstItems = (list: FakeQuickPick) => list.items.slice(0, 2).map(({ label }) => label);
const messages = () => ui.messages.map(({ message }) => message);

describe("a download that is cancelled", () => {
  it("is paused, and goes on from the list, where it is no longer while it runs", async () => {
    const { storage, run, root } = await start();
    storage.fail({ kind: "stall", afterBytes: 10_000 }, { kind: "stall", afterBytes: 10_000 });
    await pauseAt(10_000, run);

    const first = await open();
    expect(firstItems(first.list)).toEqual(["Unfinished", "$(debug-pause) tiny"]);
    expect(first.list.items[1]?.description).toBe("0 MB of 0 MB; go on");
    first.list.take("$(debug-pause) tiny");
    await storage.waitFor(({ requests }) => requests.length === 2);
    const meanwhile = await open();
    expect(firstItems(meanwhile.list)).not.toContain("Unfinished");
    meanwhile.list.hide();
    await meanwhile.done;

    ui.answers.push(undefined);
    ui.progress[0]?.source.cancel();
    await first.done;
    expect(messages()).toEqual(["tiny is paused. Run Download a Local Model to go on."]);
    expect(settings.user["inkling.models"]).toBeUndefined();

    const last = await open();
    ui.answers.push(undefined);
    last.list.take("$(debug-pause) tiny");
    await last.done;
    expect(await filesIn(root)).toEqual([`${REPO}/${FILE}`]);
    expect(messages().at(-1)).toBe('The model "tiny" is on this computer and in your settings.');
  });

  it("is not begun a second time", async () => {
    const { storage, run } = await start();
    storage.fail({ kind: "stall", afterBytes: 10_000 }, { kind: "stall", afterBytes: 10_000 });
    await pauseAt(10_000, run);
    const first = await open();
    const second = await open();
    first.list.take("$(debug-pause) tiny");
    await storage.waitFor(({ requests }) => requests.length === 2);
    ui.answers.push(undefined, undefined);
    second.list.take("$(debug-pause) tiny");
    await second.done;
    expect(messages()).toEqual(["tiny is already being downloaded."]);
    expect(storage.requests).toHaveLength(2);
    ui.progress[0]?.source.cancel();
    await first.done;
  });
});

describe("a downloaded model", () => {
  it("stands on top of the list, and taking it adds it to the settings once", async () => {
    const { run, path } = await start();
    await finish(run());
    for (let times = 0; times < 2; times++) {
      const { list, done } = await open();
      expect(firstItems(list)).toEqual(["Downloaded", "$(check) tiny"]);
      ui.answers.push("Use It for Everything");
      list.take("$(check) tiny");
      await done;
    }
    expect(settings.user["inkling.models"]).toEqual([{ name: "tiny", provider: "embedded", path }]);
    expect(settings.user["inkling.model.actions"]).toBe("tiny");
  });

  it("is deleted by its button after a question, with its model, and the list is there again", async () => {
    const { run, path, root } = await start();
    await finish(run());
    const other = { name: "other", provider: "openai", model: "m" };
    changeSettings("user", {
      "inkling.models": [{ name: "my tiny", provider: "embedded", path }, other],
      "inkling.model.chat": "my tiny",
      "inkling.model.actions": "other",
    });
    const { list, done } = await open();
    ui.answers.push("Delete");
    const before = ui.quickPicks.length;
    list.press("$(check) tiny");
    const again = await nextList(before);
    expect(again.items.map(({ label }) => label)).not.toContain("Downloaded");
    again.hide();
    await done;
    expect(ui.messages).toMatchObject([
      { severity: "warning", options: { modal: true }, buttons: ["Delete"] },
    ]);
    expect(await filesIn(root)).toEqual([]);
    expect(settings.user["inkling.models"]).toEqual([other]);
    expect(settings.user["inkling.model.chat"]).toBe("demo");
    expect(settings.user["inkling.model.actions"]).toBe("other");
  });

  it("stays when the writer thinks better of it", async () => {
    const { run, root } = await start();
    await finish(run());
    const { list, done } = await open();
    ui.answers.push(undefined);
    const before = ui.quickPicks.length;
    list.press("$(check) tiny");
    (await nextList(before)).hide();
    await done;
    expect(await filesIn(root)).toEqual([`${REPO}/${FILE}`]);
  });

  it("may be deleted before it is whole", async () => {
    const { run, root, storage } = await start();
    storage.fail({ kind: "stall", afterBytes: 10_000 });
    await pauseAt(10_000, run);
    const { list, done } = await open();
    ui.answers.push("Delete");
    const before = ui.quickPicks.length;
    list.press("$(debug-pause) tiny");
    (await nextList(before)).hide();
    await done;
    expect(await filesIn(root)).toEqual([]);
    expect(settings.user["inkling.models"]).toBeUndefined();
  });
});
