/**
 * A server that speaks the OpenAI API, as OpenAI, vLLM, llama.cpp, Ollama and LM Studio do.
 *
 * - https://platform.openai.com/docs/api-reference/responses/create
 * - https://platform.openai.com/docs/api-reference/chat/create
 * - https://platform.openai.com/docs/api-reference/completions/create
 * - https://platform.openai.com/docs/api-reference/models/list
 */
import { perform, sendError, sendJson, type Dialect, type WireError } from "./dialect";
import type { WireOptions } from "./eventStream";
import { startFakeServer, type Exchange, type FakeServer } from "./fakeServer";
import { chatDialect, modelList, openAiError, openAiHeaders, textDialect } from "./openAiWire";
import type { CompletionContext } from "./openAiWire";
import { responsesDialect } from "./responsesWire";
import { Script, type Reply } from "./script";

/** How this server behaves to every request. */
export interface OpenAiServerOptions extends WireOptions {
  /** The only key it accepts; without one it asks for none, as local servers do. */
  readonly apiKey?: string;
  /** The models it has; without them it accepts every name and lists `fake-model`. */
  readonly models?: readonly string[];
  /** Options that it does not know. */
  readonly refuses?: readonly string[];
  /** How it says so; default as OpenAI does. */
  readonly refusal?: (option: string) => WireError;
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
export interface RequestBody {
  readonly model?: unknown;
  readonly stream?: unknown;
  readonly stream_options?: { readonly include_usage?: unknown } | null;
  readonly n?: unknown;
  readonly logprobs?: unknown;
  readonly messages?: unknown;
  readonly prompt?: unknown;
  readonly input?: unknown;
}

/** Each endpoint: the field that it cannot do without, and how it answers. */
const ENDPOINTS: Readonly<
  Record<string, readonly [keyof RequestBody, (context: CompletionContext) => Dialect]>
> = {
  "/v1/chat/completions": ["messages", chatDialect],
  "/v1/completions": ["prompt", textDialect],
  "/v1/responses": ["input", ({ model }) => responsesDialect(model)],
};

function answer(exchange: Exchange, script: Script, options: OpenAiServerOptions): Promise<void> {
  const { method, path, headers } = exchange.request;
  const given = (headers.authorization ?? "").replace(/^Bearer /i, "");
  const send = (error: WireError) => sendError(exchange, error, { headers: openAiHeaders });

  if (options.apiKey !== undefined && given !== options.apiKey) {
    return send(openAiError("unauthorized", given));
  }
  const route = `${method} ${path}`;
  if (route === "GET /v1/models") {
    return sendJson(exchange, 200, modelList(options.models ?? ["fake-model"]), openAiHeaders);
  }
  const [needs, dialect] = (method === "POST" ? ENDPOINTS[path] : undefined) ?? [];
  if (!needs || !dialect) return send(openAiError("unknownUrl", route));
  const body = (exchange.request.body ?? {}) as RequestBody;
  const missing = ["model" as const, needs].find((field) => isMissing(body[field]));
  if (missing !== undefined) return send(missingParameter(missing));
  const refused = options.refuses?.find((option) => option in body);
  if (refused !== undefined) return send((options.refusal ?? unsupportedParameter)(refused));
  const model = String(body.model);
  if (options.models && !options.models.includes(model)) {
    return send(openAiError("modelNotFound", model));
  }
  const delivery = { stream: body.stream === true, wire: options };
  const context = contextOf(body, options.reasoningField);
  return perform(exchange, script.next(exchange.request), dialect(context), delivery);
}

export function contextOf(
  body: RequestBody,
  reasoningField: CompletionContext["reasoningField"] = "reasoning_content",
): CompletionContext {
  return {
    model: String(body.model),
    includeUsage: body.stream_options?.include_usage === true,
    candidates: typeof body.n === "number" ? body.n : 1,
    logprobs: body.logprobs !== undefined && body.logprobs !== false,
    reasoningField,
  };
}

/** The real API refuses these too, so a client that forgets one must not pass its tests. */
function isMissing(field: unknown): boolean {
  return field === undefined || field === "" || (Array.isArray(field) && field.length === 0);
}

function missingParameter(param: string): WireError {
  const message = `Missing required parameter: '${param}'.`;
  const error = { message, type: "invalid_request_error", param, code: "missing_required_parameter" };
  return { status: 400, body: { error } };
}

function unsupportedParameter(param: string): WireError {
  const message = `Unsupported parameter: '${param}' is not supported with this model.`;
  const error = { message, type: "invalid_request_error", param, code: "unsupported_parameter" };
  return { status: 400, body: { error } };
}
