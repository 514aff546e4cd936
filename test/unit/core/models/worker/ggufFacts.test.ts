import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readGgufFacts } from "../../../../../src/core/models/worker/ggufFacts";
import { ggufFile, type GgufOptions, type GgufValue } from "../../../../support/ggufWriter";

const DEMO = fileURLToPath(new URL("../../../../../media/model/inkling-demo.gguf", import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "inkling-gguf-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function factsOf(bytes: Buffer) {
  const path = join(folder, "model.gguf");
  await writeFile(path, bytes);
  return readGgufFacts(path);
}
const factsWith = (metadata: Record<string, GgufValue>, options?: GgufOptions) =>
  factsOf(ggufFile({ "general.architecture": "qwen2", ...metadata }, options));

describe("what a GGUF file says of its model", () => {
  it("is what the demo model's maker wrote into it", async () => {
    expect(await readGgufFacts(DEMO)).toEqual({
      hasInfill: true,
      contextTokens: 512,
      chatTemplate: {
        source: expect.stringContaining("<|im_start|>") as string,
        bosToken: "<|endoftext|>",
        eosToken: "<|endoftext|>",
      },
      licence: "cc0-1.0",
      architecture: "llama",
      name: "Inkling demo",
    });
  });

  it("is little where little is in it", async () => {
    const little = { hasInfill: false, architecture: "qwen2" };
    expect(await factsWith({})).toEqual(little);
    expect(await factsWith({ "tokenizer.chat_template": "", "general.name": " " })).toEqual(little);
  });

  it.each<[string, GgufValue]>([
    ["32 bits", 32_768],
    ["64 bits", 32_768n],
  ])("has the window of its own architecture, in %s", async (_, tokens) => {
    const facts = await factsWith({ "llama.context_length": 7, "qwen2.context_length": tokens });
    expect(facts.contextTokens).toBe(32_768);
  });

  it("is read past values of every other kind", async () => {
    const facts = await factsWith({
      "tokenizer.ggml.scores": new Float32Array([1, 2, 3]),
      "tokenizer.ggml.merges": ["a b", "海 边"],
      "tokenizer.ggml.add_bos_token": true,
      "general.license": "apache-2.0",
    });
    expect(facts.licence).toBe("apache-2.0");
  });

  it("comes from the second version of the format, too", async () => {
    expect(await factsWith({ "general.name": "Old" }, { version: 2 })).toMatchObject({ name: "Old" });
  });

  it("is found behind a vocabulary of megabytes", async () => {
    const tokens = Array.from({ length: 40_000 }, (_, i) => `the token that has the number ${i}`);
    const facts = await factsWith({
      "tokenizer.ggml.tokens": tokens,
      "tokenizer.ggml.eos_token_id": 39_999,
      "tokenizer.chat_template": "{{ eos_token }}",
    });
    expect(facts.chatTemplate).toEqual({
      source: "{{ eos_token }}",
      eosToken: "the token that has the number 39999",
    });
  });
});

describe("infill in a GGUF file", () => {
  const vocabulary = (...tokens: string[]) => ({ "tokenizer.ggml.tokens": ["a", "b", ...tokens] });

  it.each<[string, Record<string, GgufValue>]>([
    ["named by its ids", { "tokenizer.ggml.fim_pre_token_id": 0, "tokenizer.ggml.fim_suf_token_id": 1 }],
    ["named as it was once", { "tokenizer.ggml.prefix_token_id": 0, "tokenizer.ggml.suffix_token_id": 1 }],
    ["known by Qwen's tokens", vocabulary("<|fim_prefix|>", "<|fim_suffix|>")],
    ["known by DeepSeek's tokens", vocabulary("<｜fim▁begin｜>", "<｜fim▁hole｜>")],
    ["known by CodeLlama's tokens", vocabulary("▁<PRE>", "▁<SUF>")],
  ])("is there when %s", async (_, metadata) => {
    expect((await factsWith({ ...vocabulary(), ...metadata })).hasInfill).toBe(true);
  });

  it.each<[string, Record<string, GgufValue>]>([
    ["there is nothing of it", vocabulary()],
    ["only one side has a token", vocabulary("<|fim_prefix|>")],
    [
      "an id is none of the vocabulary's",
      { "tokenizer.ggml.fim_pre_token_id": 0, "tokenizer.ggml.fim_suf_token_id": 9 },
    ],
  ])("is not there when %s", async (_, metadata) => {
    expect((await factsWith({ ...vocabulary(), ...metadata })).hasInfill).toBe(false);
  });
});

describe("a file that is no GGUF file", () => {
  const whole = () => ggufFile({ "general.name": "Whole", "tokenizer.ggml.tokens": ["a", "b"] });
  const patched = (at: number, value: number) => {
    const bytes = whole();
    bytes[at] = value;
    return bytes;
  };

  it.each<[string, () => Buffer]>([
    ["an empty one", () => Buffer.alloc(0)],
    ["a text", () => Buffer.from("version https://git-lfs.github.com/spec/v1\n")],
    ["one that breaks off in its first number", () => whole().subarray(0, 6)],
    ["one that breaks off in its last string", () => whole().subarray(0, -1)],
    ["one of the first version", () => patched(4, 1)],
    ["one with a type that nobody knows", () => patched(24 + 8 + "general.name".length, 99)],
    ["one with more pairs than a file can hold", () => patched(23, 0x7f)],
    ["one with a string longer than a file can be", () => patched(31, 0x7f)],
  ])("is a bad file: %s", async (_, bytes) => {
    await expect(factsOf(bytes())).rejects.toMatchObject({ reason: "badFile" });
  });

  it("is a bad file when it is one that breaks off in the middle of a real header", async () => {
    const demo = await readFile(DEMO);
    await expect(factsOf(demo.subarray(0, 40_000))).rejects.toMatchObject({ reason: "badFile" });
  });

  it("is not found when it is not there", async () => {
    const path = join(folder, "missing.gguf");
    const reason = { reason: "fileNotFound", details: { subject: path } };
    await expect(readGgufFacts(path)).rejects.toMatchObject(reason);
    await expect(readGgufFacts(folder)).rejects.toMatchObject({ reason: "badFile" });
  });
});
