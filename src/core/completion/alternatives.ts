import type { Match } from "./completionCache";
import type { Continuation } from "./continuation";
import type { DocumentRequests } from "./documentRequests";
import type { Shared } from "./ghostTextPorts";
import type { GhostTextQuery } from "./ghostTextQuery";
import { MOST_CANDIDATES } from "./ghostTextRequest";
import { textsWhenEnough } from "./textsToShow";

/** How long further candidates may take, in milliseconds. */
const ALTERNATIVES_MS = 4000;

/**
 * `texts`, which a match has led to, and others beside them, from a model that is asked until there are enough.
 * What fails or takes too long is left out: what is there already counts. None when `signal` is aborted.
 */
export async function withAlternatives(
  match: Match,
  texts: readonly string[],
  query: GhostTextQuery,
  { requests, shared }: { readonly requests: DocumentRequests; readonly shared: Shared },
  signal: AbortSignal,
): Promise<string[]> {
  const { cache, ports } = shared;
  const until = ports.clock.now() + ALTERNATIVES_MS;
  const all = new Set(texts);
  // At its own place the first answer stays the first.
  let alternatives: Continuation | undefined = match.typed === "" ? match.continuation : undefined;
  for (let i = 1; i < MOST_CANDIDATES && all.size < MOST_CANDIDATES; i++) {
    const left = until - ports.clock.now();
    const more = left > 0 ? await another(left) : undefined;
    if (signal.aborted) return [];
    if (!more) break;
    for (const text of more.texts) all.add(text);
    alternatives?.adopt(more.continuation);
    alternatives ??= more.continuation;
    cache.set({ ...query, model: ports.modelName() }, alternatives);
  }
  return [...all];

  async function another(ms: number) {
    const enough = new AbortController();
    const both = AbortSignal.any([signal, enough.signal]);
    const cancel = ports.clock.after(ms, () => enough.abort());
    try {
      const running = await requests.ask(query, both);
      if (!running) return undefined;
      const { continuation } = running;
      const options = { length: ports.settings().length, early: false, end: 0 };
      const found = await textsWhenEnough({ continuation, typed: "" }, query, options, requests, both);
      running.stop();
      return { continuation, texts: found };
    } catch {
      return undefined;
    } finally {
      cancel();
    }
  }
}
