import { InferenceClient } from "@huggingface/inference";
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
    const client = new InferenceClient(key);
    const response: { last?: Response } = {};
    const options = {
      signal,
      // The client's own retry repeats a 503 at once and without end.
      retry_on_error: false,
      // Its errors drop the headers, and Retry-After is in them. A redirect would carry the text to a host that
      // the writer did not choose.
      fetch: async (input: string | URL | Request, init?: RequestInit) =>
        (response.last = await fetch(input, { ...init, redirect: "manual" })),
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
        yield* chatChunks(client.chatCompletionStream({ ...target, ...body }, options));
      } else if (prompt.kind === "text") {
        const parameters = {
          max_new_tokens: sampling.maxTokens,
          return_full_text: false,
          // TGI refuses a temperature of 0; leaving do_sample out is its greedy decoding.
          ...(temperature !== undefined && temperature > 0 && { temperature, do_sample: true }),
          ...(sampling.topP !== undefined && sampling.topP < 1 && { top_p: sampling.topP }),
          ...(sampling.topK !== undefined && { top_k: sampling.topK }),
          ...(sampling.seed !== undefined && { seed: sampling.seed }),
          ...(sampling.stop?.length && { stop: [...sampling.stop] }),
        };
        const body = { inputs: prompt.text, parameters };
        yield* textChunks(client.textGenerationStream({ ...target, ...body }, options));
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

async function* chatChunks(
  stream: ReturnType<InferenceClient["chatCompletionStream"]>,
): AsyncGenerator<ModelChunk> {
  for await (const chunk of stream) {
    // Hosts behind the router send chunks without choices, whatever the types say.
    const choice = (chunk.choices as typeof chunk.choices | undefined)?.[0];
    if (choice?.delta.content) yield { kind: "text", text: choice.delta.content };
    if (choice?.finish_reason) {
      yield { kind: "finish", reason: finishReason(choice.finish_reason) };
      return;
    }
  }
}

/**
 * Despite its type the client yields what the server sent: chunks of the completions protocol from endpoints
 * and most providers, tokens of TGI's own from the rest.
 */
type TextChunk =
  | { readonly choices: readonly { readonly text?: string; readonly finish_reason?: string | null }[] }
  | {
      readonly token: { readonly text: string; readonly special: boolean };
      readonly generated_text: string | null;
      readonly details?: { readonly finish_reason?: string } | null;
    };

async function* textChunks(
  stream: ReturnType<InferenceClient["textGenerationStream"]>,
): AsyncGenerator<ModelChunk> {
  for await (const chunk of stream as AsyncIterable<unknown> as AsyncIterable<TextChunk>) {
    const { text, finish } = readTextChunk(chunk);
    if (text) yield { kind: "text", text };
    if (finish) {
      yield { kind: "finish", reason: finishReason(finish) };
      return;
    }
  }
}

function readTextChunk(chunk: TextChunk): { text: string; finish?: string } {
  if ("choices" in chunk) {
    const { text = "", finish_reason } = chunk.choices[0] ?? {};
    // TGI streams the end token itself, such as "</s>", as the text of the last chunk.
    if (finish_reason) return { text: finish_reason === "eos_token" ? "" : text, finish: finish_reason };
    return { text };
  }
  const text = chunk.token.special ? "" : chunk.token.text;
  return chunk.generated_text === null ? { text } : { text, finish: chunk.details?.finish_reason ?? "stop" };
}

function finishReason(reason: string): FinishReason {
  if (reason === "length") return "length";
  return reason === "content_filter" ? "filtered" : "stop";
}

interface ProviderFailure {
  readonly httpResponse: { readonly status: number; readonly body: unknown };
}

function toError(error: unknown, model: string, host: string, response: Response | undefined): ModelError {
  if (!isProviderFailure(error)) return networkError(error, host);
  const { status, body } = error.httpResponse;
  if (status < 400) {
    // Either an error event inside a good stream, or an answer that is no stream at all (a web page).
    const inStream = typeof body === "object" && body !== null && "error" in body;
    return inStream
      ? httpError({ status: 500, subject: host, detail: errorText(body), cause: error })
      : new ModelError("badResponse", { subject: host, cause: error });
  }
  return httpError({
    status,
    subject: status === 404 ? model : host,
    retryAfter: response?.headers.get("retry-after"),
    detail: errorText(body),
    cause: error,
  });
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
