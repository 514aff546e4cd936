import { LRUCache } from "lru-cache";
import { abortable } from "../../common/abort";
import type { Logger } from "../../common/logger";
import type { ModelSettings } from "../../settings/settings";
import { findFamily } from "../catalogue/familyCatalogue";
import { modelFacts, type ModelFacts } from "../catalogue/modelFacts";
import { modelAddress } from "../modelAddress";
import { ModelError } from "../modelError";
import type { Hub } from "../weights/hubGet";
import type { GgufFacts } from "../worker/ggufFacts";
import { weightsPath } from "../worker/weightsPath";
import { askServer, fileWord, type ServerWord } from "./askServer";

/** Milliseconds that a server's word holds: behind one address there may be another model tomorrow. */
const KEEP_MS = 10 * 60_000;
/** The same for a server that did not answer, and that may be just starting. */
const KEEP_FAILURE_MS = 30_000;
const MOST_SERVERS = 100;

export interface ModelFactsPorts {
  /** The writer's key for a model's provider and host. */
  readonly key: (settings: ModelSettings) => Promise<string | undefined>;
  /** Whether the model's address may be contacted: not where the workspace named it and nobody approved. */
  readonly mayContact: (settings: ModelSettings) => boolean;
  /** The Hub that the settings name, with the key for its address. */
  readonly hub: () => Hub;
  /** What GGUF files say of themselves. */
  readonly engine: { facts(path: string): Promise<GgufFacts> };
  /** The demo model's file. */
  readonly demoPath: string;
  readonly logger: Logger;
  /** Milliseconds that a server may take to say what it knows. Default 2500: somebody waits for an answer meanwhile. */
  readonly timeoutMs?: number;
}

interface Remembered {
  readonly word: Promise<ServerWord | undefined>;
  /** On the clock of `performance.now`. */
  readonly until: number;
}

/**
 * What is known of each model: the writer's word counts first, then that of the server (or file), then the
 * catalogue's. A server is asked once in a while, and only when the writer left something open.
 */
export class ModelFactsSource {
  readonly #words = new LRUCache<string, Remembered>({ max: MOST_SERVERS });

  constructor(private readonly ports: ModelFactsPorts) {}

  /** Never throws: what cannot be asked is not known. */
  async of(settings: ModelSettings): Promise<ModelFacts> {
    if (isSettled(settings) || !this.ports.mayContact(settings)) return factsOf(settings, undefined);
    return factsOf(settings, await this.#word(settings));
  }

  #word(settings: ModelSettings): Promise<ServerWord | undefined> {
    // The engine remembers by the file's version, which is better than by the clock.
    return settings.provider === "embedded"
      ? this.#asked(settings, undefined).catch(() => undefined)
      : this.#remembered(settings);
  }

  async #remembered(settings: ModelSettings): Promise<ServerWord | undefined> {
    const { provider, model, headers } = settings;
    const key = await this.ports.key(settings).catch(() => undefined);
    const about = JSON.stringify([provider, modelAddress(settings), model, headers, key !== undefined]);
    const known = this.#words.get(about);
    if (known && performance.now() < known.until) return known.word;
    const remember = (ms: number) => void this.#words.set(about, { word, until: performance.now() + ms });
    const word: Promise<ServerWord | undefined> = this.#asked(settings, key).catch(() => {
      remember(KEEP_FAILURE_MS);
      return undefined;
    });
    remember(KEEP_MS);
    return word;
  }

  /** Throws what went wrong, which the log knows already. */
  async #asked(settings: ModelSettings, key: string | undefined): Promise<ServerWord | undefined> {
    const { engine, demoPath, hub, logger, timeoutMs = 2_500 } = this.ports;
    const limit = AbortSignal.timeout(timeoutMs);
    const asking =
      settings.provider === "embedded"
        ? engine.facts(weightsPath(settings, demoPath)).then(fileWord)
        : askServer(settings, key, hub(), limit);
    try {
      // Not everything that is asked listens to the signal.
      const word = await abortable(asking, limit);
      limit.throwIfAborted();
      return word;
    } catch (error) {
      const why = limit.aborted ? "timedOut" : error instanceof ModelError ? error.reason : "failed";
      logger.info(`What ${settings.name} (${settings.provider}) says of itself is not known: ${why}`);
      throw error;
    }
  }
}

/** Whether the writer has said whatever is needed, so that nobody has to be asked. */
function isSettled({ kind, contextTokens, api, promptFormat, vision }: ModelSettings): boolean {
  if (kind === undefined || contextTokens === undefined) return false;
  // A base model goes on with a text, and needs neither a format nor eyes.
  return kind === "base" || (api === "completions" ? promptFormat : vision) !== undefined;
}

function factsOf(
  { kind, contextTokens, vision, promptFormat, model, path }: ModelSettings,
  word: ServerWord | undefined,
) {
  const family = [word?.model, model, path].map((name) => name && findFamily(name)).find(Boolean);
  const guess = !family && word?.tellsTemplate ? guessedKind(word) : undefined;
  return modelFacts({
    user: {
      ...(kind && { kind }),
      ...(contextTokens !== undefined && { contextTokens }),
      ...(vision !== undefined && { vision }),
      ...(promptFormat !== undefined && { promptFormat }),
    },
    ...(word && { server: { ...(guess && { kind: guess }), ...word.facts } }),
    ...(family && { family }),
  });
}

/**
 * What having a chat template or none lets one guess: base models may have one, and older instruct models none, so
 * that it counts only where the catalogue does not know better.
 */
function guessedKind({ facts }: ServerWord): "instruct" | "base" {
  return modelFacts({ user: {}, server: facts }).format ? "instruct" : "base";
}
