/**
 * The host that sends the bytes of the Hub's large files: plain HTTP with ranges, and whatever can go wrong on the way.
 *
 * - https://www.rfc-editor.org/rfc/rfc9110#name-range (14.2: 206 with Content-Range, 14.4; 416 with an unsatisfied range, 15.5.17)
 * - https://www.rfc-editor.org/rfc/rfc9110#name-if-range (13.1.5: another validator gets the whole file with 200)
 */
import { createHash } from "node:crypto";
import { startFakeServer, type Exchange, type FakeServer } from "./fakeServer";

/** How one answer is to go wrong. */
export type Fault =
  /** The connection ends before the body. */
  | { readonly kind: "drop" }
  /** So many bytes, and then silence until the client goes or `drop` is called. */
  | { readonly kind: "stall"; readonly afterBytes: number }
  /** 200 with the whole file, whatever was asked. */
  | { readonly kind: "ignoreRange" }
  /** One byte of the body is another. */
  | { readonly kind: "damage" }
  /** 206, but with other bytes than those that were asked for. */
  | { readonly kind: "wrongRange" }
  | { readonly kind: "status"; readonly status: number; readonly headers?: Record<string, string> };

export interface HubStorage extends FakeServer {
  /** Keeps a file and says where it can be had. */
  keep(content: Uint8Array): string;
  /** What happens to the next answers, in order; the later ones are right. */
  fail(...faults: readonly Fault[]): void;
  /** Ends the connections of stalled answers. */
  readonly drop: () => void;
  /** Gives every file another ETag from now on, as another node of a CDN may. */
  changeETags(): void;
}

export async function startHubStorage(): Promise<HubStorage> {
  const files = new Map<string, Uint8Array>();
  let faults: readonly Fault[] = [];
  let generation = 1;
  const stalled = new Set<Exchange>();
  const server = await startFakeServer((exchange) => {
    const content = files.get(exchange.request.path);
    if (!content) return void exchange.response.writeHead(404).end();
    const [fault, ...later] = faults;
    faults = later;
    if (fault?.kind === "stall") stalled.add(exchange);
    send(exchange, content, `"${generation}-${content.length}"`, fault);
  });
  return Object.assign(server, {
    keep: (content: Uint8Array) => {
      const path = `/xet-bridge-us/${createHash("sha256").update(content).digest("hex")}`;
      files.set(path, content);
      return `${server.url}${path}?X-Xet-Cas-Uid=public&Expires=1781098782`;
    },
    fail: (...next: readonly Fault[]) => {
      faults = next;
    },
    drop: () => {
      for (const exchange of stalled) exchange.drop();
      stalled.clear();
    },
    changeETags: () => {
      generation++;
    },
  });
}

function send(exchange: Exchange, content: Uint8Array, etag: string, fault?: Fault): void {
  const { request, response } = exchange;
  if (fault?.kind === "drop") {
    exchange.drop();
    return;
  }
  if (fault?.kind === "status") return void response.writeHead(fault.status, fault.headers).end();
  const ifRange = request.headers["if-range"];
  const holds = (ifRange === undefined || ifRange === etag) && fault?.kind !== "ignoreRange";
  const start = holds ? Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? NaN) : NaN;
  const common = { etag, "accept-ranges": "bytes", "content-type": "application/octet-stream" };
  if (start >= content.length) {
    response.writeHead(416, { ...common, "content-range": `bytes */${content.length}` }).end();
    return;
  }
  const from = Number.isNaN(start) ? 0 : fault?.kind === "wrongRange" ? start - 1 : start;
  const body = Buffer.from(content.subarray(from));
  if (fault?.kind === "damage") body[0] = (body[0] ?? 0) ^ 1;
  const range = { "content-range": `bytes ${from}-${content.length - 1}/${content.length}` };
  response.writeHead(Number.isNaN(start) ? 200 : 206, {
    ...common,
    "content-length": body.length,
    ...(!Number.isNaN(start) && range),
  });
  if (fault?.kind === "stall") response.write(body.subarray(0, fault.afterBytes));
  else response.end(body);
}
