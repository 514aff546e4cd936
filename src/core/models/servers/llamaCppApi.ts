import * as v from "valibot";
import { ModelError } from "../modelError";
import { getJson } from "./getJson";
import { headersOf, serverRoot, type Credentials } from "./openAiApi";

// https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md

/**
 * What it serves. Whether the model can infill is not among it: only `/infill` itself knows the vocabulary's tokens.
 */
export interface LlamaCppProps {
  /** The window of one slot in tokens: what a request can use. */
  readonly contextTokens?: number;
  /** Whether it has a projector for images (`--mmproj`). */
  readonly vision?: boolean;
  /** Jinja. llama.cpp states ChatML for weights that have none. */
  readonly chatTemplate?: string;
  readonly bosToken?: string;
  readonly eosToken?: string;
  readonly modelPath?: string;
  readonly modelAlias?: string;
}

/** Milliseconds that a look-up may take. */
const TIMEOUT_MS = 5_000;

const text = v.fallback(v.optional(v.pipe(v.string(), v.nonEmpty())), undefined);
const settingsSchema = v.object({ n_ctx: v.pipe(v.number(), v.integer(), v.minValue(1)) });

const modalitiesSchema = v.object({ vision: v.boolean() });

const propsSchema = v.object({
  default_generation_settings: v.fallback(v.optional(settingsSchema), undefined),
  modalities: v.fallback(v.optional(modalitiesSchema), undefined),
  chat_template: text,
  bos_token: text,
  eos_token: text,
  model_path: text,
  model_alias: text,
});

/**
 * GET `/props`. A server with several models ("router mode") tells of `model`, and of none without it.
 * Throws ModelError: "loading" while the weights are being read.
 */
export async function propsOf(
  baseUrl: string,
  { model, ...credentials }: Credentials & { readonly model?: string | undefined },
  signal: AbortSignal,
): Promise<LlamaCppProps> {
  const url = new URL(`${serverRoot(baseUrl)}/props`);
  if (model !== undefined) url.searchParams.set("model", model);
  const answer = v.safeParse(propsSchema, await get(url, headersOf(credentials), signal));
  if (!answer.success) throw new ModelError("badResponse", { subject: url.host });
  const { default_generation_settings: settings, ...props } = answer.output;
  return {
    ...(settings && { contextTokens: settings.n_ctx }),
    ...(props.modalities && { vision: props.modalities.vision }),
    ...(props.chat_template !== undefined && { chatTemplate: props.chat_template }),
    ...(props.bos_token !== undefined && { bosToken: props.bos_token }),
    ...(props.eos_token !== undefined && { eosToken: props.eos_token }),
    ...(props.model_path !== undefined && { modelPath: props.model_path }),
    ...(props.model_alias !== undefined && { modelAlias: props.model_alias }),
  };
}

/** Whether it can be asked, or still reads its weights; it tells without a key. Throws ModelError where neither. */
export async function health(baseUrl: string, signal: AbortSignal): Promise<"ready" | "loading"> {
  try {
    await get(new URL(`${serverRoot(baseUrl)}/health`), {}, signal);
    return "ready";
  } catch (error) {
    if (error instanceof ModelError && error.reason === "loading") return "loading";
    throw error;
  }
}

async function get(url: URL, headers: Record<string, string>, signal: AbortSignal): Promise<unknown> {
  try {
    return await getJson(url, { headers, timeoutMs: TIMEOUT_MS }, signal);
  } catch (error) {
    // Until its weights are read it answers 503 to everything (README, GET /health).
    const isLoading = error instanceof ModelError && error.details.status === 503;
    throw isLoading ? new ModelError("loading", error.details) : error;
  }
}
