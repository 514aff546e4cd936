/**
 * An Ollama server: https://github.com/ollama/ollama/blob/main/docs/api.md.
 *
 * What a request lacks is refused in the words of its server/routes.go.
 */
import { perform, sendError, sendJson } from "./dialect";
import { EventStream, type WireOptions } from "./eventStream";
import type { FakeModelServer } from "./fakeOpenAiServer";
import { startFakeServer, type Exchange } from "./fakeServer";
import { ollamaChatDialect, ollamaError, ollamaGenerateDialect } from "./ollamaWire";
import { Script } from "./script";

/** How this server behaves to every request. */
export interface OllamaServerOptions extends WireOptions {
  /** Refused without it, as by a proxy in front. */
  readonly apiKey?: string;
  /** The only models that are installed; without them every name is. */
  readonly models?: readonly string[];
  /** Whether the models' templates know `.Suffix`. Default true. */
  readonly insert?: boolean;
  /** The answer to `GET /api/tags`. */
  readonly tags?: unknown;
  /** The answer to `POST /api/show`. */
  readonly show?: unknown;
  /** The models that `GET /api/ps` lists; without them it is an older Ollama, which has no such answer. */
  readonly running?: readonly unknown[];
  /** The lines that `POST /api/pull` answers with; the connection stays open unless the last one ends it. */
  readonly pull?: readonly Readonly<Record<string, unknown>>[];
}

/** Starts a fake Ollama. The base URL a client wants is `server.url`. */
export async function startFakeOllamaServer(options: OllamaServerOptions = {}): Promise<FakeModelServer> {
  const script = new Script();
  const server = await startFakeServer((exchange) => answer(exchange, script, options));
  return Object.assign(server, { respondWith: script.respondWith.bind(script) });
}

/** The fields of a request that decide how it is answered. */
interface RequestBody {
  readonly model?: unknown;
  readonly messages?: unknown;
  readonly prompt?: unknown;
  readonly suffix?: unknown;
  readonly raw?: unknown;
  readonly stream?: unknown;
  readonly logprobs?: unknown;
  readonly options?: unknown;
}

function answer(exchange: Exchange, script: Script, options: OllamaServerOptions): Promise<void> {
  const { method, path, headers, body } = exchange.request;
  const request = (body ?? {}) as RequestBody;
  const model = String(request.model);
  const refuse = (status: number, error: string) => sendJson(exchange, status, { error });

  if (options.apiKey !== undefined && headers.authorization !== `Bearer ${options.apiKey}`) {
    return sendError(exchange, ollamaError("unauthorized", model), { headers: {} });
  }
  const route = `${method} ${path}`;
  if (route === "GET /api/tags") return sendJson(exchange, 200, options.tags);
  if (route === "GET /api/ps" && options.running) return sendJson(exchange, 200, { models: options.running });
  if (!["POST /api/show", "POST /api/pull", "POST /api/chat", "POST /api/generate"].includes(route)) {
    return sendError(exchange, ollamaError("unknownUrl", model), { headers: {} });
  }
  if (typeof request.model !== "string" || request.model === "") return refuse(400, "model is required");
  if (route === "POST /api/pull") return pull(exchange, options);
  if (options.models && !options.models.includes(model)) {
    return sendError(exchange, ollamaError("modelNotFound", model), { headers: {} });
  }
  if (route === "POST /api/show") return sendJson(exchange, 200, options.show);
  // Go decodes numbers, strings and lists into fields of their own type, and refuses what does not fit.
  if (typeof (request.options ?? {}) !== "object") {
    return refuse(
      400,
      "json: cannot unmarshal into Go struct field .options of type map[string]interface {}",
    );
  }
  if (request.suffix !== undefined && request.raw !== true && options.insert === false) {
    return refuse(400, `"${model}" does not support insert`);
  }
  const context = { model, logprobs: request.logprobs === true };
  const dialect = path === "/api/chat" ? ollamaChatDialect(context) : ollamaGenerateDialect(context);
  const delivery = { stream: request.stream !== false, wire: { framing: "lines" as const, ...options } };
  return perform(exchange, script.next(exchange.request), dialect, delivery);
}

async function pull(exchange: Exchange, options: OllamaServerOptions): Promise<void> {
  const lines = new EventStream(exchange, { framing: "lines", ...options }, {});
  let last: Readonly<Record<string, unknown>> = {};
  for (const line of options.pull ?? []) {
    await lines.json(line);
    last = line;
  }
  if (last.status === "success" || last.error !== undefined) lines.end();
}
