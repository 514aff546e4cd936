import { abortable } from "../common/abort";
import type { LanguageModel, ModelRequest } from "../models/languageModel";
import { runsHere } from "../models/modelAddress";
import type { Match } from "./completionCache";
import { Continuation } from "./continuation";
import type { GhostTextEvent } from "./ghostTextEvent";
import type { Shared } from "./ghostTextPorts";
import type { DocumentChange, GhostTextQuery } from "./ghostTextQuery";
import { ghostTextRequest, includes } from "./ghostTextRequest";
import { RunningCompletion } from "./runningCompletion";
import { TypedSince } from "./typedSince";

/** Requests in flight at the same time: a model on this machine answers one at a time anyway. */
const MOST_HERE = 1;
const MOST_ELSEWHERE = 2;

/** What is asked of whom, and why. */
interface Asking {
  readonly model: LanguageModel;
  readonly request: ModelRequest;
  readonly purpose: Extract<GhostTextEvent, { kind: "asked" }>["purpose"];
}

/** Asks models for one document, and keeps the requests that are in flight. */
export class DocumentRequests {
  readonly #running = new Set<RunningCompletion>();
  readonly #ofUse = new WeakSet<Continuation>();
  #inVain = 0;
  #isClosed = false;

  constructor(private readonly shared: Shared) {}

  /**
   * Asks a model at the cursor. Undefined when `signal` was aborted before the request was sent. Throws ModelError
   * when there is no model to ask.
   */
  async ask(query: GhostTextQuery, signal: AbortSignal): Promise<RunningCompletion | undefined> {
    const { ports, cache, backOff } = this.shared;
    const name = ports.modelName();
    const model = await abortable(ports.model(query.explicit), signal).catch((error: unknown) => {
      if (!query.explicit) backOff.failed(error);
      throw error;
    });
    if (!model) return undefined;
    const request = await ghostTextRequest(query, model.info, this.shared);
    if (signal.aborted || this.#isClosed) return undefined;
    const continuation = new Continuation(query, name);
    cache.set({ ...query, model: name }, continuation);
    const match = { continuation, typed: "" };
    return this.#start(match, query, { model, request, purpose: "suggestion" });
  }

  /**
   * Asks for what follows a continuation of which nothing more is known. Does nothing where the settings do not want
   * that of this model. Throws ModelError when there is no model to ask.
   */
  async askForMore(match: Match, query: GhostTextQuery, signal: AbortSignal): Promise<void> {
    const { ports } = this.shared;
    const { speculate } = ports.settings();
    const { continuation, typed } = match;
    const answer = continuation.first;
    const model = await abortable(ports.model(false), signal);
    if (!model || !includes(speculate, model.info)) return;
    const end = answer.end;
    const ahead = end.prefix.length - continuation.place.prefix.length - typed.length;
    // One answer goes on with the first; what was asked for by key was for the first alone.
    const next = { ...query, ...end, offset: query.offset + ahead, explicit: false, keywords: "" };
    const request = await ghostTextRequest(next, model.info, this.shared);
    if (signal.aborted || this.#isClosed) return;
    answer.extend(end);
    this.#start(match, query, { model, request, purpose: "speculation" });
  }

  /** Requests in a row that were given up before anything of them was shown. */
  get inVain(): number {
    return this.#inVain;
  }

  /** Something of it is shown. */
  wasOfUse(continuation: Continuation): void {
    this.#inVain = 0;
    this.#ofUse.add(continuation);
  }

  /** Whether a request is in flight. */
  get isBusy(): boolean {
    return this.#open.length > 0;
  }

  of(continuation: Continuation): RunningCompletion | undefined {
    return this.#open.find((running) => running.continuation === continuation);
  }

  /** A stream that continues the place at `offset`, and what was typed there since it was asked for. */
  matchAt(offset: number): Match | undefined {
    const running = this.#open.find(({ typed }) => typed.cursor === offset);
    return running && { continuation: running.continuation, typed: running.typed.text };
  }

  /** Stops what a change of the document makes useless. */
  follow(change: DocumentChange): void {
    for (const running of this.#open) if (!running.follow(change)) running.stop();
  }

  /** Stops what continues another place than that at `offset`. */
  keepAt(offset: number): void {
    for (const running of this.#open) if (running.typed.cursor !== offset) running.stop();
  }

  /** Stops all that is in flight, and asks nothing any more. */
  close(): void {
    this.#isClosed = true;
    this.keepAt(-1);
  }

  get #open(): RunningCompletion[] {
    return [...this.#running].filter(({ isDone }) => !isDone);
  }

  /** Begins to read the stream that goes on with a continuation; the oldest makes room for it. */
  #start({ continuation, typed }: Match, query: GhostTextQuery, asking: Asking): RunningCompletion {
    const { model, request, purpose } = asking;
    const isHere = runsHere(model.info);
    this.shared.latency.place(continuation.model, isHere);
    const most = isHere ? MOST_HERE : MOST_ELSEWHERE;
    for (const one of this.#open.slice(0, Math.max(0, this.#open.length - most + 1))) one.stop();
    const since = new TypedSince(query.offset - typed.length, typed);
    const running = new RunningCompletion(continuation, since, this.shared.ports.clock);
    this.#running.add(running);
    this.#tell(query, continuation, { kind: "asked", purpose });
    void running.read(model, request).then(() => this.#ended(running, query, purpose));
    return running;
  }

  #ended(running: RunningCompletion, query: GhostTextQuery, purpose: Asking["purpose"]): void {
    const { latency, backOff, cache, ports } = this.shared;
    const { continuation, error, wasStopped, startedAt, firstTokenAt } = running;
    this.#running.delete(running);
    if (firstTokenAt !== undefined) latency.record(continuation.model, firstTokenAt - startedAt);
    if (error !== undefined) backOff.failed(error);
    else if (!wasStopped) backOff.succeeded();
    // For what is asked ahead nobody waits: what is wrong is said when something is asked for in earnest.
    if (error !== undefined && purpose === "suggestion") ports.failed(error);
    if (wasStopped && purpose === "suggestion" && !this.#ofUse.has(continuation)) this.#inVain++;
    const kind = wasStopped ? "aborted" : error === undefined ? "finished" : "failed";
    this.#tell(query, continuation, { kind });
    continuation.isBroken = kind !== "finished";
    // That nothing came before the end is no answer.
    if (kind !== "finished" && !continuation.first.text)
      cache.delete({ ...query, model: continuation.model }, continuation);
  }

  #tell(
    { languageId }: GhostTextQuery,
    { model }: Continuation,
    event:
      | Pick<Extract<GhostTextEvent, { kind: "asked" }>, "kind" | "purpose">
      | { kind: "finished" | "aborted" | "failed" },
  ): void {
    this.shared.ports.told({ model, languageId, ...event });
  }
}
