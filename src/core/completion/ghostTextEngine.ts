import { pause } from "../common/clock";
import { runsHere } from "../models/modelAddress";
import { BackOff } from "./backOff";
import { CompletionCache } from "./completionCache";
import { Confidence } from "./confidence";
import { DocumentGhostText } from "./documentGhostText";
import type { GhostTextPorts, Shared } from "./ghostTextPorts";
import type { DocumentChange, GhostTextQuery } from "./ghostTextQuery";
import { ghostTextRequest } from "./ghostTextRequest";
import { Latency } from "./latency";
import { Refusals } from "./refusals";
import { RelatedParagraphs } from "./relatedParagraphs";
import { mayAsk } from "./triggerPolicy";
import { TypingHistory } from "./typingState";
import { TypingRhythm } from "./typingRhythm";
import { waitMs } from "./waitMs";

/** The least time between two requests that only warm a server up, in milliseconds. */
const WARM_UP_EVERY_MS = 10_000;

/**
 * The way from a cursor to the text shown behind it. What is known already (the suggestion on screen, a stream on
 * its way, the cache) answers at once; only what is not is asked for, after a wait.
 */
export class GhostTextEngine {
  readonly #documents = new Map<string, DocumentGhostText>();
  readonly #typing: TypingHistory;
  readonly #rhythm: TypingRhythm;
  readonly #shared: Shared;
  #wasPaused = false;
  #warmUp = { at: -Infinity, abort: new AbortController() };

  constructor(private readonly ports: GhostTextPorts) {
    const { clock } = ports;
    this.#typing = new TypingHistory(clock);
    this.#rhythm = new TypingRhythm(clock);
    this.#shared = {
      ports,
      cache: new CompletionCache(clock),
      refusals: new Refusals(clock),
      confidence: new Confidence(),
      latency: new Latency(),
      backOff: new BackOff(clock),
      related: new RelatedParagraphs(clock),
    };
  }

  /**
   * The texts to show at the cursor, the best first; none where there is nothing to show, several only when asked
   * by key. Settles as soon as `signal` is aborted, which does not end a request that the writer's typing still
   * agrees with. Throws ModelError.
   */
  async complete(query: GhostTextQuery, signal: AbortSignal): Promise<string[]> {
    const { documentId, explicit } = query;
    const { ports } = this;
    const settings = ports.settings();
    const state = this.#typing.state(documentId);
    const isPaused = ports.isPaused();
    // What stood on screen when the writer wanted quiet does not go on by itself.
    if (isPaused && !this.#wasPaused) this.#withdraw();
    this.#wasPaused = isPaused;
    const decision = !explicit && isPaused ? "never" : mayAsk(query, state, settings);
    const { refusals, backOff, latency } = this.#shared;
    if (signal.aborted) return [];
    // Typing along is no new place: what is on screen stays there.
    if (decision === "never") return (await this.#documents.get(documentId)?.onScreen(query, signal)) ?? [];
    if (!explicit && refusals.isRefusedPlace(query)) return [];
    const document = this.#document(query);
    const known = await document.known(query, signal);
    if (known) return explicit && known.length > 0 ? document.withAlternatives(query, known, signal) : known;
    if (decision === "knownOnly" || (!explicit && !backOff.isOver)) return [];
    const calledAt = ports.clock.now();
    const name = ports.modelName();
    const { gapMs, quietMs } = this.#rhythm;
    const wait =
      decision.extraDelayMs +
      waitMs(query, {
        ...{ gapMs, quietMs, settings, inVain: document.inVain },
        firstTokenMs: latency.firstTokenMs(name),
        isElsewhere: latency.isElsewhere(name),
      });
    if (wait > 0 && !(await pause(ports.clock, wait, signal))) return [];
    this.#warmUp.abort.abort();
    const running = await document.ask(query, signal);
    return running ? ((await document.known(query, signal, { running, calledAt })) ?? []) : [];
  }

  /**
   * A document has changed: to be told at once, before the editor asks again. Says whether the change took over
   * part of what was offered.
   */
  changed(change: DocumentChange): boolean {
    const { documentId } = change;
    const isAccepted = this.#documents.get(documentId)?.changed(change) ?? false;
    this.#typing.changed(change);
    if (isAccepted) this.#typing.accepted(documentId);
    else this.#rhythm.changed(change);
    return isAccepted;
  }

  /** The cursor is at `offset` now, and not by typing; -1 when the document is left. */
  moved(documentId: string, offset: number): void {
    this.#documents.get(documentId)?.moved(offset);
  }

  /** The writer does not want what is shown in this document. */
  refused(documentId: string): void {
    this.#documents.get(documentId)?.refused(documentId);
  }

  /** What was offered last in a document, best first, as far as it is still to come at `offset`. */
  offered(documentId: string, offset: number): readonly string[] {
    return this.#documents.get(documentId)?.offered(offset) ?? [];
  }

  /** Whether an input method is composing in a document, as far as can be told. */
  isComposing(documentId: string): boolean {
    return this.#typing.state(documentId).composition !== undefined;
  }

  /** Lets a server on this machine read the text before the first suggestion is needed. Throws nothing. */
  async warmUp(query: GhostTextQuery): Promise<void> {
    const { clock, model, modelName, told } = this.ports;
    if (clock.now() - this.#warmUp.at < WARM_UP_EVERY_MS) return;
    // A server with one slot would let the writer wait for it.
    if (this.#documents.get(query.documentId)?.isBusy) return;
    const abort = new AbortController();
    this.#warmUp = { at: clock.now(), abort };
    try {
      const asked = await model(false);
      if (!runsHere(asked.info)) return;
      const { prompt, sampling } = await ghostTextRequest(query, asked.info, this.#shared);
      if (abort.signal.aborted) return;
      told({ kind: "asked", purpose: "warmUp", model: modelName(), languageId: query.languageId });
      const request = { prompt, sampling: { ...sampling, maxTokens: 1 } };
      for await (const chunk of asked.stream(request, abort.signal)) if (chunk.kind === "finish") break;
    } catch {
      // Nobody waits for it: what is wrong is said when something is asked for in earnest.
    }
  }

  /** A model that failed may be asked again, and what was said under other settings is forgotten. */
  settingsChanged(): void {
    this.#shared.backOff.succeeded();
    this.#shared.cache.clear();
    this.#withdraw();
  }

  #withdraw(): void {
    for (const document of this.#documents.values()) document.withdraw();
  }

  /** A document was closed. */
  forget(documentId: string): void {
    this.#documents.get(documentId)?.dispose();
    this.#documents.delete(documentId);
    this.#typing.forget(documentId);
  }

  dispose(): void {
    this.#warmUp.abort.abort();
    for (const document of this.#documents.values()) document.dispose();
  }

  #document({ documentId, languageId }: GhostTextQuery): DocumentGhostText {
    const existing = this.#documents.get(documentId);
    if (existing) return existing;
    const document = new DocumentGhostText(languageId, this.#shared);
    this.#documents.set(documentId, document);
    return document;
  }
}
