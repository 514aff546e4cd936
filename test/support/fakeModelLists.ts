/** Servers that say what they have: each path has its answer, as it stands in fakeModelListsWire.ts. */
import { sendJson } from "./dialect";
import { startFakeServer, type Exchange, type FakeServer } from "./fakeServer";

/** JSON, or whatever a handler does. */
export type Said = unknown;
type Handle = (exchange: Exchange) => void | Promise<void>;

/** A running server that says what is in `says`, which a test may change. */
export interface ListServer extends FakeServer {
  readonly says: Record<string, Said>;
}

/**
 * Starts a server that answers GET (and POST) by path. With `key` it wants it as a bearer token, as all of these
 * servers do; what it does not know is a 404.
 */
export async function startListServer(
  says: Record<string, Said>,
  { key }: { readonly key?: string } = {},
): Promise<ListServer> {
  const server = await startFakeServer(async (exchange) => {
    const { path, headers } = exchange.request;
    if (key !== undefined && headers.authorization !== `Bearer ${key}`) {
      // OpenAI repeats the end of the key, LiteLLM and others all of it.
      return sendJson(exchange, 401, { error: { message: `Incorrect API key: ${headers.authorization}` } });
    }
    if (!Object.hasOwn(says, path)) return sendJson(exchange, 404, { error: { message: "Not Found" } });
    const said = says[path];
    await (typeof said === "function" ? (said as Handle)(exchange) : sendJson(exchange, 200, said));
  });
  return Object.assign(server, { says });
}

/** The paths that were asked for, in order of arrival. */
export function asked(server: FakeServer): string[] {
  return server.requests.map(({ method, path }) => (method === "GET" ? path : `${method} ${path}`));
}
