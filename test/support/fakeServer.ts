/**
 * A real HTTP server on the loopback address that remembers what it was asked and how each answer ended.
 * It knows no protocol: a handler answers.
 *
 * How an ending is told from the other: https://nodejs.org/api/http.html#event-close_1 ("close" of a
 * ServerResponse: completed, or its connection ended before) with `response.writableFinished`.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { Changes } from "./changes";

/** One request as it came over the wire. */
export interface RecordedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed when it is JSON, the raw text otherwise. */
  readonly body: unknown;
  /** Whether the client closed the connection before the answer ended. */
  readonly aborted: boolean;
}

/** One request and the means to answer it. */
export interface Exchange {
  readonly request: RecordedRequest;
  readonly response: ServerResponse;
  /** Aborts when the connection is gone, whoever ended it. */
  readonly gone: AbortSignal;
  /** Ends the connection without ending the answer; not counted as closed by the client. */
  drop(): void;
}

/** Answers one request. It may leave the response open; what it throws fails the test in `close`. */
export type Handler = (exchange: Exchange) => void | Promise<void>;

/** A running fake. */
export interface FakeServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** In order of arrival, each added once its body is complete. */
  readonly requests: readonly RecordedRequest[];
  /** How many connections are open now; clients keep idle ones alive for reuse. */
  openSockets(): number;
  /** How many answers the client closed before they ended. */
  readonly closedByClient: number;
  /** Resolves once the predicate holds; asked again at every event, so a test never sleeps. */
  waitFor(predicate: (server: FakeServer) => boolean, deadlineMs?: number): Promise<void>;
  /** Stops and destroys every connection. Rejects with the first thing a handler threw. */
  close(): Promise<void>;
}

/** Starts a fake on a free port. */
export async function startFakeServer(handler: Handler): Promise<FakeServer> {
  const server = new LoopbackServer(handler);
  await server.listen();
  return server;
}

class LoopbackServer implements FakeServer {
  readonly requests: RecordedRequest[] = [];
  closedByClient = 0;
  /** Kept, because a closed server has no address, and a test of a refused connection closes it first. */
  port = 0;
  readonly #handler: Handler;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #changes = new Changes();
  #closing = false;
  #failure: Error | undefined;

  constructor(handler: Handler) {
    this.#handler = handler;
    this.#server = createServer((incoming, response) => void this.#serve(incoming, response));
    this.#server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => {
        this.#sockets.delete(socket);
        this.#changes.happened();
      });
      this.#changes.happened();
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  openSockets(): number {
    return this.#sockets.size;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject).listen(0, "127.0.0.1", resolve);
    });
    this.port = (this.#server.address() as AddressInfo).port;
  }

  waitFor(predicate: (server: FakeServer) => boolean, deadlineMs = 5000): Promise<void> {
    const holds = () => {
      if (this.#failure) {
        throw this.#failure;
      }
      return predicate(this);
    };
    return this.#changes.until(holds, deadlineMs, () => `${String(predicate)}\n${this.#describe()}`);
  }

  async close(): Promise<void> {
    this.#closing = true;
    this.#server.close();
    for (const socket of this.#sockets) {
      socket.destroy();
    }
    await this.#changes.until(
      () => this.#sockets.size === 0,
      5000,
      () => this.#describe(),
    );
    if (this.#failure) {
      throw this.#failure;
    }
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const connection = new AbortController();
    const url = new URL(incoming.url ?? "/", this.url);
    const request = {
      method: incoming.method ?? "",
      path: url.pathname,
      query: url.search,
      headers: flatten(incoming.headers),
      body: undefined as unknown,
      aborted: false,
    };
    let dropped = false;
    response.on("close", () => {
      if (!response.writableFinished && !dropped && !this.#closing) {
        request.aborted = true;
        this.closedByClient += 1;
      }
      connection.abort();
      this.#changes.happened();
    });
    const drop = () => {
      dropped = true;
      response.socket?.destroy();
    };
    try {
      request.body = parse(await text(incoming));
      this.requests.push(request);
      this.#changes.happened();
      await this.#handler({ request, response, gone: connection.signal, drop });
    } catch (error) {
      // A client that has gone is no fault of the fake; a failed write may be known before "close" is.
      if (!connection.signal.aborted && !incoming.errored && response.socket?.destroyed === false) {
        this.#fail(error, response);
      }
    }
  }

  /** Keeps the error for the test, and answers so that no client waits for, or retries, a broken fake. */
  #fail(error: unknown, response: ServerResponse): void {
    this.#failure ??= error instanceof Error ? error : new Error(String(error));
    if (response.headersSent) {
      response.destroy();
    } else {
      response.writeHead(501, { "content-type": "text/plain", "x-should-retry": "false" });
      response.end(`fake server: ${this.#failure.message}`);
    }
    this.#changes.happened();
  }

  #describe(): string {
    const list = this.requests.map((r) => `${r.method} ${r.path}${r.aborted ? " (closed by client)" : ""}`);
    return `requests: [${list.join(", ")}], open sockets: ${this.openSockets()}, closed by client: ${this.closedByClient}`;
  }
}

function flatten(headers: IncomingMessage["headers"]): Record<string, string> {
  const pairs = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  return Object.fromEntries(pairs);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}
