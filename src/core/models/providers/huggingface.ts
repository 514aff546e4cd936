import {
  InferenceClient,
  InferenceClientInputError,
  InferenceClientRoutingError,
} from "@huggingface/inference";
import type { ModelSettings } from "../../settings/settings";
import type { FinishReason, LanguageModel, ModelChunk, ModelInfo, ModelRequest } from "../languageModel";
import { ModelError } from "../modelError";
import type { ModelPorts } from "../modelPorts";
import { guardedStream } from "./guardedStream";
import { httpError } from "./httpError";
import { networkError } from "./networkError";

/** Where the Hub's inference providers are reached (`@huggingface/inference`, its router). */
export const HUGGINGFACE_HOST = "router.huggingface.co";

/**
 * Hugging Face: the Hub's inference providers, a dedicated endpoint, or a text-generation-inference server
 * by URL. Instruct models answer chat completions, base ones text generation.
 */
export function createHuggingFaceModel(settings: ModelSettings, ports: ModelPorts): LanguageModel {
  const { name, baseUrl, kind = "instruct", contextTokens } = settings;
  const host = baseUrl === undefined ? HUGGINGFACE_HOST : new URL(baseUrl).host;
  const model = settings.model ?? host;
  const info: ModelInfo = {
    name,
    model,
    kind,
    prompts: [kind === "base" ? "text" : "chat"],
    host,
    ...(contextTokens !== undefined && { contextTokens }),
  };

  async function* open(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    const key = await ports.key();
    if (key === undefined && baseUrl === undefined) throw new ModelError("missingKey", { subject: host });
    // With another maker's key the client would go to that maker's host, which is not the one that was chosen.
    if (key !== undefined && baseUrl === undefined && !key.startsWith("hf_")) {
      throw new ModelError("unauthorized", { subject: host });
    }
    const client = new InferenceClient(key);
    const response: { last?: Response } = {};
    const options = {
      signal,
      // The client's own retry repeats a 503 at once and without end.
      retry_on_error: false,
      // Its errors drop the headers, and Retry-After is in them. A redirect would carry the text to a host that
      // the writer did not choose. Its look-up of providers takes no signal.
      fetch: async (input: string | URL | Request, init?: RequestInit) =>
        (response.last = await fetch(input, { signal, ...init, redirect: "manual" })),
    };
    const target =
      baseUrl === undefined
        ? { model, provider: (settings.inferenceProvider ?? "auto") as "auto" }
        : // Without a model the client would send the endpoint's address in its place; TGI serves just one.
          { model: settings.model ?? "tgi", endpointUrl: baseUrl };
    const { prompt, sampling } = request;
    const temperature = sampling.temperature ?? settings.temperature;
    try {
      if (prompt.kind === "chat") {
        const system = prompt.system ? [{ role: "system", content: prompt.system }] : [];
        const body = {
          messages: [...system, ...prompt.messages.map((message) => ({ ...message }))],
          max_tokens: sampling.maxTokens,
          ...(temperature !== undefined && { temperature }),
          ...(sampling.topP !== undefined && { top_p: sampling.topP }),
          ...(sampling.seed !== undefined && { seed: sampling.seed }),
          ...(sampling.stop?.length && { stop: [...sampling.stop] }),
        };
        yield* chatChunks(client.chatCompletionStream({ ...target, ...body }, options), host);
      } else if (prompt.kind === "text") {
        const parameters = {
          max_new_tokens: sampling.maxTokens,
          return_full_text: false,
          // TGI's /v1/completions samples unless the temperature is exactly 0 (its router/src/server.rs).
          ...(temperature !== undefined && { temperature, ...(temperature > 0 && { do_sample: true }) }),
          ...(sampling.topP !== undefined && sampling.topP < 1 && { top_p: sampling.topP }),
          ...(sampling.topK !== undefined && { top_k: sampling.topK }),
          ...(sampling.seed !== undefined && { seed: sampling.seed }),
          ...(sampling.stop?.length && { stop: [...sampling.stop] }),
        };
        const body = { inputs: prompt.text, parameters };
        yield* textChunks(client.textGenerationStream({ ...target, ...body }, options), host);
      } else {
        throw new ModelError("badRequest", { subject: model });
      }
    } catch (error) {
      throw error instanceof ModelError ? error : toError(error, model, host, response.last);
    }
  }

  return {
    info,
    stream: (request, signal) =>
      guardedStream((combined) => open(request, combined), {
        signal,
        idleMs: ports.idleMs,
        subject: host,
        toError: (error) => toError(error, model, host, undefined),
      }),
  };
}

interface ChatDelta {
  readonly content?: string | null;
  readonly reasoning_content?: string | null;
  readonly reasoning?: string | null;
}

/** Hosts behind the router send chunks without choices, and choices without a delta, whatever the types say. */
interface ChatChunk {
  readonly choices?: readonly { readonly delta?: ChatDelta | null; readonly finish_reason?: string | null }[];
}

async function* chatChunks(stream: AsyncIterable<unknown>, subject: string): AsyncGenerator<ModelChunk> {
  let understood = false;
  for await (const chunk of stream as AsyncIterable<ChatChunk | string>) {
    const choices = typeof chunk === "object" ? chunk.choices : undefined;
    understood ||= choices !== undefined;
    const { delta, finish_reason: finish } = choices?.[0] ?? {};
    const reasoning = delta?.reasoning_content ?? delta?.reasoning;
    if (reasoning) yield { kind: "reasoning", text: reasoning };
    if (delta?.content) yield { kind: "text", text: delta.content };
    if (finish) {
      yield { kind: "finish", reason: finishReason(finish) };
      return;
    }
  }
  if (!understood) throw new ModelError("badResponse", { subject });
}

/**
 * Despite its type the client yields what the server sent: chunks of the completions protocol from endpoints
 * and most providers, tokens of TGI's own from the rest.
 */
interface TextChunk {
  readonly choices?: readonly { readonly text?: string; readonly finish_reason?: string | null }[];
  readonly token?: { readonly text: string; readonly special: boolean };
  readonly generated_text?: string | null;
  readonly details?: { readonly finish_reason?: string } | null;
}

async function* textChunks(stream: AsyncIterable<unknown>, subject: string): AsyncGenerator<ModelChunk> {
  let understood = false;
  for await (const chunk of stream as AsyncIterable<TextChunk | string>) {
    const read = typeof chunk === "object" ? readTextChunk(chunk) : undefined;
    if (!read) continue;
    understood = true;
    if (read.text) yield { kind: "text", text: read.text };
    if (read.finish) {
      yield { kind: "finish", reason: finishReason(read.finish) };
      return;
    }
  }
  if (!understood) throw new ModelError("badResponse", { subject });
}

/** Undefined for what is none of the two protocols'. */
function readTextChunk(chunk: TextChunk): { text: string; finish?: string } | undefined {
  if (chunk.choices) {
    const { text = "", finish_reason } = chunk.choices[0] ?? {};
    // TGI streams the end token itself, such as "</s>", as the text of the last chunk.
    if (finish_reason) return { text: finish_reason === "eos_token" ? "" : text, finish: finish_reason };
    return { text };
  }
  if (!chunk.token) return undefined;
  const text = chunk.token.special ? "" : chunk.token.text;
  const isLast = typeof chunk.generated_text === "string";
  return isLast ? { text, finish: chunk.details?.finish_reason ?? "stop" } : { text };
}

function finishReason(reason: string): FinishReason {
  if (reason === "length") return "length";
  return reason === "content_filter" ? "filtered" : "stop";
}

interface ProviderFailure {
  readonly httpResponse: { readonly status: number; readonly body: unknown };
}

function toError(error: unknown, model: string, host: string, response: Response | undefined): ModelError {
  if (error instanceof InferenceClientInputError || error instanceof InferenceClientRoutingError) {
    return new ModelError("notFound", { subject: model }); // nobody serves it
  }
  if (!isProviderFailure(error)) return networkError(error, host);
  // Without the cause: the client's error holds the whole request.
  const { status, body } = error.httpResponse;
  if (status >= 400) {
    return httpError({
      status,
      subject: status === 404 ? model : host,
      retryAfter: response?.headers.get("retry-after"),
      detail: errorText(body),
    });
  }
  // Either an error event inside a good stream, or an answer that is no stream at all (a web page).
  const inStream = typeof body === "object" && body !== null && "error" in body;
  return inStream
    ? httpError({ subject: host, detail: errorText(body) })
    : new ModelError("badResponse", { subject: host });
}

function isProviderFailure(error: unknown): error is Error & ProviderFailure {
  return error instanceof Error && "httpResponse" in error;
}

/** The server's own words: TGI sends `{error: "…"}`, chat endpoints `{error: {message: "…"}}`. */
function errorText(body: unknown): string | undefined {
  const { error } = (typeof body === "object" && body !== null ? body : {}) as { error?: unknown };
  if (typeof error === "string") return error;
  const { message } = (typeof error === "object" && error !== null ? error : {}) as { message?: unknown };
  return typeof message === "string" ? message : undefined;
}
