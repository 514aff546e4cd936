import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { commands } from "vscode";
import { WeightsCommands } from "../../../../../src/features/weights/weightsCommands";
import { CommandRegistry } from "../../../../../src/platform/commandRegistry";
import { Configuration } from "../../../../../src/platform/configuration";
import { ConfiguredModels } from "../../../../../src/platform/configuredModels";
import { ErrorReporter } from "../../../../../src/platform/errorReporter";
import { OutputLogger } from "../../../../../src/platform/logger";
import { host, resetVscode } from "../../../../fakes/vscode";
import { ui, type FakeQuickPick } from "../../../../fakes/window";
import { settings } from "../../../../fakes/workspace";
import type { FakeRepository } from "../../../../support/fakeHubServer";
import { bytes, filesIn, REPO, startHub } from "../../../../support/hubDownloads";

const GB = 1e9;
const QWEN = "Qwen/Qwen2.5-0.5B-Instruct-GGUF";
const QWEN_FILE = "qwen2.5-0.5b-instruct-q4_k_m.gguf";
const BASE = "mradermacher/Qwen3-1.7B-Base-GGUF";
const BASE_FILE = "Qwen3-1.7B-Base.Q4_K_M.gguf";
const MINE = { name: "mine", provider: "openai", model: "gpt" };

beforeEach(() => {
  resetVscode();
  settings.user = { "inkling.models": [MINE], "inkling.model.chat": "mine" };
});

/** The command over a Hub that has some of the short list and `REPO`. */
async function start(more: Partial<FakeRepository> & { token?: string; memoryBytes?: number } = {}) {
  const { memoryBytes = 16 * GB, token, ...repository } = more;
  const testing = await startHub(
    { "tiny-Q4_K_M.gguf": bytes(40_000) },
    { ...repository, ...(token && { token }) },
  );
  testing.repositories[QWEN] = { files: { [QWEN_FILE]: bytes(50_000), "README.md": "" } };
  testing.repositories[BASE] = { files: { [BASE_FILE]: bytes(20_000) } };
  const configuration = new Configuration();
  const asked: string[] = [];
  new WeightsCommands(new CommandRegistry(new ErrorReporter(new OutputLogger())), {
    configuration,
    configured: new ConfiguredModels(),
    hubUrl: () => `${testing.hub.url}/`,
    key: (url) => {
      asked.push(url);
      return Promise.resolve(undefined);
    },
    folder: testing.root,
    memoryBytes,
  });
  return { ...testing, asked };
}

/** Runs the command; the list is there when this resolves. */
async function open(): Promise<{ list: FakeQuickPick; done: Promise<unknown> }> {
  const before = ui.quickPicks.length;
  const done = Promise.resolve(commands.executeCommand("inkling.downloadModel"));
  await vi.waitFor(() => expect(ui.quickPicks.length).toBe(before + 1));
  return { list: ui.quickPicks[before]!, done };
}

async function take(label: string): Promise<void> {
  const { list, done } = await open();
  list.take(label);
  await done;
}

const labels = (list: FakeQuickPick) => list.items.map(({ label }) => label);
const messages = () => ui.messages.map(({ message }) => message);
const QWEN_ITEM = "$(cloud-download) Qwen2.5 0.5B Instruct";

describe("the list of Download a Local Model", () => {
  it("has what suits this computer before what is too large for it, with size, licence, languages and memory", async () => {
    await start({ memoryBytes: 8 * GB });
    const { list, done } = await open();
    const all = labels(list);
    expect(all[0]).toBe("Recommended for this computer");
    expect(all.indexOf(QWEN_ITEM)).toBeLessThan(all.indexOf("Too large for this computer"));
    expect(all.indexOf("$(cloud-download) Qwen2.5 7B Instruct")).toBeGreaterThan(
      all.indexOf("Too large for this computer"),
    );
    expect(all.slice(-2)).toEqual(["More", "$(search) Other repository on the Hub…"]);
    const item = list.items[all.indexOf(QWEN_ITEM)];
    expect(item?.description).toBe("491 MB");
    expect(item?.detail).toContain("Apache-2.0, commercial use allowed");
    expect(item?.detail).toContain("English, Chinese, French, Spanish and 9 more");
    expect(item?.detail).toContain("needs about 1 GB of memory");
    list.hide();
    await done;
    expect(ui.messages).toEqual([]);
  });

  it("asks the Hub for nothing by itself", async () => {
    const { server, asked } = await start();
    const { list, done } = await open();
    list.hide();
    await done;
    expect(server.requests).toEqual([]);
    expect(asked).toEqual([]);
  });
});

describe("a recommended model", () => {
  it("is downloaded once the writer has seen its licence, added to the user's settings, and used", async () => {
    const { root, asked, hub } = await start();
    ui.answers.push("Open Its Page", "Download", "Use It for Everything");
    await take(QWEN_ITEM);
    const [question] = ui.messages;
    expect(question).toMatchObject({
      message: "Download Qwen2.5 0.5B Instruct (0.1 MB)?",
      options: { modal: true },
    });
    expect(question?.options.detail).toContain("Licence: Apache-2.0, commercial use allowed");
    expect(question?.options.detail).not.toContain("may become slow");
    expect(host.opened).toEqual([`${hub.url}/${QWEN}`]);
    expect(await filesIn(root)).toEqual([`${QWEN}/${QWEN_FILE}`]);
    const model = { name: "Qwen2.5 0.5B Instruct", provider: "embedded", path: join(root, QWEN, QWEN_FILE) };
    expect(settings.user["inkling.models"]).toEqual([MINE, model]);
    for (const face of ["actions", "ghostText", "chat"])
      expect(settings.user[`inkling.model.${face}`]).toBe("Qwen2.5 0.5B Instruct");
    expect(new Set(asked)).toEqual(new Set([hub.url]));
  });

  it("shows how far it is, in percent that add up", async () => {
    await start();
    ui.answers.push("Download", undefined);
    await take(QWEN_ITEM);
    const shown = ui.progress.find(({ title }) => title.startsWith("Downloading Qwen2.5 0.5B Instruct"));
    expect(shown?.reports[0]?.message).toBe("0 % of 0.1 MB");
    expect(shown?.done).toBe(true);
    expect(shown?.source.listeners).toBe(0);
    expect(settings.user["inkling.model.chat"]).toBe("mine");
  });

  it("is left alone when the writer does not want it", async () => {
    const { root, storage } = await start();
    ui.answers.push(undefined);
    await take(QWEN_ITEM);
    expect(storage.requests).toEqual([]);
    await expect(filesIn(root)).rejects.toThrow("ENOENT");
    expect(settings.user["inkling.models"]).toEqual([MINE]);
  });

  it("may be too large for this computer: the question says so, and the writer may have it all the same", async () => {
    const { root } = await start({ memoryBytes: 1e6 });
    ui.answers.push("Download", undefined);
    await take(QWEN_ITEM);
    expect(ui.messages[0]?.options.detail).toContain("It may become slow or fail to load.");
    expect(await filesIn(root)).toEqual([`${QWEN}/${QWEN_FILE}`]);
  });

  it("that is a base model is one in the settings, and is offered for ghost text alone", async () => {
    await start();
    ui.answers.push("Download", "Use It for Ghost Text");
    await take("$(cloud-download) Qwen3 1.7B Base");
    expect(settings.user["inkling.models"]).toMatchObject([MINE, { name: "Qwen3 1.7B Base", kind: "base" }]);
    expect(settings.user["inkling.model.ghostText"]).toBe("Qwen3 1.7B Base");
    expect(settings.user["inkling.model.chat"]).toBe("mine");
  });

  it("gets a name that no other model has, also none of the folder", async () => {
    const taken = { ...MINE, name: "Qwen2.5 0.5B Instruct" };
    settings.user["inkling.models"] = [taken, "a mistake"];
    settings.folder["inkling.models"] = [{ ...MINE, name: "Qwen2.5 0.5B Instruct 2" }];
    await start();
    ui.answers.push("Download", undefined);
    await take(QWEN_ITEM);
    expect(settings.user["inkling.models"]).toMatchObject([
      taken,
      "a mistake",
      { name: "Qwen2.5 0.5B Instruct 3" },
    ]);
    expect(settings.folder["inkling.models"]).toHaveLength(1);
  });

  it("that the Hub no longer has is an error that says so", async () => {
    const { repositories } = await start();
    repositories[QWEN] = { files: {} };
    ui.answers.push(undefined);
    await take(QWEN_ITEM);
    expect(ui.messages).toMatchObject([{ severity: "error" }]);
    expect(messages()[0]).toContain(`${QWEN}/${QWEN_FILE}`);
  });
});

describe("another repository", () => {
  const OTHER = "$(search) Other repository on the Hub…";

  it.each([REPO, `  ${REPO} `, `https://huggingface.co/${REPO}/tree/main`, `https://hf.co/${REPO}?x=1`])(
    "is found by %j, and its files are offered with their size",
    async (typed) => {
      const { root } = await start();
      ui.inputs.push(typed);
      ui.picks.push("tiny-Q4_K_M");
      ui.answers.push("Download", undefined);
      await take(OTHER);
      expect(ui.picked.at(-1)).toMatchObject([{ label: "tiny-Q4_K_M", description: "0 MB" }]);
      expect(ui.messages[0]?.options.detail).toContain("Its page names no licence.");
      expect(await filesIn(root)).toEqual([`${REPO}/tiny-Q4_K_M.gguf`]);
    },
  );

  it("has the licence, the languages and the terms that its page names", async () => {
    await start({
      gated: "manual",
      cardData: { license: "other", license_name: "tiny-research", language: "de" },
    });
    ui.inputs.push(REPO);
    ui.picks.push("tiny-Q4_K_M");
    ui.answers.push("Download", undefined);
    await take(OTHER);
    const detail = ui.messages[0]?.options.detail;
    expect(detail).toContain("Licence: tiny-research\nLanguages: German\nIts terms have to be accepted");
    expect(ui.messages[1]).toMatchObject({ severity: "error", buttons: ["Set API Key"] });
    expect(messages()[1]).toContain(REPO);
  });

  it.each(["gpt2", "", "a/b c", "../.."])("is not asked for by %j", async (typed) => {
    const { server } = await start();
    ui.inputs.push(typed);
    await take(OTHER);
    expect(await ui.inputBoxes[0]?.validateInput?.(typed)).toBe("This should read owner/name.");
    expect(await ui.inputBoxes[0]?.validateInput?.(REPO)).toBeUndefined();
    expect(server.requests).toEqual([]);
  });

  it("without GGUF files is told", async () => {
    const { repositories } = await start();
    repositories[REPO] = { files: { "model.safetensors": bytes(10) } };
    ui.inputs.push(REPO);
    ui.answers.push(undefined);
    await take(OTHER);
    expect(messages()).toEqual([`${REPO} has no GGUF files that Inkling could use.`]);
  });

  it("is left when the writer leaves, at any question", async () => {
    const { storage } = await start();
    ui.inputs.push(undefined, REPO);
    ui.picks.push(undefined);
    await take(OTHER);
    await take(OTHER);
    expect(storage.requests).toEqual([]);
  });
});
