import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deleteWeights, listWeights } from "../../../../../src/core/models/weights/weightsFolder";

let root = "";
beforeEach(async () => (root = await mkdtemp(join(tmpdir(), "inkling-folder-"))));
afterEach(() => rm(root, { recursive: true, force: true }));

async function put(path: string, content: string | object): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), typeof content === "string" ? content : JSON.stringify(content));
}

const record = (...files: { path: string; size: number }[]) => ({
  repo: "acme/tiny",
  name: "tiny",
  kind: "instruct",
  files: files.map((file) => ({ ...file, sha256: "0" })),
});

describe("the folder of weights", () => {
  it("is empty when it is not there", async () => {
    expect(await listWeights(join(root, "none"))).toEqual({ stored: [], unfinished: [] });
  });

  it("lists what is whole, with the path to load it by", async () => {
    await put("acme/tiny/Q4/a.gguf", "1234");
    await put("acme/big/b-00002-of-00002.gguf", "12");
    await put("acme/big/b-00001-of-00002.gguf", "123");
    expect(await listWeights(root)).toEqual({
      stored: [
        {
          name: "a",
          repo: "acme/tiny",
          bytes: 4,
          path: join(root, "acme/tiny/Q4/a.gguf"),
          files: [{ path: "Q4/a.gguf" }],
        },
        {
          name: "b",
          repo: "acme/big",
          bytes: 5,
          path: join(root, "acme/big/b-00001-of-00002.gguf"),
          files: [{ path: "b-00001-of-00002.gguf" }, { path: "b-00002-of-00002.gguf" }],
        },
      ],
      unfinished: [],
    });
  });

  it("lists what was begun, and how far it came", async () => {
    const download = record(
      { path: "b-00001-of-00002.gguf", size: 10 },
      { path: "b-00002-of-00002.gguf", size: 20 },
    );
    await put("acme/tiny/b-00001-of-00002.gguf.download.json", download);
    await put("acme/tiny/b-00001-of-00002.gguf", "1234567890");
    await put("acme/tiny/b-00002-of-00002.gguf.part", "123");
    expect(await listWeights(root)).toEqual({
      stored: [],
      unfinished: [{ download, receivedBytes: 13, totalBytes: 30 }],
    });
  });

  it.each([
    ["cut off", '{"repo": "acme/tiny", "na'],
    ["without files", { ...record(), files: [] }],
    ["that points elsewhere", record({ path: "../../../secret", size: 1 })],
    ["of no repository", { ...record({ path: "a.gguf", size: 1 }), repo: "../.." }],
  ])("does not believe a record %s", async (_, content) => {
    await put("acme/tiny/a.gguf.download.json", content);
    expect(await listWeights(root)).toEqual({ stored: [], unfinished: [] });
  });

  it("lists nothing that lies there by chance", async () => {
    await put("a.gguf", "1");
    await put("acme/b.gguf", "1");
    await put("acme/tiny/c.gguf.part", "1");
    expect(await listWeights(root)).toEqual({ stored: [], unfinished: [] });
  });
});

describe("deleting weights", () => {
  it("takes all that belongs to them, and the folders that are empty then", async () => {
    for (const path of ["a.gguf", "a.gguf.download.json", "b.gguf.part", "b.gguf.part.json"])
      await put(`acme/tiny/Q4/${path}`, "1");
    await put("other/tiny/a.gguf", "1");
    await deleteWeights(root, { repo: "acme/tiny", files: [{ path: "Q4/a.gguf" }, { path: "Q4/b.gguf" }] });
    expect(await readdir(root)).toEqual(["other"]);
    await deleteWeights(root, { repo: "other/tiny", files: [{ path: "a.gguf" }] });
    expect(await readdir(root)).toEqual([]);
  });

  it("leaves the neighbours alone", async () => {
    await put("acme/tiny/a.gguf", "1");
    await put("acme/tiny/b.gguf", "1");
    await deleteWeights(root, { repo: "acme/tiny", files: [{ path: "a.gguf" }] });
    expect(await readdir(join(root, "acme/tiny"))).toEqual(["b.gguf"]);
  });

  it("is content when there is nothing to delete", async () => {
    await deleteWeights(root, { repo: "acme/none", files: [{ path: "a.gguf" }] });
    await deleteWeights(root, { repo: "acme/none", files: [] });
    expect(await readdir(root)).toEqual([]);
  });
});
