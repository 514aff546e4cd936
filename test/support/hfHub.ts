/** The Hub and its router, for tests of what leaves this machine when no endpoint is named. */
import { vi } from "vitest";
import { forThisTest } from "./askModel";
import { sendJson } from "./dialect";
import { startFakeServer, type Exchange, type FakeServer } from "./fakeServer";

type Answer = (exchange: Exchange) => void | Promise<void>;

// The client remembers where a model is served, so each test has a model of its own.
let models = 0;
export const newModel = () => `acme/tiny-${++models}`;

/**
 * The Hub, whose names cannot be served from this machine: the requests for its two hosts are led to one fake,
 * which sees the path under the name of the host. `lookUp` answers the question who serves a model, `answer` what
 * is asked through the router. Wants `vi.unstubAllGlobals` after the test.
 */
export async function startHub(lookUp: Answer, answer: Answer): Promise<FakeServer> {
  const hub = await forThisTest(
    startFakeServer((exchange) =>
      exchange.request.path.startsWith("/huggingface.co/") ? lookUp(exchange) : answer(exchange),
    ),
  );
  const realFetch = globalThis.fetch;
  vi.stubGlobal("fetch", (input: string | URL | Request, init?: RequestInit) => {
    const { host, pathname, search } = new URL(input instanceof Request ? input.url : input);
    return realFetch(`${hub.url}/${host}${pathname}${search}`, init);
  });
  return hub;
}

/** Says that this provider serves the model. */
export const servedBy =
  (provider: string, task: string): Answer =>
  (exchange) =>
    sendJson(exchange, 200, {
      inferenceProviderMapping: { [provider]: { providerId: "tiny-at-provider", status: "live", task } },
    });
