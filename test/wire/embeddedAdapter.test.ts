import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adaptPrompt } from "../../src/core/models/adaptPrompt";
import { modelFacts } from "../../src/core/models/catalogue/modelFacts";
import { ModelFactsSource } from "../../src/core/models/facts/modelFactsSource";
import type { ModelRequest } from "../../src/core/models/languageModel";
import type { Prompt } from "../../src/core/models/prompt";
import type { ModelPorts } from "../../src/core/models/modelPorts";
import type { EmbeddedEngine } from "../../src/core/models/worker/embeddedEngine";
import { DEMO_MODEL, type ModelSettings } from "../../src/core/settings/settings";
import { answerOf, ask, chat, collect, failureOf, modelFor, never, silentLogger } from "../support/askModel";
import { writeDemoVariant, type DemoVariant } from "../support/demoVariant";
import { createEngine, DEMO_PATH, startEngine, stopEngine } from "../support/realEngine";

const STORY: Prompt = { kind: "text", text: "The captain looked at the sea" };
const TRANSLATE = chat("Translate to French:\n\nThank you very much.");

let engine: EmbeddedEngine;
let folder: string;
beforeAll(async () => {
  engine = createEngine();
  folder = await mkdtemp(join(tmpdir(), "inkling-variants-"));
});
afterAll(async () => {
  await stopEngine(engine);
  await rm(folder, { recursive: true });
});

const greedy = (prompt: Prompt, more: Partial<ModelRequest["sampling"]> = {}) =>
  ask(prompt, { temperature: 0, ...more });

/** The adapter, with all that is known of the model. */
const adapter = (settings: Partial<ModelSettings>, ports: Partial<ModelPorts> = {}) => {
  const files = ports.engine ?? engine;
  const hub = () => {
    throw new Error("a file is no business of the Hub's");
  };
  const known = { key: () => Promise.resolve(undefined), mayContact: () => true, hub, logger: silentLogger };
  const source = new ModelFactsSource({ ...known, engine: files, demoPath: DEMO_PATH });
  return modelFor(
    { provider: "embedded", path: DEMO_PATH, ...settings },
    { engine, demoPath: DEMO_PATH, facts: (of) => source.of(of), ...ports },
  );
};

async function variant(name: string, what: DemoVariant): Promise<string> {
  const path = join(folder, `${name}.gguf`);
  await writeDemoVariant(path, what);
  return path;
}

const promptTokens = async (stream: ReturnType<EmbeddedEngine["stream"]>) => {
  const finish = (await collect(stream)).at(-1);
  return finish?.kind === "finish" ? finish.usage?.promptTokens : undefined;
};

describe("what the embedded adapter says of a model", () => {
  it("is what its file says: the demo model, whatever else the settings say", async () => {
    const model = await adapter({ name: DEMO_MODEL, path: "/no/such.gguf" });
    expect(model.info).toMatchObject({
      name: DEMO_MODEL,
      model: "inkling-demo.gguf",
      kind: "instruct",
      prompts: ["chat", "text", "infill"],
      contextTokens: 512,
      facts: { licence: { name: "cc0-1.0" } },
    });
    expect(model.info.host).toBeUndefined();
    const spanish = greedy(chat("Translate to Spanish:\n\nThe house is big."));
    expect(await answerOf(model.stream(spanish, never))).toBe("La casa es grande.");
  });

  it("is that it only goes on with text, for want of a chat template", async () => {
    const path = await variant("base", { chatTemplate: undefined });
    const model = await adapter({ path });
    expect(model.info).toMatchObject({ kind: "base", prompts: ["text", "infill"] });
    expect(await answerOf(model.stream(greedy(STORY), never))).toMatch(/\w+ \w+/);
  });

  it("has no infill where the vocabulary has no tokens for it", async () => {
    const path = await variant("plain", { chatTemplate: undefined, hasInfill: false });
    const model = await adapter({ path });
    expect(model.info.prompts).toEqual(["text"]);
    const gap: Prompt = { kind: "infill", prefix: "She opened the door and ", suffix: "." };
    expect((await failureOf(model.stream(greedy(gap), never))).error.reason).toBe("badRequest");
    // llama.cpp itself finds none either.
    const { prefix } = gap;
    const request = (prompt: Prompt) => engine.stream({ path, contextTokens: 512 }, greedy(prompt), never);
    expect(await answerOf(request(gap))).toBe(await answerOf(request({ kind: "text", text: prefix })));
  });

  it("is what the writer says, whatever stands in the file", async () => {
    const { info } = await adapter({ kind: "base", contextTokens: 128 });
    expect(info).toMatchObject({ kind: "base", prompts: ["text", "infill"], contextTokens: 128 });
  });

  it("is little for a file that cannot be read, which the request then says", async () => {
    const path = join(folder, "missing.gguf");
    const model = await adapter({ path });
    expect(model.info).toMatchObject({ kind: "instruct", prompts: ["chat", "text"] });
    expect((await failureOf(model.stream(greedy(TRANSLATE), never))).error.reason).toBe("fileNotFound");
  });
});

describe("a conversation with an embedded model", () => {
  it("is written in the format that the settings name, with its control tokens as such", async () => {
    const own = await adapter({ contextTokens: 512 });
    const told = await adapter({ contextTokens: 512, promptFormat: "chatml" });
    expect(told.info.prompts).toEqual(["text", "infill"]);
    const prompt = adaptPrompt(TRANSLATE, told.info);
    expect(prompt).toMatchObject({ kind: "text", text: expect.stringContaining("<|im_start|>") as string });
    const chunks = await collect(told.stream(greedy(prompt), never));
    // The demo model was taught ChatML, so it makes no difference which of the two writes it.
    const expected = await collect(own.stream(greedy(TRANSLATE), never));
    expect(chunks.slice(0, -1)).toEqual(expected.slice(0, -1));
    expect(chunks.at(-1)).toMatchObject({ kind: "finish", reason: "stop" });
  });

  it("is written in the catalogue's format where the file has no template", async () => {
    const path = await variant("untold", { chatTemplate: undefined });
    const facts = () => Promise.resolve(modelFacts({ user: { kind: "instruct", promptFormat: "chatml" } }));
    const model = await adapter({ path, contextTokens: 512 }, { facts });
    expect(model.info).toMatchObject({ kind: "instruct", prompts: ["text", "infill"] });
    const prompt = adaptPrompt(TRANSLATE, model.info);
    expect(await answerOf(model.stream(greedy(prompt), never))).toBe("Merci beaucoup.");
  });

  it("has control tokens only where a format put them, and never in a text of the writer's", async () => {
    const model = await adapter({ contextTokens: 512, promptFormat: "chatml" });
    const text = "<|im_start|>user\n";
    const ofWriter = await promptTokens(
      model.stream(greedy({ kind: "text", text }, { maxTokens: 1 }), never),
    );
    const ofFormat = await promptTokens(
      model.stream(greedy({ kind: "text", text, stop: ["<|im_end|>"] }, { maxTokens: 1 }), never),
    );
    expect(ofWriter).toBeGreaterThan(ofFormat! + 3);
  });

  it("ends before a control token that the format names as its end", async () => {
    const model = await adapter({ contextTokens: 512, promptFormat: "chatml" });
    // The model goes on with this token, which is none that ends an answer by itself.
    const text = "<|im_start|>user\nTranslate to French:\n\nThank you very much.<|im_end|>\n";
    const chunks = await collect(model.stream(greedy({ kind: "text", text, stop: ["<|im_start|>"] }), never));
    expect(chunks).toEqual([{ kind: "finish", reason: "stop", usage: expect.any(Object) as object }]);
  });

  it("shows what the model thinks as reasoning", async () => {
    const chatTemplate =
      "{%- for m in messages %}{{ '<|im_start|>' + m.role + '\\n' }}" +
      "{%- if m.reasoning_content %}{{ '<think>' + m.reasoning_content + '</think>' }}{%- endif %}" +
      "{{ m.content + '<|im_end|>\\n' }}{%- endfor %}" +
      "{%- if add_generation_prompt %}{{ '<|im_start|>assistant\\n<think>' }}{%- endif %}";
    const model = await adapter({ path: await variant("thinker", { chatTemplate }), contextTokens: 512 });
    const request = greedy(chat("Write a short poem about the sea."), { maxTokens: 20 });
    const chunks = await collect(model.stream(request, never));
    // The template has opened the thoughts, and so small a model never comes to their end.
    expect(new Set(chunks.slice(0, -1).map(({ kind }) => kind))).toEqual(new Set(["reasoning"]));
    expect(chunks.length).toBeGreaterThan(5);
    const usage = {
      promptTokens: expect.any(Number) as number,
      completionTokens: expect.any(Number) as number,
    };
    expect(chunks.at(-1)).toEqual({ kind: "finish", reason: "length", usage });
  });
});

describe("the settings of an embedded model", () => {
  it("give the temperature unless the request has its own", async () => {
    const cold = await adapter({ contextTokens: 512, temperature: 0 });
    const answers = async (sampling: Partial<ModelRequest["sampling"]>) => {
      const seeds = [1, 2, 3].map((seed) => answerOf(cold.stream(ask(STORY, { seed, ...sampling }), never)));
      return new Set(await Promise.all(seeds)).size;
    };
    expect(await answers({})).toBe(1);
    expect(await answers({ temperature: 1.5 })).toBe(3);
  });

  it("keep the answer within their window", async () => {
    const model = await adapter({ contextTokens: 64 });
    const finish = (await collect(model.stream(greedy(STORY, { maxTokens: 500 }), never))).at(-1);
    expect(finish).toMatchObject({ kind: "finish", reason: "length" });
    const used = finish?.kind === "finish" && finish.usage!.promptTokens + finish.usage!.completionTokens;
    expect(used).toBeLessThan(64);
  });

  it("are told what llama.cpp cannot do, and it does the rest", async () => {
    const lacking: string[] = [];
    const lacks = (model: string, option: string) => lacking.push(`${model} ${option}`);
    const model = await adapter({ contextTokens: 512 }, { lacks });
    const request = greedy(STORY, { logprobs: true, topK: 5, repetitionPenalty: 1.2, stop: ["#"] });
    expect(await answerOf(model.stream(request, never))).not.toBe("");
    expect(lacking).toEqual(["inkling-demo.gguf logprobs"]);
  });

  it.each([["auto"], [99]] as const)(
    "may ask for a graphics card, and the processor does it when there is none: %s",
    async (gpu) => {
      const warnings: string[] = [];
      const own = startEngine({ logger: { ...silentLogger, warn: (message) => warnings.push(message) } });
      for (const contextTokens of [512, 256]) {
        const model = await adapter({ contextTokens, gpu }, { engine: own });
        expect(await answerOf(model.stream(greedy(STORY, { maxTokens: 3 }), never))).not.toBe("");
      }
      // Only the binaries for Apple's processors come with a graphics card's.
      const hasCard = process.platform === "darwin" && process.arch === "arm64";
      const told = ["No graphics card can be used for inkling-demo.gguf: it runs on the processor"];
      expect(warnings).toEqual(hasCard ? [] : told);
    },
  );

  it.each([["off"], [0], [undefined]] as const)("may do without a graphics card: %s", async (gpu) => {
    const warnings: string[] = [];
    const own = startEngine({ logger: { ...silentLogger, warn: (message) => warnings.push(message) } });
    const model = await adapter({ ...(gpu !== undefined && { gpu }) }, { engine: own });
    expect(await answerOf(model.stream(greedy(STORY, { maxTokens: 3 }), never))).not.toBe("");
    expect(warnings).toEqual([]);
  });
});
