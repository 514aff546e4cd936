/**
 * A small server that speaks the OpenAI API over the embedded engine: real weights, real tokens, one model.
 * `node test/support/serveEmbedded.mjs` starts one for people.
 *
 * - https://platform.openai.com/docs/api-reference/chat/create and .../chat-streaming
 * - https://platform.openai.com/docs/api-reference/completions/create
 * - `reasoning_content`: https://api-docs.deepseek.com/guides/reasoning_model
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";
import { json } from "node:stream/consumers";
import type { ModelChunk, ModelRequest, TokenUsage } from "../../src/core/models/languageModel";
import type { ChatMessage } from "../../src/core/models/prompt";
import { ModelError } from "../../src/core/models/modelError";
import type { EmbeddedEngine } from "../../src/core/models/worker/embeddedEngine";
import type { Weights } from "../../src/core/models/worker/embeddedMessages";
import { modelList, openAiError } from "./openAiWire";

export interface EmbeddedServerOptions {
  /** Stays its maker's: closing the server does not stop it. */
  readonly engine: EmbeddedEngine;
  readonly weights: Weights;
  /** Default 0: a free one. */
  readonly port?: number;
}

export interface EmbeddedServer {
  /** `http://127.0.0.1:<port>/v1`, what a client wants. */
  readonly baseUrl: string;
  /** The one model's id: the file's name. */
  readonly model: string;
  /** Ends every answer that is under way. */
  close(): Promise<void>;
}

/** Starts the server on the loopback address. */
export async function startEmbeddedOpenAiServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const { engine, weights, port = 0 } = options;
  const model = basename(weights.path);
  const server = createServer((incoming, response) => {
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const generate = (request: ModelRequest) => engine.stream(weights, request, gone.signal);
    answer(incoming, response, { model, generate }).catch((error: unknown) => refuse(response, error, model));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    model,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Served {
  readonly model: string;
  readonly generate: (request: ModelRequest) => AsyncIterable<ModelChunk>;
}

/** What is read of a request's body. */
interface RequestBody {
  readonly model?: string;
  readonly messages?: readonly { readonly role: string; readonly content: string }[];
  readonly prompt?: string;
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
  readonly temperature?: number;
  readonly top_p?: number;
  readonly top_k?: number;
  readonly repetition_penalty?: number;
  readonly seed?: number;
  readonly stop?: string | readonly string[];
  readonly stream?: boolean;
  readonly stream_options?: { readonly include_usage?: boolean };
}

async function answer(incoming: IncomingMessage, response: ServerResponse, served: Served): Promise<void> {
  const route = `${incoming.method ?? ""} ${incoming.url ?? ""}`;
  switch (route) {
    case "GET /v1/models":
      sendJson(response, 200, modelList([served.model]));
      break;
    case "POST /v1/chat/completions":
    case "POST /v1/completions":
      await complete((await json(incoming)) as RequestBody, response, served, route.includes("chat"));
      break;
    default:
      sendError(response, "unknownUrl", route);
  }
}

async function complete(body: RequestBody, response: ServerResponse, served: Served, isChat: boolean) {
  if (body.model !== served.model) {
    sendError(response, "modelNotFound", String(body.model));
    return;
  }
  const chunks = served.generate({ prompt: isChat ? chatPrompt(body) : textPrompt(body), ...sampling(body) });
  const words = isChat ? chatWords(served.model) : textWords(served.model);
  await (body.stream ? stream(response, chunks, words, body) : whole(response, chunks, words));
}

function chatPrompt({ messages = [] }: RequestBody): ModelRequest["prompt"] {
  const system = messages.filter(({ role }) => role === "system").map(({ content }) => content);
  const said = messages.filter((message): message is ChatMessage => message.role !== "system");
  return { kind: "chat", messages: said, ...(system.length > 0 && { system: system.join("\n\n") }) };
}

function textPrompt({ prompt = "" }: RequestBody): ModelRequest["prompt"] {
  return { kind: "text", text: prompt };
}

function sampling(body: RequestBody): Pick<ModelRequest, "sampling"> {
  const { temperature, top_p, top_k, repetition_penalty, seed, stop } = body;
  return {
    sampling: {
      maxTokens: body.max_completion_tokens ?? body.max_tokens ?? 256,
      ...(temperature !== undefined && { temperature }),
      ...(top_p !== undefined && { topP: top_p }),
      ...(top_k !== undefined && { topK: top_k }),
      ...(repetition_penalty !== undefined && { repetitionPenalty: repetition_penalty }),
      ...(seed !== undefined && { seed }),
      ...(stop !== undefined && { stop: [stop].flat() }),
    },
  };
}

/** How one of the two endpoints words its objects. */
interface Words {
  /** One event's or a whole answer's choice: a piece of text, or of thought, or the reason of the end. */
  readonly choice: (piece: { text?: string; thought?: string; finish?: string }, whole?: true) => unknown;
  readonly object: (choices: readonly unknown[], whole?: true) => object;
}

function chatWords(model: string): Words {
  return {
    choice: ({ text, thought, finish = null as string | null }, whole) => {
      const said = {
        ...(text !== undefined && { content: text }),
        ...(thought && { reasoning_content: thought }),
      };
      const message = whole ? { message: { role: "assistant", ...said } } : { delta: said };
      return { index: 0, ...message, logprobs: null, finish_reason: finish };
    },
    object: (choices, whole) => ({
      ...{ id: "chatcmpl-embedded", object: whole ? "chat.completion" : "chat.completion.chunk" },
      ...{ created: now(), model, choices },
    }),
  };
}

function textWords(model: string): Words {
  return {
    choice: ({ text = "", finish = null as string | null }) => ({
      ...{ index: 0, text, logprobs: null, finish_reason: finish },
    }),
    object: (choices) => ({
      ...{ id: "cmpl-embedded", object: "text_completion", created: now(), model, choices },
    }),
  };
}

/** Seconds since 1970. */
function now(): number {
  return Math.floor(Date.now() / 1000);
}

async function stream(
  response: ServerResponse,
  chunks: AsyncIterable<ModelChunk>,
  { choice, object }: Words,
  { stream_options }: RequestBody,
): Promise<void> {
  // With include_usage every event has the field; it is null in all but the last.
  const unused = stream_options?.include_usage ? { usage: null } : {};
  const send = (value: object) => response.write(`data: ${JSON.stringify(value)}\n\n`);
  for await (const chunk of chunks) {
    // Not before the engine has said something: until then an error can still have a status of its own.
    if (!response.headersSent)
      response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
    if (chunk.kind === "finish") {
      send({ ...object([choice({ finish: finishReason(chunk.reason) })]), ...unused });
      if (stream_options?.include_usage) send({ ...object([]), usage: usageBody(chunk.usage) });
    } else {
      const piece = chunk.kind === "text" ? { text: chunk.text } : { thought: chunk.text };
      send({ ...object([choice(piece)]), ...unused });
    }
  }
  response.end("data: [DONE]\n\n");
}

async function whole(
  response: ServerResponse,
  chunks: AsyncIterable<ModelChunk>,
  { choice, object }: Words,
): Promise<void> {
  const said = { text: "", reasoning: "" };
  for await (const chunk of chunks) {
    if (chunk.kind !== "finish") said[chunk.kind] += chunk.text;
    else {
      const { text, reasoning: thought } = said;
      const only = choice({ text, thought, finish: finishReason(chunk.reason) }, true);
      sendJson(response, 200, { ...object([only], true), usage: usageBody(chunk.usage) });
    }
  }
}

function finishReason(reason: string): string {
  return reason === "filtered" ? "content_filter" : reason;
}

function usageBody(
  { promptTokens, completionTokens }: TokenUsage = { promptTokens: 0, completionTokens: 0 },
) {
  const total_tokens = promptTokens + completionTokens;
  return { prompt_tokens: promptTokens, completion_tokens: completionTokens, total_tokens };
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

function sendError(
  response: ServerResponse,
  reason: Parameters<typeof openAiError>[0],
  subject: string,
): void {
  const { status, body } = openAiError(reason, subject);
  sendJson(response, status, body);
}

/** What went wrong, as far as it can still be said. */
function refuse(response: ServerResponse, error: unknown, model: string): void {
  if (response.headersSent || response.destroyed) response.destroy();
  else if (!(error instanceof ModelError)) sendError(response, "serverError", model);
  else sendError(response, error.reason === "tooLong" ? "contextTooLong" : "serverError", model);
}
