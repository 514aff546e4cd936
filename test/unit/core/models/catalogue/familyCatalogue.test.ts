import { readFileSync } from "node:fs";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { familiesSchema } from "../../../../../src/core/models/catalogue/catalogueSchema";
import data from "../../../../../src/core/models/catalogue/families.json";
import { families, familyById, findFamily } from "../../../../../src/core/models/catalogue/familyCatalogue";
import { PROMPT_FORMAT_IDS } from "../../../../../src/core/models/catalogue/promptFormat";
import { jsonSchemaOf } from "./jsonSchemaOf";

/** Every id of a family, with its sizes written out and a date for what may follow. */
const idsOf = ({ match, sizes }: ReturnType<typeof families>[number]) =>
  match
    .flatMap((id) => (id.includes("{size}") ? sizes.map((size) => id.replace("{size}", size)) : [id]))
    .map((id) => id.replace("-*", "-2025-01-31"));

describe("the data", () => {
  it("are what the schema asks for", () => {
    expect(v.safeParse(familiesSchema, data).issues).toBeUndefined();
  });

  it("have a JSON Schema that asks for the same", () => {
    const file = JSON.parse(readFileSync("src/core/models/catalogue/families.schema.json", "utf8")) as object;
    expect(file).toEqual({
      $schema: "http://json-schema.org/draft-07/schema#",
      title: "Inkling's catalogue of language model families",
      ...jsonSchemaOf(familiesSchema),
    });
  });

  it("give every family an id of its own", () => {
    expect(new Set(families().map(({ id }) => id)).size).toBe(families().length);
  });

  it("name only formats that there are, and none for a base model", () => {
    for (const { id, kind, promptFormat } of families()) {
      if (kind === "base") expect(promptFormat, id).toBeUndefined();
      else if (promptFormat !== undefined) expect(PROMPT_FORMAT_IDS, id).toContain(promptFormat);
    }
  });

  it("leave no format without a family, but for Qwen2's", () => {
    const used = new Set(families().map(({ promptFormat }) => promptFormat));
    expect(PROMPT_FORMAT_IDS.filter((id) => !used.has(id))).toEqual(["qwen2"]);
  });

  it.each(families().map((family) => [family.id, family] as const))(
    "find %s by each of its ids",
    (id, family) => {
      for (const modelId of idsOf(family)) expect(findFamily(modelId)?.id, modelId).toBe(id);
    },
  );

  it("say the same of the same licence everywhere", () => {
    const seen = new Map<string, unknown>();
    for (const { licence } of families()) {
      expect(licence).toEqual(seen.get(licence.id) ?? licence);
      seen.set(licence.id, licence);
    }
  });

  it("say that a model thinks implicitly just where its format has opened the tag", () => {
    const implicit = families().filter(({ thinking }) => thinking === "implicit");
    const opened = families().filter(({ promptFormat }) =>
      ["qwq", "deepseek-r1"].includes(promptFormat ?? ""),
    );
    expect(implicit).toEqual(opened);
  });

  it("have the 46 natural languages of BLOOM", () => {
    // https://huggingface.co/bigscience/bloom: ROOTS has 46 natural languages, Chinese in both scripts.
    const languages = familyById("bloom")!.languages;
    expect(languages).toHaveLength(46);
    expect(new Set(languages).size).toBe(46);
    expect(languages.map((code) => new Intl.DisplayNames("en", { type: "language" }).of(code))).not.toContain(
      undefined,
    );
  });

  it("know Pythia from 70M to 12B", () => {
    expect(familyById("pythia")?.sizes).toEqual(["70m", "160m", "410m", "1b", "1.4b", "2.8b", "6.9b", "12b"]);
  });

  it("say who refuses temperature: OpenAI's reasoning models", () => {
    const refusing = ["o1", "o3-mini", "o4-mini-2025-04-16", "gpt-5", "gpt-5-mini"];
    const taking = ["gpt-4o", "gpt-4.1-mini", "gpt-5-chat-latest", "gpt-3.5-turbo"];
    expect(refusing.map((id) => findFamily(id)?.refusesSampling)).toEqual(refusing.map(() => true));
    expect(taking.map((id) => findFamily(id)!.refusesSampling)).toEqual(taking.map(() => undefined));
  });

  it("say who sees, and never of a base model", () => {
    const seeing = [
      "gpt-4o-mini",
      "gpt-4.1",
      "o1",
      "o4-mini",
      "gpt-5-nano",
      "gemma3:4b",
      "llama4:scout",
      "claude-sonnet-4-5",
      "claude-3-7-sonnet-20250219",
      "models/gemini-2.5-flash",
      "gemini-3-pro-preview",
    ];
    const blind = [
      "o3-mini",
      "gpt-4",
      "gpt-3.5-turbo",
      "gemma3:1b",
      "llama3.2:3b",
      "gpt-oss:20b",
      "qwen3:8b",
    ];
    expect(seeing.map((id) => findFamily(id)?.vision)).toEqual(seeing.map(() => true));
    expect(blind.map((id) => findFamily(id)!.vision)).toEqual(blind.map(() => undefined));
    expect(families().filter(({ kind, vision }) => kind === "base" && vision)).toEqual([]);
  });

  it("say that a licence forbids or allows commercial use", () => {
    expect(familyById("stablelm-tuned-alpha")?.licence).toMatchObject({
      id: "CC-BY-NC-SA-4.0",
      commercialUse: "no",
    });
    expect(familyById("dolly-v2")?.licence).toMatchObject({ id: "MIT", commercialUse: "yes" });
    expect(familyById("bloom")?.licence.commercialUse).toBe("conditions");
  });
});

describe("finding a family", () => {
  it.each([
    ["a Hub id", "tiiuae/falcon-7b-instruct", "falcon-instruct"],
    ["a base model beside its instruct model", "tiiuae/falcon-7b", "falcon"],
    ["any case", "QWEN/qwen2.5-7b-INSTRUCT", "qwen2.5-instruct"],
    ["a size with a licence of its own", "Qwen/Qwen2.5-3B-Instruct", "qwen2.5-3b-instruct"],
    ["a dated snapshot", "gpt-4o-2024-08-06", "gpt-4o"],
    ["the longer of two ids that fit", "gpt-3.5-turbo-instruct-0914", "gpt-3.5-turbo-instruct"],
    ["Ollama's tag", "falcon:7b-instruct", "falcon-instruct"],
    ["Ollama's tag with a quantization", "falcon:7b-instruct-q4_0", "falcon-instruct"],
    ["Ollama's latest", "llama3.2:latest", "llama-3.2-instruct"],
    ["a GGUF of somebody else's", "bartowski/Qwen2.5-7B-Instruct-GGUF", "qwen2.5-instruct"],
    ["that with a quantization", "bartowski/Llama-3.2-3B-Instruct-GGUF:Q4_K_M", "llama-3.2-instruct"],
    ["that behind a host", "hf.co/unsloth/phi-4-GGUF", "phi-4"],
    ["an AWQ", "TheBloke/Mistral-7B-Instruct-v0.2-AWQ", "mistral-instruct-v0.2"],
    ["a model at a provider", "meta-llama/Llama-3.1-8B-Instruct:fireworks-ai", "llama-3.1-instruct"],
    ["a file", "/home/me/models/qwen2.5-7b-instruct-q4_k_m.gguf", "qwen2.5-instruct"],
    ["a file of Windows", "C:\\models\\Phi-4-Q4_K_M.gguf", "phi-4"],
    [
      "the first part of a file",
      "DeepSeek-R1-Distill-Qwen-32B-F16-00001-of-00002.gguf",
      "deepseek-r1-distill-qwen",
    ],
    ["bits behind a dot", "mpt-7b-instruct.Q8_0.gguf", "mpt-instruct"],
  ])("knows %s: %s", (_, modelId, id) => {
    expect(findFamily(modelId)?.id).toBe(id);
  });

  it.each([
    "somebody/Qwen2.5-7B-MyTune",
    "somebody/falcon-7b-instruct-ft-alpaca",
    "my-falcon",
    "falcon",
    "falcon-7b-instruct-v9",
    "Qwen/Qwen2.5-9B-Instruct",
    "gpt-4ominous",
    "llama",
    "-gguf",
    "/",
    "",
  ])("guesses nothing at %j", (modelId) => {
    expect(findFamily(modelId)).toBeUndefined();
  });

  it("knows no other id", () => {
    expect(familyById("falcon-9000")).toBeUndefined();
  });
});
