import * as v from "valibot";
import { MODEL_TASKS } from "./settings";

/** The checks of one entry of `inkling.models`, one variant a provider. */

const nonEmpty = v.pipe(v.string(), v.nonEmpty());
const url = v.pipe(v.string(), v.check(isHttpUrl, "url"));
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const temperature = v.pipe(v.number(), v.minValue(0), v.maxValue(2));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Options in the words of the Hugging Face pipeline, in a model's settings and in a template's front matter. */
export const generationSchema = v.strictObject({
  max_new_tokens: v.exactOptional(count),
  max_length: v.exactOptional(count),
  do_sample: v.exactOptional(v.boolean()),
  top_k: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  top_p: v.exactOptional(fraction),
  temperature: v.exactOptional(temperature),
  num_return_sequences: v.exactOptional(v.pipe(count, v.maxValue(8))),
  repetition_penalty: v.exactOptional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(4))),
  seed: v.exactOptional(v.pipe(v.number(), v.integer())),
  stop: v.exactOptional(v.array(nonEmpty)),
});

const common = {
  name: nonEmpty,
  kind: v.exactOptional(v.picklist(["instruct", "base"])),
  contextTokens: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(128))),
  temperature: v.exactOptional(temperature),
  generation: v.exactOptional(generationSchema),
};
const vision = v.exactOptional(v.boolean());
/** What a server reached by URL may be told besides. */
const http = {
  vision,
  headers: v.exactOptional(v.record(v.string(), v.string())),
  body: v.exactOptional(v.record(v.string(), v.unknown())),
};
const promptFormat = v.exactOptional(nonEmpty);

export const modelSchema = v.variant("provider", [
  v.strictObject({
    ...common,
    ...http,
    provider: v.literal("openai"),
    model: nonEmpty,
    baseUrl: v.exactOptional(url),
    api: v.exactOptional(v.picklist(["chat", "responses", "completions"])),
    promptFormat,
    organization: v.exactOptional(nonEmpty),
    project: v.exactOptional(nonEmpty),
  }),
  v.strictObject({
    ...common,
    ...http,
    provider: v.literal("openai-compatible"),
    model: nonEmpty,
    baseUrl: url,
    api: v.exactOptional(v.picklist(["chat", "responses", "completions"])),
    promptFormat,
  }),
  v.strictObject({
    ...common,
    ...http,
    provider: v.literal("azure-openai"),
    model: nonEmpty,
    baseUrl: url,
    apiVersion: v.exactOptional(nonEmpty),
    auth: v.exactOptional(v.picklist(["key", "entra"])),
    api: v.exactOptional(v.picklist(["chat", "responses", "completions"])),
    promptFormat,
  }),
  v.strictObject({
    ...common,
    ...http,
    provider: v.literal("ollama"),
    model: nonEmpty,
    baseUrl: v.exactOptional(url),
    promptFormat,
  }),
  v.strictObject({
    ...common,
    ...http,
    provider: v.literal("llama.cpp"),
    model: v.exactOptional(nonEmpty),
    baseUrl: v.exactOptional(url),
    promptFormat,
  }),
  v.strictObject({
    ...common,
    vision,
    provider: v.literal("huggingface"),
    model: v.exactOptional(nonEmpty),
    baseUrl: v.exactOptional(url),
    api: v.exactOptional(v.picklist(["chat", "completions"])),
    promptFormat,
    inferenceProvider: v.exactOptional(nonEmpty),
    task: v.exactOptional(v.picklist(MODEL_TASKS)),
  }),
  v.strictObject({
    ...common,
    vision,
    provider: v.literal("vscode"),
    model: v.exactOptional(nonEmpty),
    vendor: v.exactOptional(nonEmpty),
  }),
  v.strictObject({
    ...common,
    provider: v.literal("embedded"),
    path: nonEmpty,
    threads: v.exactOptional(count),
    gpu: v.exactOptional(
      v.union([v.picklist(["auto", "off"]), v.pipe(v.number(), v.integer(), v.minValue(0))]),
    ),
    promptFormat,
  }),
]);

export function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol);
}
