import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { EnvFile } from "../../../../src/platform/envFile";
import { Uri } from "../../../fakes/values";
import { FakeMemento, resetVscode } from "../../../fakes/vscode";
import { ui } from "../../../fakes/window";
import { settings } from "../../../fakes/workspace";

const USE = "Use It";
const NEVER = "Never for This Folder";
const TEXT = '# mine\nOPENAI_API_KEY="sk-file"\nexport HF_TOKEN=hf_file # for models\nEMPTY=\n';

beforeEach(resetVscode);

/** A folder of the workspace, with this `.env` file where one is given. */
async function openFolder(text?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "inkling-env-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  if (text !== undefined) await writeFile(join(folder, ".env"), text);
  settings.roots = [Uri.file(folder)];
  return folder;
}

/** What the writer answers to the next offer. */
function offer(file: EnvFile, answer: string | undefined, variable = "OPENAI_API_KEY") {
  ui.answers.push(answer);
  return file.offer(variable);
}

describe("the .env file of a folder", () => {
  it("is offered in a dialog that names the variable, and used after a yes", async () => {
    await openFolder(TEXT);
    const file = new EnvFile(new FakeMemento());
    expect(await file.variables()).toEqual({});
    expect(await offer(file, USE)).toBe(true);
    expect(ui.messages).toMatchObject([
      {
        message: "This folder's .env file holds OPENAI_API_KEY. Should Inkling use it?",
        options: { modal: true },
        buttons: [USE, NEVER],
      },
    ]);
    expect(JSON.stringify(ui.messages)).not.toContain("sk-file");
    expect(await file.variables()).toEqual({ OPENAI_API_KEY: "sk-file", HF_TOKEN: "hf_file", EMPTY: "" });
  });

  it("is asked for once: a yes holds for the folder, in the next session too", async () => {
    await openFolder(TEXT);
    const state = new FakeMemento();
    await offer(new EnvFile(state), USE);
    const later = new EnvFile(state);
    expect(await later.offer("HF_TOKEN")).toBe(false);
    expect(ui.messages).toHaveLength(1);
    expect(await later.variables()).toHaveProperty("HF_TOKEN", "hf_file");
  });

  it("is not read and not asked for again after Never", async () => {
    await openFolder(TEXT);
    const state = new FakeMemento();
    expect(await offer(new EnvFile(state), NEVER)).toBe(false);
    const later = new EnvFile(state);
    expect(await later.offer("OPENAI_API_KEY")).toBe(false);
    expect(await later.variables()).toEqual({});
    expect(ui.messages).toHaveLength(1);
  });

  it("is asked for again the next time when the dialog was closed", async () => {
    await openFolder(TEXT);
    const file = new EnvFile(new FakeMemento());
    expect(await offer(file, undefined)).toBe(false);
    expect(await file.variables()).toEqual({});
    expect(await offer(file, USE)).toBe(true);
  });

  it.each(["MISTRAL_API_KEY", "EMPTY"])("is not asked for where it has no %s", async (variable) => {
    await openFolder(TEXT);
    expect(await new EnvFile(new FakeMemento()).offer(variable)).toBe(false);
    expect(ui.messages).toEqual([]);
  });

  it("is read anew each time", async () => {
    const folder = await openFolder(TEXT);
    const file = new EnvFile(new FakeMemento());
    await offer(file, USE);
    await writeFile(join(folder, ".env"), "OPENAI_API_KEY=sk-other");
    expect(await file.variables()).toEqual({ OPENAI_API_KEY: "sk-other" });
    await rm(join(folder, ".env"));
    expect(await file.variables()).toEqual({});
  });

  it("of another folder needs a yes of its own", async () => {
    await openFolder(TEXT);
    const file = new EnvFile(new FakeMemento());
    await offer(file, USE);
    await openFolder("OPENAI_API_KEY=sk-theirs");
    expect(await file.variables()).toEqual({});
    expect(await offer(file, NEVER)).toBe(false);
  });
});

describe("no .env file", () => {
  it("is looked at in a folder that is not trusted, even after a yes", async () => {
    await openFolder(TEXT);
    const file = new EnvFile(new FakeMemento());
    settings.isTrusted = false;
    expect(await file.offer("OPENAI_API_KEY")).toBe(false);
    settings.isTrusted = true;
    await offer(file, USE);
    settings.isTrusted = false;
    expect(await file.variables()).toEqual({});
    expect(ui.messages).toHaveLength(1);
  });

  it("is there in a window without a folder, and in a folder without one", async () => {
    const file = new EnvFile(new FakeMemento());
    expect([await file.offer("OPENAI_API_KEY"), await file.variables()]).toEqual([false, {}]);
    await openFolder();
    expect([await file.offer("OPENAI_API_KEY"), await file.variables()]).toEqual([false, {}]);
    expect(ui.messages).toEqual([]);
  });
});
