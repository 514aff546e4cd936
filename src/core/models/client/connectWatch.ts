import { subscribe, unsubscribe } from "node:diagnostics_channel";

/** undici's own channels (https://github.com/nodejs/undici/blob/main/docs/docs/api/DiagnosticsChannel.md). */
const BEGINS = "undici:client:beforeConnect";
const ENDS = ["undici:client:connected", "undici:client:connectError"];

/**
 * Calls `onSlow` when a connection that fetch begins to `host` while this watches is not made after `ms`
 * milliseconds. A connection kept alive from before needs no watching. fetch itself says nothing of where a
 * request is, so undici is listened to; where VS Code sends requests another way it simply stays silent.
 *
 * @param host name with port, as in `URL.host`
 * @returns ends the watch
 */
export function watchConnect(host: string, ms: number, onSlow: () => void): () => void {
  let clock: NodeJS.Timeout | undefined;
  const begin = (message: unknown) => {
    if (connectHost(message) === host) clock ??= setTimeout(onSlow, ms);
  };
  const end = (message: unknown) => {
    if (connectHost(message) !== host) return;
    clearTimeout(clock);
    clock = undefined;
  };
  subscribe(BEGINS, begin);
  for (const channel of ENDS) subscribe(channel, end);
  return () => {
    clearTimeout(clock);
    unsubscribe(BEGINS, begin);
    for (const channel of ENDS) unsubscribe(channel, end);
  };
}

/** `connectParams.host` leaves out the protocol's own port, as `URL.host` does. */
function connectHost(message: unknown): string | undefined {
  return (message as { connectParams?: { host?: string } }).connectParams?.host;
}
