import { afterEach, describe, expect, it, vi } from "vitest";
import {
  ModelFactsSource,
  type ModelFactsPorts,
} from "../../../../../src/core/models/facts/modelFactsSource";
import { ModelError } from "../../../../../src/core/models/modelError";
import type { GgufFacts } from "../../../../../src/core/models/worker/ggufFacts";
import type { ModelSettings } from "../../../../../src/core/settings/settings";

const nobodyAsked = () => expect.fail("nobody is to be asked");

/** A source that fails the test when it asks a server, a file or for a key, but for what the test says. */
function sourceWith(ports: Partial<ModelFactsPorts> = {}): ModelFactsSource {
  vi.stubGlobal("fetch", nobodyAsked);
  return new ModelFactsSource({
    key: nobodyAsked,
    mayContact: () => true,
    hub: () => ({ url: "https://huggingface.co", key: nobodyAsked }),
    engine: { facts: nobodyAsked },
    demoPath: "/media/demo.gguf",
    logger: { info: nobodyAsked, warn: nobodyAsked, error: nobodyAsked },
    ...ports,
  });
}

/** What these files say. */
const files = (facts: Record<string, Partial<GgufFacts>>) => ({
  facts: (path: string) => {
    const found = facts[path];
    return found
      ? Promise.resolve({ hasInfill: false, ...found })
      : Promise.reject(new ModelError("fileNotFound", { subject: path }));
  },
});

const TEMPLATE = { source: "{% for m in messages %}{{ m.content }}{% endfor %}", eosToken: "</s>" };
const SERVER: ModelSettings = {
  name: "mine",
  provider: "openai-compatible",
  model: "writer",
  baseUrl: "https://models.example/v1",
};

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a model of which the writer has said everything", () => {
  it("needs nobody else's word", async () => {
    expect(
      await sourceWith().of({ ...SERVER, kind: "base", contextTokens: 2048, api: "completions" }),
    ).toEqual({
      kind: "base",
      contextTokens: 2048,
      sources: { kind: "user", contextTokens: "user" },
    });
    const formatted = { ...SERVER, api: "completions", promptFormat: "chatml" } as const;
    expect(await sourceWith().of({ ...formatted, kind: "instruct", contextTokens: 2048 })).toMatchObject({
      format: { source: "user", id: "chatml" },
    });
  });

  it("needs nobody to say whether it sees where it follows no conversation, or the writer said so", async () => {
    const said = { ...SERVER, contextTokens: 2048 } as const;
    expect(await sourceWith().of({ ...said, kind: "base" })).not.toHaveProperty("vision");
    for (const vision of [true, false]) {
      const facts = await sourceWith().of({ ...said, kind: "instruct", vision });
      expect(facts).toMatchObject({ vision, sources: { vision: "user" } });
    }
  });

  it("is asked about where nobody said whether it sees", async () => {
    const key = vi.fn(() => Promise.resolve(undefined));
    const logger = { info: () => {}, warn: nobodyAsked, error: nobodyAsked };
    const source = sourceWith({ key, logger });
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
    await source.of({ ...SERVER, kind: "instruct", contextTokens: 2048 });
    expect(key).toHaveBeenCalledOnce();
  });

  it("is asked about where its conversations have to be written out and nobody said how", async () => {
    const key = vi.fn(() => Promise.resolve(undefined));
    const logger = { info: () => {}, warn: nobodyAsked, error: nobodyAsked };
    const source = sourceWith({ key, logger });
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
    await source.of({ ...SERVER, kind: "instruct", contextTokens: 2048, api: "completions" });
    expect(key).toHaveBeenCalledOnce();
  });
});

describe("a model whose server has nothing to tell", () => {
  const key = () => Promise.resolve(undefined);
  it.each<[string, ModelSettings]>([
    ["OpenAI", { name: "mine", provider: "openai", model: "gpt-4.1" }],
    [
      "Azure",
      { name: "mine", provider: "azure-openai", model: "gpt-4.1", baseUrl: "https://mine.openai.azure.com" },
    ],
    ["VS Code", { name: "mine", provider: "vscode", model: "gpt-4.1" }],
  ])("of %s's is what the catalogue says", async (_, settings) => {
    expect(await sourceWith({ key }).of(settings)).toMatchObject({
      kind: "instruct",
      contextTokens: 1047576,
      sources: { kind: "catalogue", contextTokens: "catalogue" },
    });
  });

  it("is taken for an instruct model where the catalogue does not know it either", async () => {
    expect(await sourceWith({ key }).of({ name: "mine", provider: "vscode", model: "nobody-knows" })).toEqual(
      {
        kind: "instruct",
        sources: { kind: "assumed" },
      },
    );
  });
});

describe("a model in a file", () => {
  const embedded = (path: string): ModelSettings => ({ name: "mine", provider: "embedded", path });

  it("is what the file says, in the catalogue's words where the file has a known name", async () => {
    const engine = files({
      "/weights/renamed.gguf": { name: "Qwen2.5 7B Instruct", contextTokens: 32768, chatTemplate: TEMPLATE },
    });
    expect(await sourceWith({ engine }).of(embedded("/weights/renamed.gguf"))).toMatchObject({
      kind: "instruct",
      family: { id: "qwen2.5-instruct" },
      format: { source: "server", template: TEMPLATE, fallbackId: "qwen2.5" },
      sources: { kind: "catalogue", contextTokens: "server" },
    });
  });

  it("is found in the catalogue by the file's name where the file has none", async () => {
    const engine = files({ "/weights/Qwen2.5-7B-Q4_K_M.gguf": { kind: "instruct", chatTemplate: TEMPLATE } });
    expect(await sourceWith({ engine }).of(embedded("/weights/Qwen2.5-7B-Q4_K_M.gguf"))).toMatchObject({
      kind: "base",
      family: { id: "qwen2.5" },
    });
  });

  it("sees nothing, whatever it was taught: what runs it here reads text alone", async () => {
    const path = "/weights/gemma-3-4b-it-Q4_K_M.gguf";
    expect(await sourceWith({ engine: files({ [path]: {} }) }).of(embedded(path))).toMatchObject({
      family: { id: "gemma-3-it", vision: true },
      vision: false,
    });
  });

  it("that nobody knows goes on with text unless it has a template", async () => {
    const engine = files({
      "/w/a.gguf": { kind: "base" },
      "/w/b.gguf": { kind: "instruct", chatTemplate: TEMPLATE },
    });
    const source = sourceWith({ engine });
    expect(await source.of(embedded("/w/a.gguf"))).toMatchObject({
      kind: "base",
      sources: { kind: "server" },
    });
    expect(await source.of(embedded("/w/b.gguf"))).toMatchObject({
      kind: "instruct",
      sources: { kind: "server" },
    });
  });

  it("is read anew each time, since the engine knows whether it changed", async () => {
    const engine = { facts: vi.fn(() => Promise.resolve({ hasInfill: false, contextTokens: 512 })) };
    const source = sourceWith({ engine });
    await source.of(embedded("/w/a.gguf"));
    await source.of(embedded("/w/a.gguf"));
    expect(engine.facts).toHaveBeenCalledTimes(2);
  });

  it("is the demo model's where that is meant", async () => {
    const engine = files({ "/media/demo.gguf": { contextTokens: 512, kind: "base" } });
    expect(await sourceWith({ engine }).of({ name: "demo", provider: "embedded" })).toMatchObject({
      contextTokens: 512,
    });
  });

  it("is not read before the writer approved the workspace's path, and not known where it cannot be read", async () => {
    const info = vi.fn();
    const logger = { info, warn: nobodyAsked, error: nobodyAsked };
    expect(await sourceWith({ mayContact: () => false }).of(embedded("/w/a.gguf"))).toMatchObject({
      sources: { kind: "assumed" },
    });
    expect(await sourceWith({ engine: files({}), logger }).of(embedded("/w/a.gguf"))).toMatchObject({
      sources: { kind: "assumed" },
    });
    expect(info).toHaveBeenCalledExactlyOnceWith(
      "What mine (embedded) says of itself is not known: fileNotFound",
    );
  });
});
