import type { ModelSettings } from "../../settings/settings";
import { modelAddress } from "../modelAddress";
import { propsOf } from "./llamaCppApi";
import { listOllama } from "./ollamaApi";
import { LLAMA_CPP, listOpenAiModels, LM_STUDIO } from "./openAiApi";

/** A model that a server on this machine has, ready to become one of the writer's. */
export interface DiscoveredModel {
  /** As it would stand in `inkling.models`. */
  readonly settings: ModelSettings;
  readonly server: "Ollama" | "LM Studio" | "llama.cpp";
  /** Where text would go: name with port. */
  readonly where: string;
  readonly contextTokens?: number;
  /** The weights' size. */
  readonly bytes?: number;
}

/** Where servers of models are looked for. */
export interface LocalAddresses {
  readonly ollama: string;
  readonly lmStudio: string;
  /** Its port is about to change, from 8080 to 9931 (https://github.com/ggml-org/llama.cpp/pull/26508). */
  readonly llamaCpp: readonly string[];
}

/** Where they listen unless told otherwise; LM Studio's is in https://lmstudio.ai/docs/developer/core/server. */
const USUAL: LocalAddresses = {
  ollama: usual("ollama"),
  lmStudio: "http://127.0.0.1:1234",
  llamaCpp: [usual("llama.cpp"), "http://127.0.0.1:9931"],
};

function usual(provider: "ollama" | "llama.cpp"): string {
  return modelAddress({ name: "", provider }) ?? "";
}

export interface LocalSearch {
  /** Default: where these servers usually are. */
  readonly addresses?: LocalAddresses;
  /** Milliseconds for all of it. Default 700: whoever listens on this machine answers in a few. */
  readonly timeoutMs?: number;
}

/**
 * The models of the servers that run on this machine. Each is asked for its list, with no key; who is not there, or
 * answers as none of these servers does, has none. Never throws.
 */
export async function discoverLocalModels(
  signal: AbortSignal,
  { addresses = USUAL, timeoutMs = 700 }: LocalSearch = {},
): Promise<DiscoveredModel[]> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const found = await Promise.all(
    [
      ofOllama(addresses.ollama, limited),
      ofLmStudio(addresses.lmStudio, limited),
      ...addresses.llamaCpp.map((address) => ofLlamaCpp(address, limited)),
    ].map((models) => models.catch(() => [])),
  );
  return found.flat();
}

async function ofOllama(address: string, signal: AbortSignal): Promise<DiscoveredModel[]> {
  const models = await listOllama(address, {}, signal);
  // The one architecture that is for embeddings alone; the list says nothing else of what a model is for.
  const writers = models.filter(({ family }) => !family?.endsWith("bert"));
  return writers.map(({ name, bytes }) => ({
    settings: { name, provider: "ollama", model: name, ...elsewhere(address, USUAL.ollama) },
    server: "Ollama",
    where: new URL(address).host,
    bytes,
  }));
}

async function ofLmStudio(address: string, signal: AbortSignal): Promise<DiscoveredModel[]> {
  const baseUrl = `${address}/v1`;
  const models = await listOpenAiModels(baseUrl, {}, signal);
  return models
    .filter(({ ownedBy }) => ownedBy === LM_STUDIO)
    .map(({ id, contextTokens }) => ({
      settings: { name: shortName(id), provider: "openai-compatible", model: id, baseUrl },
      server: "LM Studio",
      where: new URL(address).host,
      ...withContext(contextTokens),
    }));
}

async function ofLlamaCpp(address: string, signal: AbortSignal): Promise<DiscoveredModel[]> {
  const listed = await listOpenAiModels(`${address}/v1`, {}, signal);
  const models = listed.filter(({ ownedBy }) => ownedBy === LLAMA_CPP);
  // Older lists tell only how long a text the model was trained for. With a key this is not said to everybody.
  const props = models.length === 1 ? await propsOf(address, {}, signal).catch(() => undefined) : undefined;
  return models.map(({ id, bytes, contextTokens }) => ({
    settings: {
      name: shortName(id),
      provider: "llama.cpp",
      model: id,
      ...elsewhere(address, usual("llama.cpp")),
    },
    server: "llama.cpp",
    where: new URL(address).host,
    ...withContext(props?.contextTokens ?? contextTokens),
    ...(bytes !== undefined && { bytes }),
  }));
}

function elsewhere(address: string, usualAddress: string): Pick<ModelSettings, "baseUrl"> {
  return address === usualAddress ? {} : { baseUrl: address };
}

function withContext(contextTokens: number | undefined): Pick<DiscoveredModel, "contextTokens"> {
  return contextTokens === undefined ? {} : { contextTokens };
}

/** "qwen2.5-7b-instruct" of "lmstudio-community/qwen2.5-7b-instruct" or "../models/qwen2.5-7b-instruct.gguf". */
function shortName(id: string): string {
  return id.replace(/\.gguf$/i, "").replace(/^.*[/\\](?=.)/, "");
}
