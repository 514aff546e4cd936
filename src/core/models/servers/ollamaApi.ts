import * as v from "valibot";
import { ModelError, toModelError } from "../modelError";
import { networkError } from "../providers/networkError";
import { getJson, readText } from "./getJson";
import { jsonLines } from "./jsonStream";
import { headersOf, serverRoot, type Credentials } from "./openAiApi";
import { postJson, record, serverError } from "./postJson";

/** What Ollama says and does besides answering: https://github.com/ollama/ollama/blob/main/docs/api.md. */

/** An installed model. */
export interface OllamaModel {
  readonly name: string;
  /** The weights' size; a model that runs in Ollama's cloud has next to none. */
  readonly bytes: number;
  /** For instance "7.6B". */
  readonly parameterSize?: string;
  /** For instance "Q4_K_M". */
  readonly quantization?: string;
  /** The architecture, for instance "qwen2". */
  readonly family?: string;
  /** ISO 8601. */
  readonly modifiedAt?: string;
}

/** What Ollama knows of one model. */
export interface OllamaFacts {
  /** Only where the template leaves no doubt. */
  readonly kind?: "instruct" | "base";
  /** What Ollama allocates by itself, which is mostly far less than the model was trained for. */
  readonly contextTokens?: number;
  /** Whether it takes a `suffix`. */
  readonly infill?: boolean;
  readonly thinking?: boolean;
  readonly vision?: boolean;
  /** The title of its licence, which is its first line. */
  readonly licence?: string;
}

/** How far a download is. Each layer of a model has its own bytes. */
export interface PullProgress {
  /** Ollama's own word, for instance "pulling manifest"; the last one is "success". */
  readonly status: string;
  readonly completedBytes?: number;
  readonly totalBytes?: number;
}

/** Milliseconds that a look-up may take. */
const TIMEOUT_MS = 5_000;

/**
 * The least that Ollama allocates where nobody asked for more
 * (https://github.com/ollama/ollama/blob/main/docs/context-length.mdx).
 */
const LEAST_CONTEXT_TOKENS = 4096;

const text = v.fallback(v.optional(v.pipe(v.string(), v.nonEmpty())), undefined);
const count = v.fallback(v.optional(v.pipe(v.number(), v.minValue(1))), undefined);
const bytes = v.fallback(v.optional(v.pipe(v.number(), v.minValue(0))), undefined);

const listSchema = v.object({
  models: v.array(
    v.object({
      name: v.pipe(v.string(), v.nonEmpty()),
      size: v.fallback(v.number(), 0),
      modified_at: text,
      details: v.fallback(v.object({ parameter_size: text, quantization_level: text, family: text }), {}),
    }),
  ),
});

/** The installed models, in Ollama's order: the latest first. Throws ModelError. */
export async function listOllama(
  baseUrl: string,
  credentials: Credentials,
  signal: AbortSignal,
): Promise<OllamaModel[]> {
  const url = `${serverRoot(baseUrl)}/api/tags`;
  const request = { headers: headersOf(credentials), timeoutMs: TIMEOUT_MS };
  const answer = v.safeParse(listSchema, await getJson(url, request, signal));
  if (!answer.success) throw new ModelError("badResponse", { subject: new URL(url).host });
  return answer.output.models.map(({ name, size, modified_at, details }) => ({
    name,
    bytes: size,
    ...(details.parameter_size !== undefined && { parameterSize: details.parameter_size }),
    ...(details.quantization_level !== undefined && { quantization: details.quantization_level }),
    ...(details.family !== undefined && { family: details.family }),
    ...(modified_at !== undefined && { modifiedAt: modified_at }),
  }));
}

const showSchema = v.object({
  template: v.fallback(v.string(), ""),
  modelfile: v.fallback(v.string(), ""),
  parameters: v.fallback(v.string(), ""),
  license: v.fallback(v.string(), ""),
  capabilities: v.fallback(v.optional(v.array(v.string())), undefined),
  model_info: v.fallback(v.record(v.string(), v.unknown()), {}),
  // Where it runs in Ollama's cloud (api/types.go).
  remote_host: text,
});

type Shown = v.InferOutput<typeof showSchema>;

/** What Ollama knows of an installed model. Throws ModelError: "notFound" where it is not installed. */
export async function showOllama(
  baseUrl: string,
  model: string,
  credentials: Credentials,
  signal: AbortSignal,
): Promise<OllamaFacts> {
  const { host } = new URL(baseUrl);
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  const limited = AbortSignal.any([signal, limit]);
  try {
    const url = `${serverRoot(baseUrl)}/api/show`;
    const response = await postJson(url, { model }, { ...credentials, model, host }, limited);
    const shown = v.parse(showSchema, JSON.parse(await readText(response, host)));
    const loadedTokens = await loadedContext(baseUrl, model, credentials, limited);
    return factsOf(shown, loadedTokens);
  } catch (error) {
    if (limit.aborted && !signal.aborted) throw new ModelError("timedOut", { subject: host });
    throw toModelError(error, signal, () => new ModelError("badResponse", { subject: host }));
  }
}

const loadedSchema = v.object({
  models: v.array(v.object({ name: v.string(), context_length: count })),
});

/** The window of a model that is in memory now; undefined where it is not, and for an Ollama that does not tell. */
async function loadedContext(
  baseUrl: string,
  model: string,
  credentials: Credentials,
  signal: AbortSignal,
): Promise<number | undefined> {
  const request = { headers: headersOf(credentials), timeoutMs: TIMEOUT_MS };
  const answer = await getJson(`${serverRoot(baseUrl)}/api/ps`, request, signal).catch(() => undefined);
  const loaded = v.safeParse(loadedSchema, answer);
  if (!loaded.success) return undefined;
  return loaded.output.models.find(({ name }) => name === model || name === `${model}:latest`)
    ?.context_length;
}

function factsOf(shown: Shown, loadedTokens: number | undefined): OllamaFacts {
  const kind = kindOf(shown);
  const contextTokens = contextOf(shown, loadedTokens);
  const licence = shown.license.trim().split("\n")[0]?.trim().slice(0, 100);
  return {
    ...(kind && { kind }),
    ...(contextTokens !== undefined && { contextTokens }),
    ...(shown.capabilities && {
      infill: shown.capabilities.includes("insert"),
      thinking: shown.capabilities.includes("thinking"),
      vision: shown.capabilities.includes("vision"),
    }),
    ...(licence && { licence }),
  };
}

/** `{{ if .Suffix }}…{{ else }}`, and the end of it: how a Modelfile says what infilling is. */
const INFILL_BRANCH = /\{\{-?\s*if \.Suffix\s*-?\}\}[^]*?\{\{-?\s*else\s*-?\}\}([^]*?)\{\{-?\s*end\s*-?\}\}/;
const BARE = /^\{\{-?\s*\.Prompt\s*-?\}\}$/;
const TALKS = /\.(Messages|System|Role)\b|\bmessages\b/;

/**
 * A template that is nothing but the prompt is that of a base model. It is also what Ollama shows for weights whose
 * own template it did not know, and for models that one of its built-in renderers writes for: they stay open.
 */
function kindOf({ template, modelfile, capabilities = [] }: Shown): OllamaFacts["kind"] {
  if (TALKS.test(template) || capabilities.some((can) => can === "tools" || can === "thinking"))
    return "instruct";
  const isOpen = /^(RENDERER|PARSER) |^FROM hf\.co\//m.test(modelfile);
  return BARE.test(template.replace(INFILL_BRANCH, "$1").trim()) && !isOpen ? "base" : undefined;
}

function contextOf(
  { parameters, model_info, remote_host }: Shown,
  loadedTokens?: number,
): number | undefined {
  const architecture = model_info["general.architecture"];
  const length = typeof architecture === "string" ? model_info[`${architecture}.context_length`] : undefined;
  const trained = typeof length === "number" && length > 0 ? length : undefined;
  if (remote_host !== undefined) return trained; // its cloud allocates all there is
  const set = /^num_ctx\s+(\d+)\s*$/m.exec(parameters)?.[1];
  return loadedTokens ?? Math.min(Number(set ?? LEAST_CONTEXT_TOKENS), trained ?? Infinity);
}

const pullSchema = v.object({ status: v.string(), completed: bytes, total: bytes });

/**
 * Downloads a model into Ollama. Ends after "success"; leaving early or aborting `signal` stops the download, and
 * Ollama takes it up there the next time. Throws ModelError: "notFound" where Ollama's library has no such model.
 */
export async function* pullOllama(
  baseUrl: string,
  model: string,
  credentials: Credentials,
  signal: AbortSignal,
): AsyncGenerator<PullProgress> {
  const { host } = new URL(baseUrl);
  try {
    const url = `${serverRoot(baseUrl)}/api/pull`;
    const response = await postJson(url, { model }, { ...credentials, model, host }, signal);
    for await (const event of jsonLines(response, host)) {
      if (record(event).error) throw pullError(event, { model, host, key: credentials.key });
      const { status, completed, total } = v.parse(pullSchema, event);
      yield {
        status,
        ...(completed !== undefined && { completedBytes: completed }),
        ...(total !== undefined && { totalBytes: total }),
      };
      if (status === "success") return;
    }
    throw new ModelError("interrupted", { subject: host });
  } catch (error) {
    if (error instanceof v.ValiError) throw new ModelError("badResponse", { subject: host });
    throw toModelError(error, signal, (cause) => networkError(cause, host));
  }
}

/** Of a name that its library does not have Ollama says "pull model manifest: file does not exist" (images.go). */
function pullError(
  event: unknown,
  { model, host, key }: { model: string; host: string; key: string | undefined },
) {
  const error = serverError(event, { host, key });
  const isUnknown = /file does not exist|not found/i.test(error.details.detail ?? "");
  return isUnknown ? new ModelError("notFound", { ...error.details, subject: model }) : error;
}
