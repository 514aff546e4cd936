/**
 * A Text Generation Inference server, which is what a Hugging Face Inference Endpoint runs.
 *
 * - https://huggingface.github.io/text-generation-inference/ (`/`, `/generate`, `/generate_stream`,
 *   `/v1/chat/completions`, `/v1/completions`, `/v1/models`, `/health`)
 * - https://huggingface.co/docs/huggingface.js/inference/README (`endpointUrl`). Where version 4 of the client posts,
 *   from its `src/providers/hf-inference.ts`: `chatCompletionStream` to `<endpointUrl>/v1/chat/completions`,
 *   `textGenerationStream` to `<endpointUrl>/v1/completions`; only the deprecated `streamingRequest` posts to
 *   `endpointUrl` itself.
 */
import { perform, send, sendError, sendJson, type Dialect } from "./dialect";
import type { WireOptions } from "./eventStream";
import type { FakeModelServer } from "./fakeOpenAiServer";
import { startFakeServer, type Exchange } from "./fakeServer";
import { modelList } from "./openAiWire";
import { Script } from "./script";
import { generateDialect, tgiChatDialect, tgiError, tgiTextDialect } from "./tgiWire";

/** How this server behaves to every request. */
export interface HuggingFaceServerOptions extends WireOptions {
  /** The only token it accepts; without one it asks for none. */
  readonly apiKey?: string;
  /** The model it serves. Default `acme/tiny`. */
  readonly model?: string;
}

/** Starts a fake TGI server. The endpoint URL a client wants is `server.url`. */
export async function startFakeHuggingFaceServer(
  options: HuggingFaceServerOptions = {},
): Promise<FakeModelServer> {
  const script = new Script();
  const server = await startFakeServer((exchange) => answer(exchange, script, options));
  return Object.assign(server, { respondWith: script.respondWith.bind(script) });
}

/** The fields of a request that decide how it is answered. */
interface RequestBody {
  readonly inputs?: unknown;
  readonly prompt?: unknown;
  readonly messages?: unknown;
  readonly model?: unknown;
  readonly stream?: unknown;
  readonly stream_options?: { readonly include_usage?: unknown } | null;
  readonly parameters?: { readonly details?: unknown } | null;
}

/** One endpoint: the field it cannot do without, and how it answers. */
interface Endpoint {
  readonly needs: "inputs" | "prompt" | "messages";
  readonly dialect: Dialect;
  readonly stream: boolean;
}

function answer(exchange: Exchange, script: Script, options: HuggingFaceServerOptions): Promise<void> {
  const { request } = exchange;
  const served = options.model ?? "acme/tiny";
  if (options.apiKey !== undefined && request.headers.authorization !== `Bearer ${options.apiKey}`) {
    return sendError(exchange, tgiError("unauthorized"), { headers: {} });
  }
  if (request.method === "GET" && request.path === "/v1/models") {
    return sendJson(exchange, 200, modelList([served]));
  }
  if (request.method === "GET" && (request.path === "/health" || request.path === "/")) {
    return sendError(exchange, { status: 200 }, { headers: {} });
  }
  const body = (request.body ?? {}) as RequestBody;
  const endpoint = request.method === "POST" ? endpointOf(request.path, body, served) : undefined;
  if (!endpoint) {
    return sendError(exchange, tgiError("unknownUrl"), { headers: {} });
  }
  if (body[endpoint.needs] === undefined) {
    const message = `Failed to deserialize the JSON body into the target type: missing field \`${endpoint.needs}\``;
    return send(exchange, 422, message, { "content-type": "text/plain; charset=utf-8" });
  }
  const delivery = { stream: endpoint.stream, wire: { dataPrefix: "data:" as const, ...options } };
  return perform(exchange, script.next(request), endpoint.dialect, delivery);
}

function endpointOf(path: string, body: RequestBody, served: string): Endpoint | undefined {
  const details = body.parameters?.details === true;
  const stream = body.stream === true;
  const includeUsage = body.stream_options?.include_usage === true;
  switch (path) {
    case "/":
      return { needs: "inputs", dialect: generateDialect({ details, wrap: true }), stream };
    case "/generate":
      return { needs: "inputs", dialect: generateDialect({ details, wrap: false }), stream: false };
    case "/generate_stream":
      return { needs: "inputs", dialect: generateDialect({ details, wrap: false }), stream: true };
    case "/v1/chat/completions": {
      // Chat repeats the name it was given, and says its own for "tgi"; completions always says its own.
      const model = typeof body.model === "string" && body.model !== "tgi" ? body.model : served;
      return { needs: "messages", dialect: tgiChatDialect({ model, includeUsage }), stream };
    }
    case "/v1/completions":
      return { needs: "prompt", dialect: tgiTextDialect({ model: served }), stream };
    default:
      return undefined;
  }
}
