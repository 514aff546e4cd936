/** A server whose events are just what a test says, for what no protocol has but some server sends. */
import { EventStream } from "./eventStream";
import { startFakeServer, type FakeServer } from "./fakeServer";

/** Starts a server that answers every request with these events, each as JSON, and a proper end. */
export function startRawEventServer(events: readonly unknown[]): Promise<FakeServer> {
  return startFakeServer(async (exchange) => {
    const stream = new EventStream(exchange, {}, {});
    for (const event of events) await stream.json(event);
    stream.end();
  });
}
