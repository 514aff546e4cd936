/**
 * llama.cpp's own server: https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md.
 *
 * What a request lacks is refused as its tools/server/server-context.cpp does.
 */
import { perform, sendError, sendJson } from "./dialect";
import type { WireOptions } from "./eventStream";
import type { FakeModelServer } from "./fakeOpenAiServer";
import { startFakeServer, type Exchange } from "./fakeServer";
import { llamaCppChatDialect, llamaCppError, llamaCppTextDialect } from "./llamaCppWire";
import { Script } from "./script";

/** How this server behaves to every request. */
export interface LlamaCppServerOptions extends WireOptions {
  /** `--api-key`. */
  readonly apiKey?: string;
  /** Whether the vocabulary has the tokens for infilling. Default true. */
  readonly infill?: boolean;
  /** Whether it still reads its weights, and answers nothing else. */
  readonly isLoading?: boolean | (() => boolean);
  /** The answer to `GET /props`. */
  readonly props?: unknown;
}

/** Starts a fake llama.cpp server. The base URL a client wants is `server.url`. */
export async function startFakeLlamaCppServer(options: LlamaCppServerOptions = {}): Promise<FakeModelServer> {
  const script = new Script();
  const server = await startFakeServer((exchange) => answer(exchange, script, options));
  return Object.assign(server, { respondWith: script.respondWith.bind(script) });
}

/** The fields of a request that decide how it is answered. */
interface RequestBody {
  readonly messages?: unknown;
  readonly prompt?: unknown;
  readonly input_prefix?: unknown;
  readonly input_suffix?: unknown;
  readonly stream?: unknown;
  readonly stream_options?: { readonly include_usage?: unknown };
  readonly n_probs?: unknown;
}

function answer(exchange: Exchange, script: Script, options: LlamaCppServerOptions): Promise<void> {
  const { method, path, headers, body } = exchange.request;
  const route = `${method} ${path}`;
  const request = (body ?? {}) as RequestBody;
  const refuse = (reason: Parameters<typeof llamaCppError>[0]) =>
    sendError(exchange, llamaCppError(reason), { headers: {} });
  const invalid = (code: number, type: string, message: string) =>
    sendJson(exchange, code, { error: { code, message, type } });

  const isPublic = route === "GET /health";
  if (options.apiKey !== undefined && !isPublic && headers.authorization !== `Bearer ${options.apiKey}`) {
    return refuse("unauthorized");
  }
  const { isLoading } = options;
  if (typeof isLoading === "function" ? isLoading() : isLoading) return refuse("loading");
  switch (route) {
    case "GET /health":
      return sendJson(exchange, 200, { status: "ok" });
    case "GET /props":
      return sendJson(exchange, 200, options.props);
    case "POST /completion":
      if (typeof request.prompt !== "string")
        return invalid(400, "invalid_request_error", '"prompt" is required');
      break;
    case "POST /infill":
      if (options.infill === false) {
        const missing = "prefix token is missing. suffix token is missing. middle token is missing. ";
        return invalid(501, "not_supported_error", `Infill is not supported by this model: ${missing}`);
      }
      if (request.input_prefix === undefined || request.input_suffix === undefined) {
        return invalid(400, "invalid_request_error", '"input_prefix" is required');
      }
      break;
    case "POST /v1/chat/completions":
      if (!Array.isArray(request.messages))
        return invalid(400, "invalid_request_error", "'messages' is required");
      break;
    default:
      return refuse("unknownUrl");
  }
  const context = {
    model: "tiny.gguf",
    includeUsage: request.stream_options?.include_usage === true,
    logprobs: typeof request.n_probs === "number" && request.n_probs > 0,
  };
  const isChat = path === "/v1/chat/completions";
  const dialect = isChat ? llamaCppChatDialect(context) : llamaCppTextDialect(context);
  const delivery = { stream: request.stream === true, wire: options };
  return perform(exchange, script.next(exchange.request), dialect, delivery);
}
