import * as v from "valibot";
import type { ModelSettings } from "../../settings/settings";
import type { FactsInput } from "../catalogue/modelFacts";
import { modelAddress } from "../modelAddress";
import { getJson } from "../servers/getJson";
import { hubFacts } from "../servers/hubApi";
import { propsOf } from "../servers/llamaCppApi";
import { showOllama } from "../servers/ollamaApi";
import {
  headersOf,
  LLAMA_CPP,
  listOpenAiModels,
  serverRoot,
  type Credentials,
  type ListedModel,
} from "../servers/openAiApi";
import type { Hub } from "../weights/hubGet";
import type { GgufFacts } from "../worker/ggufFacts";

/** What whoever runs a model says of it. */
export interface ServerWord {
  readonly facts: NonNullable<FactsInput["server"]>;
  /** Which model it really is, which the name in the settings need not say: an id, a name or a path. */
  readonly model?: string;
  /** Whether a chat template that is not among the facts does not exist at all. */
  readonly tellsTemplate?: boolean;
}

/** Which model, and at which server. */
type Asked = Pick<ModelSettings, "model"> & { readonly address: string };

/**
 * Asks the server of `settings` about its model: it is sent the model's name and the key, and no text. Undefined
 * where there is nobody to ask, or nobody who knows. Throws ModelError.
 */
export async function askServer(
  settings: ModelSettings,
  key: string | undefined,
  hub: Hub,
  signal: AbortSignal,
): Promise<ServerWord | undefined> {
  const { provider, model = "", baseUrl, headers } = settings;
  const address = modelAddress(settings) ?? "";
  const credentials = { key, headers };
  switch (provider) {
    case "openai-compatible":
      return listedWord({ model, address }, credentials, signal);
    case "ollama": {
      const { kind, contextTokens, vision, licence } = await showOllama(address, model, credentials, signal);
      return {
        facts: {
          ...(kind && { kind }),
          ...(contextTokens !== undefined && { contextTokens }),
          ...(vision !== undefined && { vision }),
          ...(licence !== undefined && { licence }),
        },
      };
    }
    case "llama.cpp":
      return propsWord({ address, ...(settings.model !== undefined && { model }) }, credentials, signal);
    case "huggingface":
      return baseUrl === undefined
        ? hubWord(model, hub, signal)
        : endpointWord({ model, address }, credentials, signal);
    // OpenAI's models are known by name, Azure's deployments and VS Code's models tell nothing, and files are read.
    case "openai":
    case "azure-openai":
    case "vscode":
    case "embedded":
      return undefined;
  }
}

async function listedWord(
  { address, model = "" }: Asked,
  credentials: Credentials,
  signal: AbortSignal,
): Promise<ServerWord | undefined> {
  const entry = entryOf(await listOpenAiModels(address, credentials, signal), model);
  if (!entry) return undefined;
  const { id, ownedBy, root, kind, contextTokens, vision, licence } = entry;
  const facts = {
    ...(kind && { kind }),
    ...(contextTokens !== undefined && { contextTokens }),
    ...(vision !== undefined && { vision }),
    ...(licence !== undefined && { licence }),
  };
  const listed = { facts, ...(root !== undefined && { model: root }) };
  if (ownedBy !== LLAMA_CPP) return listed;
  // The list of llama.cpp may say only how long a text the model was trained for.
  const word = await propsWord({ address, model: id }, credentials, signal).catch((error: unknown) => {
    if (signal.aborted) throw error;
    return listed;
  });
  return { ...word, facts: { ...facts, ...word.facts } };
}

/** Google lists "models/gemini-…" and takes the bare name as well; a llama.cpp with one model takes any name. */
function entryOf(listed: readonly ListedModel[], model: string): ListedModel | undefined {
  const named = listed.find(({ id }) => id === model || id === `models/${model}`);
  const [only, ...others] = listed;
  return named ?? (others.length === 0 && only?.ownedBy === LLAMA_CPP ? only : undefined);
}

async function propsWord(
  { address, model }: Asked,
  credentials: Credentials,
  signal: AbortSignal,
): Promise<ServerWord> {
  const props = await propsOf(address, { ...credentials, model }, signal);
  const { contextTokens, vision, chatTemplate, bosToken, eosToken, modelPath } = props;
  return {
    facts: {
      ...(contextTokens !== undefined && { contextTokens }),
      ...(vision !== undefined && { vision }),
      ...(chatTemplate !== undefined && {
        chatTemplate: { source: chatTemplate, ...(bosToken && { bosToken }), ...(eosToken && { eosToken }) },
      }),
    },
    ...(modelPath !== undefined && { model: modelPath }),
    tellsTemplate: chatTemplate !== undefined,
  };
}

async function hubWord(model: string, hub: Hub, signal: AbortSignal): Promise<ServerWord | undefined> {
  const facts = await hubFacts(model, hub, signal);
  return facts && { facts, tellsTemplate: true };
}

/** https://huggingface.github.io/text-generation-inference/#/Text%20Generation%20Inference/get_model_info */
const infoSchema = v.object({
  model_id: v.pipe(v.string(), v.nonEmpty()),
  max_total_tokens: v.fallback(v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))), undefined),
});

/** A dedicated endpoint runs TGI, or vLLM or llama.cpp in its place. */
async function endpointWord(
  { address, model = "" }: Asked,
  credentials: Credentials,
  signal: AbortSignal,
): Promise<ServerWord | undefined> {
  const root = serverRoot(address);
  const request = { headers: headersOf(credentials), timeoutMs: ENDPOINT_TIMEOUT_MS };
  const answer = await getJson(`${root}/info`, request, signal).catch((error: unknown) => {
    if (signal.aborted) throw error;
    return undefined;
  });
  const info = v.safeParse(infoSchema, answer);
  if (!info.success) return listedWord({ address: `${root}/v1`, model }, credentials, signal);
  const { model_id, max_total_tokens } = info.output;
  return {
    facts: { ...(max_total_tokens !== undefined && { contextTokens: max_total_tokens }) },
    model: model_id,
  };
}

/** Milliseconds; it should leave time for a second question. */
const ENDPOINT_TIMEOUT_MS = 1_500;

/** What a GGUF file says, in the same words. */
export function fileWord({ contextTokens, chatTemplate, licence, name }: GgufFacts): ServerWord {
  return {
    facts: {
      ...(contextTokens !== undefined && { contextTokens }),
      vision: false, // whatever the weights were taught: what runs them here reads text alone
      ...(chatTemplate && { chatTemplate }),
      ...(licence !== undefined && { licence }),
    },
    tellsTemplate: true,
    ...(name !== undefined && { model: name.replaceAll(" ", "-") }),
  };
}
