import OpenAI from "openai";
import type { ModelSettings } from "../../settings/settings";
import type { FinishReason, LanguageModel, ModelChunk, ModelInfo, ModelRequest } from "../languageModel";
import { ModelError } from "../modelError";
import type { ModelPorts } from "../modelPorts";
import { guardedStream } from "./guardedStream";
import { httpError } from "./httpError";
import { networkError } from "./networkError";

/** The address of OpenAI itself; every other server is named by `baseUrl`. */
export const OPENAI_BASE_URL = "https://api.openai.com/v1";

/**
 * A server that speaks OpenAI's protocol: `/chat/completions` for instruct models, the legacy `/completions`
 * for base ones (https://platform.openai.com/docs/api-reference).
 */
export function createOpenAiModel(settings: ModelSettings, ports: ModelPorts): LanguageModel {
  const { name, model = "", baseUrl = OPENAI_BASE_URL, kind = "instruct", contextTokens } = settings;
  const info: ModelInfo = {
    name,
    model,
    kind,
    prompts: [kind === "base" ? "text" : "chat"],
    host: new URL(baseUrl).host,
    ...(contextTokens !== undefined && { contextTokens }),
  };
  const isOpenAi = settings.provider === "openai";

  async function connect(): Promise<OpenAI> {
    const key = await ports.key();
    if (key === undefined && isOpenAi) throw new ModelError("missingKey", { subject: info.host ?? baseUrl });
    // The client refuses to be built without a key, and local servers have none. Retries and the
    // ten-minute time-out of the client are off: guardedStream holds the one policy.
    // Organisation and project are null so that the client does not pick them up from the environment.
    return new OpenAI({
      apiKey: key ?? "none",
      baseURL: baseUrl,
      organization: null,
      project: null,
      maxRetries: 0,
      timeout: ports.idleMs * 2,
      logLevel: "off",
      // A redirect would carry the text to a host that the writer did not choose.
      fetchOptions: { redirect: "manual" },
    });
  }

  async function* open(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    const client = await connect();
    const { prompt, sampling } = request;
    const temperature = sampling.temperature ?? settings.temperature;
    const shared = {
      model,
      stream: true as const,
      ...(temperature !== undefined && { temperature }),
      ...(sampling.topP !== undefined && { top_p: sampling.topP }),
      ...(sampling.seed !== undefined && { seed: sampling.seed }),
      ...(sampling.stop?.length && { stop: [...sampling.stop] }),
      // Servers that merely speak the protocol may refuse an option that they do not know.
      ...(isOpenAi && { stream_options: { include_usage: true } }),
    };
    if (prompt.kind === "chat") {
      // OpenAI renamed max_tokens and its newer models refuse the old name; other servers know only that one.
      const maxTokens = isOpenAi
        ? { max_completion_tokens: sampling.maxTokens }
        : { max_tokens: sampling.maxTokens };
      const system = prompt.system ? [{ role: "system" as const, content: prompt.system }] : [];
      const messages = [...system, ...prompt.messages];
      yield* chatChunks(
        await client.chat.completions.create({ ...shared, ...maxTokens, messages }, { signal }),
      );
    } else if (prompt.kind === "text") {
      const body = { ...shared, prompt: prompt.text, max_tokens: sampling.maxTokens };
      yield* completionChunks(await client.completions.create(body, { signal }));
    } else {
      throw new ModelError("badRequest", { subject: model });
    }
  }

  return {
    info,
    stream: (request, signal) =>
      guardedStream((combined) => open(request, combined), {
        signal,
        idleMs: ports.idleMs,
        subject: info.host ?? baseUrl,
        toError: (error) => toError(error, model, info.host ?? baseUrl),
      }),
  };
}

async function* chatChunks(stream: AsyncIterable<OpenAI.ChatCompletionChunk>): AsyncGenerator<ModelChunk> {
  yield* untilFinish(stream, (chunk) => {
    const choice = chunk.choices[0];
    // Not in OpenAI's own types: DeepSeek, vLLM and llama.cpp send the model's thinking under this name.
    const delta = choice?.delta as { content?: string | null; reasoning_content?: string | null } | undefined;
    return {
      text: delta?.content,
      reasoning: delta?.reasoning_content,
      finish: choice?.finish_reason,
      usage: chunk.usage,
    };
  });
}

async function* completionChunks(stream: AsyncIterable<OpenAI.Completion>): AsyncGenerator<ModelChunk> {
  yield* untilFinish(stream, (chunk) => ({
    text: chunk.choices[0]?.text,
    finish: chunk.choices[0]?.finish_reason,
    usage: chunk.usage,
  }));
}

interface Delta {
  readonly text?: string | null | undefined;
  readonly reasoning?: string | null | undefined;
  readonly finish?: string | null | undefined;
  readonly usage?: { prompt_tokens: number; completion_tokens: number } | null | undefined;
}

/** The usage comes in a chunk of its own after the finish reason, so the finish is held back to the end. */
async function* untilFinish<T>(
  stream: AsyncIterable<T>,
  read: (chunk: T) => Delta,
): AsyncGenerator<ModelChunk> {
  let finish: string | undefined;
  let usage: Delta["usage"];
  let anything = false;
  for await (const chunk of stream) {
    anything = true;
    const delta = read(chunk);
    if (delta.reasoning) yield { kind: "reasoning", text: delta.reasoning };
    if (delta.text) yield { kind: "text", text: delta.text };
    finish = delta.finish ?? finish;
    usage = delta.usage ?? usage;
  }
  // A web page with status 200 reads as a stream without a single event.
  if (!anything) throw new ModelError("badResponse", { detail: "no event" });
  if (finish === undefined) return;
  const counted = usage && { promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens };
  yield { kind: "finish", reason: finishReason(finish), ...(counted && { usage: counted }) };
}

function finishReason(reason: string): FinishReason {
  if (reason === "length") return "length";
  return reason === "content_filter" ? "filtered" : "stop";
}

function toError(error: unknown, model: string, host: string): ModelError {
  if (error instanceof OpenAI.APIConnectionTimeoutError) return new ModelError("timedOut", { subject: host });
  if (error instanceof OpenAI.APIConnectionError) return networkError(error, host);
  if (error instanceof OpenAI.APIError && typeof error.status === "number") {
    return httpError({
      status: error.status,
      subject: error.status === 404 ? model : host,
      retryAfter: (error.headers as Headers | undefined)?.get("retry-after"),
      code: error.code,
      detail: error.message,
      cause: error,
    });
  }
  // An error object inside the stream itself.
  if (error instanceof OpenAI.APIError) {
    return new ModelError("serverError", {
      subject: host,
      detail: error.message.slice(0, 300),
      cause: error,
    });
  }
  return networkError(error, host);
}
