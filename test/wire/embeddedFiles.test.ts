import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ModelErrorReason } from "../../src/core/models/modelError";
import { answerOf, ask, failureOf, modelFor, never } from "../support/askModel";
import { DEMO_PATH, haveEnded, onlyProcess, startEngine } from "../support/realEngine";

const REQUEST = ask({ kind: "text", text: "The captain looked at the sea" }, { maxTokens: 3 });

let folder: string;
let demo: Buffer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "inkling-weights-"));
  demo = await readFile(DEMO_PATH);
});
afterAll(() => rm(folder, { recursive: true }));

/** A file with these bytes. */
async function fileOf(name: string, bytes: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

describe("weights that cannot be loaded", () => {
  it.each<[string, ModelErrorReason, () => Promise<string>]>([
    ["a file that is not there", "fileNotFound", () => Promise.resolve(join(folder, "missing.gguf"))],
    ["a file in a folder that is not there", "fileNotFound", () => Promise.resolve("/no/such/folder/a.gguf")],
    ["no path at all", "fileNotFound", () => Promise.resolve("")],
    ["an empty file", "badFile", () => fileOf("empty.gguf", "")],
    ["a text", "badFile", () => fileOf("text.gguf", "Dear Ann, this is no model.")],
    // What a download through Git LFS leaves behind when LFS is not installed.
    ["a pointer", "badFile", () => fileOf("lfs.gguf", "version https://git-lfs.github.com/spec/v1\n")],
    ["a file cut after its first word", "badFile", () => fileOf("word.gguf", demo.subarray(0, 4))],
    ["a file cut in the header", "badFile", () => fileOf("header.gguf", demo.subarray(0, 2000))],
    ["a file cut in the middle", "badFile", () => fileOf("half.gguf", demo.subarray(0, demo.length / 2))],
    ["a file cut near its end", "badFile", () => fileOf("most.gguf", demo.subarray(0, -100_000))],
    [
      "a file of garbage after its first word",
      "badFile",
      () => fileOf("garbage.gguf", Buffer.concat([demo.subarray(0, 4), Buffer.alloc(50_000, 0x7f)])),
    ],
    ["a folder", "badFile", () => Promise.resolve(folder)],
  ])("fail with the reason and the path, and leave no process: %s", async (_, reason, make) => {
    const path = await make();
    const engine = startEngine();
    const model = await modelFor({ provider: "embedded", path }, { engine });
    const failed = failureOf(model.stream(REQUEST, never));
    const pid = await vi.waitFor(() => onlyProcess(engine), { interval: 1 });
    const { error } = await failed;
    expect(error.reason).toBe(reason);
    expect(error.details.subject).toBe(path);
    expect(engine.processIds).toEqual([]);
    await haveEnded([pid]);
  });

  it("fail every request that waits for them with the same reason", async () => {
    const engine = startEngine();
    const weights = { path: join(folder, "missing.gguf") };
    const failed = [1, 2, 3].map(() => failureOf(engine.stream(weights, REQUEST, never)));
    const reasons = (await Promise.all(failed)).map(({ error }) => error.reason);
    expect(reasons).toEqual(["fileNotFound", "fileNotFound", "fileNotFound"]);
  });
});

describe("weights that are put right", () => {
  it("are loaded by the next request, in a process that the engine keeps hold of", async () => {
    const path = join(folder, "late.gguf");
    // Should the engine lose hold of its child, this ends it all the same.
    const engine = startEngine({ idleMs: () => 3000 });
    await failureOf(engine.stream({ path }, REQUEST, never));
    await copyFile(DEMO_PATH, path);
    const answer = answerOf(engine.stream({ path }, REQUEST, never));
    const pid = onlyProcess(engine);
    expect(await answer).not.toBe("");
    expect(engine.processIds).toEqual([pid]);
  });
});

describe("what is known of weights", () => {
  it("is read once for each version of the file, without a process", async () => {
    const path = join(folder, "versions.gguf");
    const engine = startEngine();
    await expect(engine.facts(path)).rejects.toMatchObject({ reason: "fileNotFound" });
    await writeFile(path, "no model yet");
    await expect(engine.facts(path)).rejects.toMatchObject({ reason: "badFile" });
    await copyFile(DEMO_PATH, path);
    const facts = await engine.facts(path);
    expect(facts).toMatchObject({ name: "Inkling demo", contextTokens: 512 });
    expect(await engine.facts(path)).toBe(facts);
    expect(engine.processIds).toEqual([]);
  });
});

describe("a path that begins with the writer's home", () => {
  it("is found there", async () => {
    vi.stubEnv("HOME", folder);
    vi.stubEnv("USERPROFILE", folder);
    await copyFile(DEMO_PATH, join(folder, "home.gguf"));
    const model = await modelFor({ provider: "embedded", path: "~/home.gguf" }, { engine: startEngine() });
    vi.unstubAllEnvs();
    expect(model.info.model).toBe("home.gguf");
    expect(await answerOf(model.stream(REQUEST, never))).not.toBe("");
  });
});
