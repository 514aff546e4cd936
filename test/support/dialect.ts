/**
 * Plays a scripted answer in the words of one protocol. The faults live here, once, because they are faults of
 * the transport: a protocol only says what its events and bodies look like.
 */
import { setTimeout } from "node:timers/promises";
import { EventStream, type WireOptions } from "./eventStream";
import type { Exchange } from "./fakeServer";
import type { Answer, FinishReason, StatusAnswer, StatusReason, Usage } from "./script";

/** An answer with every default filled in. */
export interface Turn {
  readonly chunks: readonly string[];
  readonly reasoning: readonly string[];
  readonly alternatives: readonly (readonly string[])[];
  readonly logprobs: readonly number[];
  readonly finishReason: FinishReason;
  readonly usage: Usage;
}

/** An error as one protocol words it. Without a body the response is empty. */
export interface WireError {
  readonly status: number;
  readonly body?: unknown;
}

/** One endpoint's way of speaking. Values become JSON. */
export interface Dialect {
  /** The body of an answer that is not streamed. */
  whole(turn: Turn): unknown;
  /** The events of a complete stream, `[DONE]` aside. */
  events(turn: Turn): readonly unknown[];
  /** The events of a stream that never comes to its end. */
  beginning(turn: Turn): readonly unknown[];
  error(reason: StatusReason): WireError;
  /** The event that reports an error inside a stream. */
  errorEvent(reason: StatusReason): unknown;
  /** Whether each event has a name, which is its value's `type`. */
  readonly named?: boolean;
  /** Whether a complete stream is followed by `data: [DONE]`. */
  readonly endsWithDone: boolean;
  /** Response headers of every answer. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What the request and the server's options say about the way to answer. */
export interface Delivery {
  readonly stream: boolean;
  readonly wire: WireOptions;
}

// A client that meets the end of the connection throws away what it has not read yet. The pause lets it read.
const PAUSE_BEFORE_DROP_MS = 30;

const BROKEN_JSON = '{"id":"broken","choices":[{"index":0,"delta":{"content":"half a sen';

const HTML_PAGE = `<!DOCTYPE html>
<html lang="en"><head><title>Welcome</title></head><body><h1>It works!</h1></body></html>
`;

/** Answers one request. Returns with the response still open when the script says stall. */
export function perform(
  exchange: Exchange,
  answer: Answer,
  dialect: Dialect,
  delivery: Delivery,
): Promise<void> {
  switch (answer.kind) {
    case "text":
    case "empty":
      return complete(exchange, answer, dialect, delivery);
    case "status":
      return sendError(exchange, dialect.error(answer.reason), dialect, answer);
    case "html":
      return send(exchange, answer.status ?? 200, HTML_PAGE, { "content-type": "text/html; charset=utf-8" });
    case "streamError":
      if (!delivery.stream) {
        return sendError(exchange, dialect.error(answer.reason ?? "serverError"), dialect);
      }
      return breakOff(exchange, answer, dialect, delivery);
    case "malformedJson":
      if (!delivery.stream) {
        return send(exchange, 200, BROKEN_JSON, { "content-type": "application/json", ...dialect.headers });
      }
      return breakOff(exchange, answer, dialect, delivery);
    case "stall":
    case "drop":
      return breakOff(exchange, answer, dialect, delivery);
  }
}

async function complete(
  exchange: Exchange,
  answer: Extract<Answer, { kind: "text" | "empty" }>,
  dialect: Dialect,
  { stream, wire }: Delivery,
): Promise<void> {
  const turn = turnOf(answer);
  const delayMs = answer.kind === "text" ? (answer.delayMs ?? 0) : 0;
  if (!stream) {
    await setTimeout(delayMs * turn.chunks.length, undefined, { signal: exchange.gone });
    return sendJson(exchange, 200, dialect.whole(turn), dialect.headers);
  }
  const events = new EventStream(exchange, wire, dialect.headers);
  for (const event of dialect.events(turn)) {
    await setTimeout(delayMs, undefined, { signal: exchange.gone });
    await events.json(event, dialect.named);
  }
  if (dialect.endsWithDone && !wire.omitDone) {
    await events.data("[DONE]");
  }
  events.end();
}

async function breakOff(
  exchange: Exchange,
  answer: Extract<Answer, { kind: "stall" | "drop" | "malformedJson" | "streamError" }>,
  dialect: Dialect,
  { stream, wire }: Delivery,
): Promise<void> {
  const silent = (answer.kind === "stall" || answer.kind === "drop") && answer.beforeHeaders === true;
  if (!silent && stream) {
    const events = new EventStream(exchange, wire, dialect.headers);
    // Without chunks not even a chat's opening event: the headers are all.
    for (const event of answer.chunks ? dialect.beginning(turnOf(answer)) : []) {
      await events.json(event, dialect.named);
    }
    if (answer.kind === "malformedJson") {
      await events.data(BROKEN_JSON);
      events.end();
    } else if (answer.kind === "streamError") {
      await events.json(dialect.errorEvent(answer.reason ?? "serverError"), dialect.named);
      events.end();
    }
  } else if (!silent) {
    exchange.response.writeHead(200, { "content-type": "application/json", ...dialect.headers });
    exchange.response.write(BROKEN_JSON);
  }
  if (answer.kind === "drop") {
    await setTimeout(PAUSE_BEFORE_DROP_MS, undefined, { signal: exchange.gone });
    if (answer.cleanly) {
      exchange.response.end();
    } else {
      exchange.drop();
    }
  }
}

function turnOf({ chunks = [], finishReason = "stop", usage, ...more }: Partial<Turn>): Turn {
  const cost = usage ?? { promptTokens: 7, completionTokens: chunks.length };
  return { reasoning: [], alternatives: [], logprobs: [], ...more, chunks, finishReason, usage: cost };
}

/** Sends a protocol's error, with `Retry-After` where the script asks for it. */
export function sendError(
  exchange: Exchange,
  error: WireError,
  { headers }: Pick<Dialect, "headers">,
  { status = error.status, retryAfter }: Pick<StatusAnswer, "status" | "retryAfter"> = {},
): Promise<void> {
  const wait = retryAfter instanceof Date ? retryAfter.toUTCString() : retryAfter?.toString();
  const all = { ...headers, ...(wait === undefined ? {} : { "retry-after": wait }) };
  return error.body === undefined
    ? send(exchange, status, "", all)
    : sendJson(exchange, status, error.body, all);
}

/** Sends a JSON body. */
export function sendJson(
  exchange: Exchange,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  return send(exchange, status, JSON.stringify(body), { "content-type": "application/json", ...headers });
}

/** Sends a whole response. Resolves once its last byte was handed to the socket. */
export function send(
  { response }: Exchange,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  response.writeHead(status, headers);
  return new Promise((resolve) => response.end(body, resolve));
}
