/** Whether a model sees, as its server says it, and what comes of it. */
import { describe, expect, it } from "vitest";
import { ModelFactsSource } from "../../src/core/models/facts/modelFactsSource";
import { ModelError } from "../../src/core/models/modelError";
import type { ModelSettings } from "../../src/core/settings/settings";
import { forThisTest, modelFor, silentLogger } from "../support/askModel";
import { startListServer } from "../support/fakeModelLists";
import * as wire from "../support/fakeModelListsWire";

interface Case {
  readonly says: Record<string, unknown>;
  readonly settings: Omit<ModelSettings, "name" | "baseUrl">;
  readonly path?: string;
  readonly sees: boolean;
  readonly source: string | undefined;
}

const GEMMA = "google/gemma-3-4b-it";
/** undefined: it does not tell. */
const ollama = (capabilities: readonly string[] | undefined): Case["says"] => ({
  "/api/show": { ...wire.OLLAMA_SHOW, capabilities },
});
const props = (modalities: object): Case["says"] => ({
  "/props": {
    ...wire.llamaCppProps(wire.TEMPLATE),
    model_path: "/m/gemma-3-4b-it-Q4_K_M.gguf",
    modalities,
  },
});

const CASES: Record<string, Case> = {
  "Ollama's model that sees": {
    says: ollama(["completion", "vision"]),
    settings: { provider: "ollama", model: "mine" },
    sees: true,
    source: "server",
  },
  "Ollama's model that does not, against the catalogue": {
    says: ollama(["completion"]),
    settings: { provider: "ollama", model: "gemma3" },
    sees: false,
    source: "server",
  },
  "a model of an Ollama that does not tell": {
    says: ollama(undefined),
    settings: { provider: "ollama", model: "gemma3" },
    sees: true,
    source: "catalogue",
  },
  "llama.cpp with a projector": {
    says: props({ vision: true, audio: false }),
    settings: { provider: "llama.cpp" },
    sees: true,
    source: "server",
  },
  "llama.cpp without one, against the catalogue": {
    says: props({ vision: false, audio: false }),
    settings: { provider: "llama.cpp" },
    sees: false,
    source: "server",
  },
  "llama.cpp behind OpenAI's protocol": {
    says: { "/v1/models": wire.LLAMA_CPP_LIST, ...props({ vision: true }) },
    settings: { provider: "openai-compatible", model: "any" },
    path: "/v1",
    sees: true,
    source: "server",
  },
  "LM Studio's vision model": {
    says: { "/v1/models": wire.LM_STUDIO_OPENAI_LIST, "/api/v0/models": wire.LM_STUDIO_LIST },
    settings: { provider: "openai-compatible", model: "qwen2-vl-7b-instruct" },
    path: "/v1",
    sees: true,
    source: "server",
  },
  "vLLM, which does not tell, with a model that the catalogue knows": {
    says: { "/v1/models": { data: [{ ...wire.VLLM_LIST.data[0], root: GEMMA }] } },
    settings: { provider: "openai-compatible", model: "writer" },
    path: "/v1",
    sees: true,
    source: "catalogue",
  },
  "vLLM with one that nobody knows": {
    says: { "/v1/models": wire.VLLM_LIST },
    settings: { provider: "openai-compatible", model: "writer" },
    path: "/v1",
    sees: false,
    source: undefined,
  },
  "a server against the writer's word": {
    says: ollama(["completion"]),
    settings: { provider: "ollama", model: "mine", vision: true },
    sees: true,
    source: "user",
  },
};

/** A source that may ask everybody, and has no key. */
const source = () =>
  new ModelFactsSource({
    key: () => Promise.resolve(undefined),
    mayContact: () => true,
    hub: () => ({ url: "http://127.0.0.1:1", key: () => Promise.resolve(undefined) }),
    engine: { facts: () => Promise.reject(new ModelError("fileNotFound")) },
    demoPath: "/no/demo.gguf",
    logger: silentLogger,
    timeoutMs: 20_000,
  });

describe("whether a model is shown images", () => {
  it.each(Object.entries(CASES))("%s", async (_, { says, settings, path = "", sees, source: who }) => {
    const server = await forThisTest(startListServer(says));
    const asked = { ...settings, name: "mine", baseUrl: server.url + path };
    const facts = await source().of(asked);
    expect(facts.sources.vision).toBe(who);
    const { info } = await modelFor(asked, { facts: () => Promise.resolve(facts) });
    expect(info.seesImages).toBe(sees);
  });
});
