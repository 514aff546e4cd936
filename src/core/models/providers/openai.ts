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
  const host = info.host ?? baseUrl;

  function connect(key: string | undefined): OpenAI {
    if (key === undefined && isOpenAi) throw new ModelError("missingKey", { subject: host });
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
      fetch: (input, init) => fetch(input, plainRequest(init)),
    });
  }

  async function* open(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    const key = await ports.key();
    const client = connect(key);
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
      const body = { ...shared, ...maxTokens, messages };
      yield* chunks(() => client.chat.completions.create(body, { signal }), readChat, key);
    } else if (prompt.kind === "text") {
      const body = { ...shared, prompt: prompt.text, max_tokens: sampling.maxTokens };
      yield* chunks(() => client.completions.create(body, { signal }), readCompletion, key);
    } else {
      throw new ModelError("badRequest", { subject: model });
    }
  }

  /** The errors of the client, in which a server may repeat the key, become ours here. */
  async function* chunks<T>(
    ask: () => PromiseLike<AsyncIterable<T>>,
    read: (chunk: T) => Delta | undefined,
    key: string | undefined,
  ): AsyncGenerator<ModelChunk> {
    try {
      yield* untilFinish(await ask(), read, host);
    } catch (error) {
      throw error instanceof ModelError ? error : toError(error, { model, host, key });
    }
  }

  return {
    info,
    stream: (request, signal) =>
      guardedStream((combined) => open(request, combined), {
        signal,
        idleMs: ports.idleMs,
        subject: host,
        toError: (error) => toError(error, { model, host, key: undefined }),
      }),
  };
}

/** What the protocol needs; the client adds what it reads in the environment (OPENAI_CUSTOM_HEADERS). */
const HEADERS = ["accept", "authorization", "content-type", "user-agent"];

/** No more headers than those, and no redirect: it would carry the text to a host that the writer did not choose. */
function plainRequest(init: RequestInit = {}): RequestInit {
  const given = new Headers(init.headers);
  const headers = HEADERS.flatMap((name) => {
    const value = given.get(name);
    return value === null ? [] : [[name, value] as [string, string]];
  });
  return { ...init, headers, redirect: "manual" };
}

function readChat({ choices, usage }: Partial<OpenAI.ChatCompletionChunk>): Delta | undefined {
  if (!choices) return undefined;
  const [choice] = choices;
  // Not in OpenAI's own types: servers send the model's thinking under one of two names.
  const delta = choice?.delta as
    { content?: string | null; reasoning_content?: string | null; reasoning?: string | null } | undefined;
  return {
    text: delta?.content,
    reasoning: delta?.reasoning_content ?? delta?.reasoning,
    finish: choice?.finish_reason,
    usage,
  };
}

function readCompletion({ choices, usage }: Partial<OpenAI.Completion>): Delta | undefined {
  return choices && { text: choices[0]?.text, finish: choices[0]?.finish_reason, usage };
}

interface Delta {
  readonly text?: string | null | undefined;
  readonly reasoning?: string | null | undefined;
  readonly finish?: string | null | undefined;
  readonly usage?: { prompt_tokens: number; completion_tokens: number } | null | undefined;
}

/**
 * The usage comes in a chunk of its own after the finish reason, so the finish is held back to the end. `read`
 * gives undefined for an event that is none of the protocol's.
 */
async function* untilFinish<T>(
  stream: AsyncIterable<T>,
  read: (chunk: T) => Delta | undefined,
  subject: string,
): AsyncGenerator<ModelChunk> {
  let finish: string | undefined;
  let usage: Delta["usage"];
  let anything = false;
  for await (const chunk of stream) {
    const delta = isObject(chunk) ? read(chunk) : undefined;
    if (!delta) continue;
    anything = true;
    if (delta.reasoning) yield { kind: "reasoning", text: delta.reasoning };
    if (delta.text) yield { kind: "text", text: delta.text };
    if (delta.finish) finish = delta.finish; // until there is a reason TGI sends an empty one
    usage = delta.usage ?? usage;
  }
  // A web page with status 200 reads as a stream without a single event.
  if (!anything) throw new ModelError("badResponse", { subject, detail: "no event" });
  if (finish === undefined) return;
  const counted = usage && { promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens };
  yield { kind: "finish", reason: finishReason(finish), ...(counted && { usage: counted }) };
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function finishReason(reason: string): FinishReason {
  if (reason === "length") return "length";
  return reason === "content_filter" ? "filtered" : "stop";
}

interface Asked {
  readonly model: string;
  readonly host: string;
  readonly key: string | undefined;
}

function toError(error: unknown, { model, host, key }: Asked): ModelError {
  if (error instanceof OpenAI.APIConnectionTimeoutError) return new ModelError("timedOut", { subject: host });
  if (error instanceof OpenAI.APIConnectionError) return networkError(error, host);
  if (!(error instanceof OpenAI.APIError)) return networkError(error, host);
  const status = error.status as number | undefined; // none for an error inside the stream itself
  return httpError({
    status,
    subject: status === 404 ? model : host,
    retryAfter: (error.headers as Headers | undefined)?.get("retry-after"),
    code: error.code,
    // Some servers repeat the key that they refuse.
    detail: key === undefined ? error.message : error.message.replaceAll(key, "…"),
    ...(key === undefined && { cause: error }),
  });
}
