import * as v from "valibot";
import { ModelError } from "../modelError";
import { getJson } from "./getJson";

/** One entry of a server's own list of models. */
export interface ListedModel {
  readonly id: string;
  readonly kind?: "instruct" | "base";
  /** The context window in tokens: of the loaded model where the server tells, else the largest that it has. */
  readonly contextTokens?: number;
  /** Whether it sees images. */
  readonly vision?: boolean;
  readonly ownedBy?: string;
  /** As the server words it. */
  readonly licence?: string;
  /** The model behind the id, where the id is an alias. */
  readonly root?: string;
  /** The weights' size. */
  readonly bytes?: number;
}

export interface Credentials {
  readonly key?: string | undefined;
  /** The writer's own headers; `${key}` in a value stands for the key. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** How llama.cpp signs each entry of its list (its tools/server/server-context.cpp). */
export const LLAMA_CPP = "llamacpp";
/** The same for LM Studio, which in OpenAI's words says nothing else; its own list says much more. */
export const LM_STUDIO = "organization_owner";

/** Milliseconds that a list may take. */
const LIST_TIMEOUT_MS = 5_000;

/** Azure lists what could be deployed, but the deployments only to who manages them, with another token. */
const AZURE = /\.(openai|cognitiveservices|services\.ai)\.azure\.com$/;

/**
 * What a server that speaks OpenAI's protocol has to offer: GET `<baseUrl>/models`
 * (https://platform.openai.com/docs/api-reference/models/list) with what the better-known servers add to it.
 * Models that the server itself says write no text (embeddings, images, speech) are left out. Throws ModelError.
 */
export async function listOpenAiModels(
  baseUrl: string,
  credentials: Credentials,
  signal: AbortSignal,
  timeoutMs = LIST_TIMEOUT_MS,
): Promise<ListedModel[]> {
  const { host, hostname } = new URL(baseUrl);
  if (AZURE.test(hostname)) return [];
  const request = { headers: headersOf(credentials), timeoutMs };
  const listed = parseModelList(await getJson(`${withoutSlash(baseUrl)}/models`, request, signal));
  if (!listed) throw new ModelError("badResponse", { subject: host });
  if (!listed.some(({ ownedBy }) => ownedBy === LM_STUDIO)) return listed;
  const more = await getJson(`${serverRoot(baseUrl)}/api/v0/models`, request, signal).catch(
    (error: unknown) => {
      if (signal.aborted) throw error;
      return undefined; // older than 0.3.6
    },
  );
  return parseModelList(more)?.map((model) => ({ ...model, ownedBy: LM_STUDIO })) ?? listed;
}

/** A server's address without its "/v1", where what is not OpenAI's protocol has its place. */
export function serverRoot(baseUrl: string): string {
  return withoutSlash(baseUrl).replace(/\/v1$/, "");
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}

/** The headers of a request with these credentials; the writer's own win. */
export function headersOf({ key, headers = {} }: Credentials): Record<string, string> {
  const own = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), withKey(value, key)]);
  return {
    accept: "application/json",
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
    ...(Object.fromEntries(own) as Record<string, string>),
  };
}

function withKey(value: string, key = ""): string {
  return value.replaceAll("${key}", () => key);
}

const text = v.fallback(v.optional(v.pipe(v.string(), v.nonEmpty())), undefined);
const flag = v.fallback(v.optional(v.boolean()), undefined);
const count = v.fallback(v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))), undefined);
const modalities = v.fallback(v.optional(v.array(v.string())), undefined);
const part = <T extends v.ObjectEntries>(entries: T) => v.fallback(v.optional(v.object(entries)), undefined);

/** Whatever is not as documented counts as not said: one odd field must not cost the whole list. */
const entrySchema = v.object({
  id: v.pipe(v.string(), v.nonEmpty()),
  owned_by: text,
  // vLLM (ModelCard of vllm/entrypoints/openai/protocol.py)
  max_model_len: count,
  root: text,
  // LM Studio (https://lmstudio.ai/docs/developer/rest/endpoints): "llm", "vlm" or "embeddings"; Together
  // (https://docs.together.ai/reference/models): "chat", "language", "embedding", …; Mistral says "base" of
  // whatever was not fine-tuned by a customer, and Anthropic "model" of all.
  type: text,
  loaded_context_length: count,
  // LM Studio, Mistral (https://docs.mistral.ai/api/#tag/models)
  max_context_length: count,
  capabilities: part({
    completion_chat: flag,
    completion_fim: flag,
    vision: flag,
    // Anthropic
    image_input: part({ supported: flag }),
  }),
  // OpenRouter (https://openrouter.ai/docs/models), Together
  context_length: count,
  architecture: part({ input_modalities: modalities, output_modalities: modalities }),
  license: text,
  // Groq (https://console.groq.com/docs/api-reference#models)
  context_window: count,
  active: flag,
  // Anthropic (https://platform.claude.com/docs/en/api/models/list)
  max_input_tokens: count,
  // llama.cpp (https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md#get-v1models)
  meta: part({ n_ctx: count, n_ctx_train: count, size: count }),
});

type Entry = v.InferOutput<typeof entrySchema>;

/** The list in `answer`: OpenAI's object, or the bare array of Together. Undefined for what is neither. */
function parseModelList(answer: unknown): ListedModel[] | undefined {
  const entries = v.safeParse(
    v.union([v.array(v.unknown()), v.object({ data: v.array(v.unknown()) })]),
    answer,
  );
  if (!entries.success) return undefined;
  const list = Array.isArray(entries.output) ? entries.output : entries.output.data;
  const models = list.flatMap((entry) => {
    const { success, output } = v.safeParse(entrySchema, entry);
    return success && writesText(output) ? [listedModel(output)] : [];
  });
  return [...new Map(models.map((model) => [model.id, model])).values()];
}

const OTHER_TYPES: ReadonlySet<string> = new Set([
  "embedding",
  "embeddings",
  "rerank",
  "moderation",
  "image",
  "video",
  "audio",
  "transcribe",
]);

function writesText({ type, active, architecture, capabilities }: Entry): boolean {
  if (active === false || (type !== undefined && OTHER_TYPES.has(type))) return false;
  if (architecture?.output_modalities?.includes("text") === false) return false;
  return capabilities?.completion_chat !== false || capabilities.completion_fim !== false;
}

function listedModel(entry: Entry): ListedModel {
  const { id, owned_by, root, license, meta } = entry;
  const kind = kindOf(entry);
  const contextTokens = contextOf(entry);
  const vision = visionOf(entry);
  return {
    id,
    ...(kind && { kind }),
    ...(contextTokens !== undefined && { contextTokens }),
    ...(vision !== undefined && { vision }),
    ...(owned_by !== undefined && { ownedBy: owned_by }),
    ...(license !== undefined && { licence: license }),
    ...(root !== undefined && root !== id && { root }),
    ...(meta?.size !== undefined && { bytes: meta.size }),
  };
}

/** What is allocated comes before what would be possible. */
function contextOf(entry: Entry): number | undefined {
  return (
    entry.loaded_context_length ??
    entry.max_model_len ??
    entry.meta?.n_ctx ??
    entry.meta?.n_ctx_train ??
    entry.max_context_length ??
    entry.context_length ??
    entry.context_window ??
    entry.max_input_tokens
  );
}

function visionOf({ type, capabilities, architecture }: Entry): boolean | undefined {
  if (type === "vlm" || type === "llm") return type === "vlm"; // LM Studio
  return (
    architecture?.input_modalities?.includes("image") ??
    capabilities?.vision ??
    capabilities?.image_input?.supported
  );
}

function kindOf({ type, capabilities }: Entry): ListedModel["kind"] {
  if (type === "chat" || capabilities?.completion_chat === true) return "instruct";
  return type === "language" ? "base" : undefined;
}
