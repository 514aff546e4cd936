import { describe, expect, it } from "vitest";
import {
  groupGguf,
  isRepository,
  isSafePath,
  weightsPath,
} from "../../../../../src/core/models/weights/ggufFiles";

const file = (path: string, size = 10) => ({ path, size });
const names = (...paths: string[]) => groupGguf(paths.map((path) => file(path))).map(({ name }) => name);

describe("the weights among a repository's files", () => {
  it("are its GGUF files, the smallest first, and nothing else", () => {
    const files = [
      file("b-Q8_0.gguf", 90),
      file("README.md", 1),
      file("dir/a-Q4_K_M.GGUF", 40),
      file("c.gguf.txt"),
    ];
    expect(groupGguf(files)).toEqual([
      { name: "a-Q4_K_M", bytes: 40, files: [files[2]] },
      { name: "b-Q8_0", bytes: 90, files: [files[0]] },
    ]);
  });

  it("have the parts of a split file together, in their order", () => {
    const parts = [
      file("m-00002-of-00002.gguf", 3),
      file("m-00001-of-00002.gguf", 9),
      file("m-00001-of-00001.gguf", 1),
    ];
    expect(
      groupGguf(parts).map(({ name, bytes, files }) => [name, bytes, files.map(({ path }) => path)]),
    ).toEqual([
      ["m", 1, ["m-00001-of-00001.gguf"]],
      ["m", 12, ["m-00001-of-00002.gguf", "m-00002-of-00002.gguf"]],
    ]);
  });

  it.each([
    ["the first", ["m-00002-of-00002.gguf"]],
    ["the last", ["m-00001-of-00002.gguf"]],
    ["one in the middle", ["m-00001-of-00003.gguf", "m-00003-of-00003.gguf"]],
    ["one, which lies in another folder", ["a/m-00001-of-00002.gguf", "b/m-00002-of-00002.gguf"]],
  ])("are none where a part is missing: %s", (_, paths) => {
    expect(names(...paths)).toEqual([]);
  });

  it("are neither the eyes of a vision model nor the statistics of a quantizer", () => {
    expect(names("mmproj-model-f16.gguf", "x/mmproj.gguf", "imatrix_unsloth.gguf", "m-imatrix.gguf")).toEqual(
      ["m-imatrix"],
    );
  });

  it("are none of an empty repository", () => {
    expect(groupGguf([])).toEqual([]);
  });
});

describe("a path of a repository", () => {
  it.each(["a.gguf", "Q4_K_M/model-00001-of-00002.gguf", "a b (1)/模型.gguf", "v1.5/a..b.gguf"])(
    "may be one on the disk: %s",
    (path) => expect(isSafePath(path)).toBe(true),
  );

  it.each([
    "",
    "/a",
    "a/",
    "a//b",
    "..",
    "../a",
    "a/../b",
    "./a",
    ".git/a",
    "a\\b",
    "c:/a",
    "a?",
    "a\u0000b",
    "nul. ",
    "a.",
  ])("may not: %j", (path) => expect(isSafePath(path)).toBe(false));

  it("lies under the folder, by owner and name", () => {
    expect(weightsPath("/models", "Qwen/Qwen3-4B-GGUF", "sub/a.gguf").replaceAll("\\", "/")).toBe(
      "/models/Qwen/Qwen3-4B-GGUF/sub/a.gguf",
    );
  });
});

describe("a repository's name", () => {
  it.each(["Qwen/Qwen2.5-0.5B-Instruct-GGUF", "a/b", "01-ai/Yi_6B"])("is owner and name: %s", (text) =>
    expect(isRepository(text)).toBe(true),
  );

  it.each(["", "gpt2", "a/b/c", "../b", "a/..", "a /b", "a/b?x", "模/型"])("is no %j", (text) =>
    expect(isRepository(text)).toBe(false),
  );
});
