import * as v from "valibot";
import type { ChatTemplate, FactsInput } from "../catalogue/modelFacts";
import { ModelError, toModelError } from "../modelError";
import { networkError } from "../providers/networkError";
import { isRepository } from "../weights/ggufFiles";
import { hubGet, type Hub } from "../weights/hubGet";
import { readText } from "./getJson";
import {
  contextOf,
  kindOf,
  licenceOf,
  modelSchema,
  tokenizerSchema,
  visionOf,
  type Model,
} from "./hubSchema";

/** What the Hub says of a model, in the words of `modelFacts`; without a chat template if it has none. */
export interface HubFacts extends NonNullable<FactsInput["server"]> {
  /** Where its terms have to be accepted first; the model may answer all the same. */
  readonly isGated: boolean;
  /** ISO 639 codes, mostly. */
  readonly languages: readonly string[];
}

/** One model of the Hub that some inference provider serves. */
export interface HubModel {
  readonly id: string;
  readonly kind?: "instruct" | "base";
  readonly licence?: string;
  readonly isGated: boolean;
  readonly downloads: number;
}

/**
 * What the Hub says of one model. Only for models that are asked through the Hub anyway: nobody else's model is
 * named to it. Undefined where `modelId` is no repository's name. Throws ModelError.
 *
 * @param modelId "owner/name", with or without the router's ":provider"
 */
export async function hubFacts(
  modelId: string,
  hub: Hub,
  signal: AbortSignal,
): Promise<HubFacts | undefined> {
  const repo = modelId.replace(/:[\w.-]+$/, "");
  if (!isRepository(repo)) return undefined;
  const query = expand("gated", "tags", "cardData", "config", "inferenceProviderMapping", "pipeline_tag");
  const file = (name: string) => fileOf(hub, repo, name, signal);
  const [answer, config] = await Promise.all([
    get(hub, `/api/models/${repo}?${query.toString()}`, repo, signal),
    file("config.json").then(json),
  ]);
  const model = v.safeParse(modelSchema, json(answer));
  if (!model.success) throw new ModelError("badResponse", { subject: new URL(hub.url).host });
  const chatTemplate = await chatTemplateOf(model.output, file);
  const contextTokens = contextOf(config);
  const licence = licenceOf(model.output);
  const kind = kindOf(model.output);
  const vision = visionOf(model.output);
  return {
    ...(kind && { kind }),
    ...(vision !== undefined && { vision }),
    isGated: Boolean(model.output.gated),
    languages: model.output.cardData?.language ?? [],
    ...(contextTokens !== undefined && { contextTokens }),
    ...(chatTemplate && { chatTemplate }),
    ...(licence !== undefined && { licence }),
  };
}

export interface HubSearch {
  /** Part of a model's or owner's name; empty for the most used. */
  readonly search: string;
  /** At most so many. Default 30. */
  readonly limit?: number;
}

/**
 * Text models that at least one inference provider serves
 * (https://huggingface.co/docs/inference-providers/hub-api#list-models), the most used first. Throws ModelError.
 */
export async function listHubModels(
  { search, limit = 30 }: HubSearch,
  hub: Hub,
  signal: AbortSignal,
): Promise<HubModel[]> {
  const query = expand("gated", "tags", "downloads", "inferenceProviderMapping");
  query.append("pipeline_tag", "text-generation");
  query.append("inference_provider", "all");
  query.append("sort", "downloads");
  query.append("limit", String(limit));
  if (search !== "") query.append("search", search);
  const { host } = new URL(hub.url);
  const answer = json(await get(hub, `/api/models?${query.toString()}`, host, signal));
  if (!Array.isArray(answer)) throw new ModelError("badResponse", { subject: host });
  return answer.flatMap((entry) => {
    const model = v.safeParse(modelSchema, entry);
    return model.success ? [hubModel(model.output)] : [];
  });
}

function hubModel(model: Model): HubModel {
  const kind = kindOf(model);
  const licence = licenceOf(model);
  return {
    id: model.id,
    ...(kind && { kind }),
    ...(licence !== undefined && { licence }),
    isGated: Boolean(model.gated),
    downloads: model.downloads,
  };
}

function expand(...fields: readonly string[]): URLSearchParams {
  return new URLSearchParams(fields.map((field): [string, string] => ["expand", field]));
}

/** The template in a file of its own comes before the tokenizer's, as in transformers. */
async function chatTemplateOf(
  { config }: Model,
  file: (name: string) => Promise<string | undefined>,
): Promise<ChatTemplate | undefined> {
  // Mirrors may not have read the tokenizer for us.
  const parsed = v.safeParse(
    tokenizerSchema,
    config?.tokenizer_config ?? json(await file("tokenizer_config.json")) ?? {},
  );
  if (!parsed.success) return undefined;
  const { chat_template, bos_token, eos_token } = parsed.output;
  const source = config?.chat_template_jinja ?? chat_template ?? (await file("chat_template.jinja"));
  if (!source) return undefined;
  return {
    source,
    ...(bos_token !== undefined && { bosToken: bos_token }),
    ...(eos_token !== undefined && { eosToken: eos_token }),
  };
}

/** A file of the repository; undefined where it is not there, or not for everybody. */
function fileOf(hub: Hub, repo: string, name: string, signal: AbortSignal): Promise<string | undefined> {
  return get(hub, `/${repo}/resolve/main/${name}`, repo, signal).catch((error: unknown) => {
    if (signal.aborted) throw error;
    return undefined;
  });
}

async function get(hub: Hub, path: string, subject: string, signal: AbortSignal): Promise<string> {
  const url = new URL(hub.url.replace(/\/+$/, "") + path);
  const { response, host } = await hubGet(hub, { url, subject, mayLeave: false }, signal);
  try {
    return await readText(response, host);
  } catch (error) {
    throw toModelError(error, signal, (cause) => networkError(cause, host));
  }
}

/** Undefined for what is no JSON. */
function json(body: string | undefined): unknown {
  try {
    return body === undefined ? undefined : (JSON.parse(body) as unknown);
  } catch {
    return undefined;
  }
}
