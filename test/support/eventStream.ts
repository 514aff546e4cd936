/**
 * Server-sent events as a model server writes them, with the liberties the standard gives: line ends, an
 * optional space after the colon, comments, and any cut between two TCP writes. Or plain lines of JSON.
 *
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
import { setImmediate } from "node:timers/promises";
import type { Exchange } from "./fakeServer";

/** How the bytes of a stream look; nothing here changes what the stream means. */
export interface WireOptions {
  /** End lines with CR LF. */
  readonly crlf?: boolean;
  /** Send a comment before each event, as OpenRouter and TGI do to keep proxies from closing the connection. */
  readonly keepAliveComments?: boolean;
  /** End the stream without `data: [DONE]`. */
  readonly omitDone?: boolean;
  /** Cut the stream into writes of so many bytes; 1 cuts every multi-byte character and every CR LF in two. */
  readonly bytesPerWrite?: number;
  /** "lines": one JSON value a line and nothing else, as Ollama streams. */
  readonly framing?: "events" | "lines";
  /** What stands before the JSON; TGI writes no space. */
  readonly dataPrefix?: "data: " | "data:";
}

/** The body of one streamed answer. Every write waits until the bytes were handed to the socket. */
export class EventStream {
  readonly #exchange: Exchange;
  readonly #wire: WireOptions;
  readonly #lineEnd: string;

  /** Sends the headers at once, as a server does before its model has produced anything. */
  constructor(exchange: Exchange, wire: WireOptions, headers: Readonly<Record<string, string>>) {
    this.#exchange = exchange;
    this.#wire = wire;
    this.#lineEnd = wire.crlf ? "\r\n" : "\n";
    exchange.response.writeHead(200, {
      "content-type": wire.framing === "lines" ? "application/x-ndjson" : "text/event-stream; charset=utf-8",
      "cache-control": "no-cache",
      ...headers,
    });
    exchange.response.flushHeaders();
  }

  /** Sends one event whose data is this value as JSON, and whose name, when it has one, is the value's `type`. */
  async json(value: unknown, named = false): Promise<void> {
    const name = named ? String((value as { readonly type?: unknown }).type) : undefined;
    await this.data(JSON.stringify(value), name);
  }

  /** Sends one event with this data. */
  async data(data: string, name?: string): Promise<void> {
    if (this.#wire.framing === "lines") return this.#write(`${data}${this.#lineEnd}`);
    if (this.#wire.keepAliveComments) {
      await this.#write(`: keep-alive${this.#lineEnd}${this.#lineEnd}`);
    }
    const event = name === undefined ? "" : `event: ${name}${this.#lineEnd}`;
    await this.#write(`${event}${this.#wire.dataPrefix ?? "data: "}${data}${this.#lineEnd}${this.#lineEnd}`);
  }

  /** Ends the stream as HTTP has it. */
  end(): void {
    this.#exchange.response.end();
  }

  async #write(text: string): Promise<void> {
    const bytes = Buffer.from(text, "utf8");
    const size = this.#wire.bytesPerWrite ?? bytes.length;
    for (let start = 0; start < bytes.length; start += size) {
      await this.#send(bytes.subarray(start, start + size));
      if (size < bytes.length) {
        // Another turn of the event loop, so that the pieces do not leave as one.
        await setImmediate();
      }
    }
  }

  #send(bytes: Uint8Array): Promise<void> {
    this.#exchange.gone.throwIfAborted();
    return new Promise((resolve, reject) => {
      this.#exchange.response.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
  }
}
