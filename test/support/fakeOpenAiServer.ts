/**
 * A server that speaks the OpenAI API, as OpenAI, vLLM, llama.cpp, Ollama and LM Studio do.
 *
 * - https://platform.openai.com/docs/api-reference/chat/create
 * - https://platform.openai.com/docs/api-reference/completions/create
 * - https://platform.openai.com/docs/api-reference/models/list
 */
import { perform, sendError, sendJson } from "./dialect";
import type { WireOptions } from "./eventStream";
import { startFakeServer, type Exchange, type FakeServer } from "./fakeServer";
import { chatDialect, modelList, openAiError, openAiHeaders, textDialect } from "./openAiWire";
import type { CompletionContext } from "./openAiWire";
import { Script, type Reply } from "./script";

/** How this server behaves to every request. */
export interface OpenAiServerOptions extends WireOptions {
  /** The only key it accepts; without one it asks for none, as local servers do. */
  readonly apiKey?: string;
  /** The models it has; without them it accepts every name and lists `fake-model`. */
  readonly models?: readonly string[];
  /** Default `reasoning_content`. */
  readonly reasoningField?: CompletionContext["reasoningField"];
}

/** A fake that answers what a test tells it to. */
export interface FakeModelServer extends FakeServer {
  /** Sets the answers to the next requests for text, in order; the last one is given again and again. */
  respondWith(...replies: readonly [Reply, ...Reply[]]): void;
}

/** Starts a fake OpenAI server. The base URL a client wants is `${server.url}/v1`. */
export async function startFakeOpenAiServer(options: OpenAiServerOptions = {}): Promise<FakeModelServer> {
  const script = new Script();
  const server = await startFakeServer((exchange) => answer(exchange, script, options));
  return Object.assign(server, { respondWith: script.respondWith.bind(script) });
}

/** The fields of a request that decide how it is answered. */
interface RequestBody {
  readonly model?: unknown;
  readonly stream?: unknown;
  readonly stream_options?: { readonly include_usage?: unknown } | null;
  readonly messages?: unknown;
  readonly prompt?: unknown;
}

function answer(exchange: Exchange, script: Script, options: OpenAiServerOptions): Promise<void> {
  const { method, path, headers } = exchange.request;
  const given = (headers.authorization ?? "").replace(/^Bearer /i, "");
  const refuse = (reason: Parameters<typeof openAiError>[0], subject: string) =>
    sendError(exchange, openAiError(reason, subject), { headers: openAiHeaders });

  if (options.apiKey !== undefined && given !== options.apiKey) {
    return refuse("unauthorized", given);
  }
  const route = `${method} ${path}`;
  if (route === "GET /v1/models") {
    return sendJson(exchange, 200, modelList(options.models ?? ["fake-model"]), openAiHeaders);
  }
  if (route !== "POST /v1/chat/completions" && route !== "POST /v1/completions") {
    return refuse("unknownUrl", route);
  }
  const chat = path === "/v1/chat/completions";
  const body = (exchange.request.body ?? {}) as RequestBody;
  const missing = missingField(body, chat);
  if (missing !== undefined) {
    return sendJson(exchange, 400, missingParameter(missing), openAiHeaders);
  }
  const model = String(body.model);
  if (options.models && !options.models.includes(model)) {
    return refuse("modelNotFound", model);
  }
  const context: CompletionContext = {
    model,
    includeUsage: body.stream_options?.include_usage === true,
    reasoningField: options.reasoningField ?? "reasoning_content",
  };
  const dialect = chat ? chatDialect(context) : textDialect(context);
  const delivery = { stream: body.stream === true, wire: options };
  return perform(exchange, script.next(exchange.request), dialect, delivery);
}

/** The real API refuses these too, so a client that forgets one must not pass its tests. */
function missingField(body: RequestBody, chat: boolean): string | undefined {
  if (typeof body.model !== "string" || body.model === "") {
    return "model";
  }
  if (chat) {
    return Array.isArray(body.messages) && body.messages.length > 0 ? undefined : "messages";
  }
  return body.prompt === undefined ? "prompt" : undefined;
}

function missingParameter(param: string): unknown {
  const message = `Missing required parameter: '${param}'.`;
  return { error: { message, type: "invalid_request_error", param, code: "missing_required_parameter" } };
}
