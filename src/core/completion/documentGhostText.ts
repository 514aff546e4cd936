import { pause } from "../common/clock";
import { withAlternatives } from "./alternatives";
import { isMatch, type Match } from "./completionCache";
import type { Continuation } from "./continuation";
import { DocumentRequests } from "./documentRequests";
import type { Happening, Shared } from "./ghostTextPorts";
import type { DocumentChange, GhostTextQuery } from "./ghostTextQuery";
import { Offered } from "./offered";
import type { RunningCompletion } from "./runningCompletion";
import { textsWhenEnough } from "./textsToShow";

/** What was hidden comes back no sooner than after so many milliseconds: anything faster is a flicker. */
const CALM_MS = 150;
/** How long a suggestion stands before what would follow it is asked for, in milliseconds. */
const SPECULATE_AFTER_MS = 750;

/** How an offer came about. */
interface How {
  readonly running?: RunningCompletion | undefined;
  /** When the editor asked, where the model had to be asked. */
  readonly calledAt?: number | undefined;
}

/** Ghost text in one document: what is offered there, and what is on its way. */
export class DocumentGhostText {
  readonly #requests: DocumentRequests;
  readonly #accepted = new WeakSet<Continuation>();
  #offered: Offered | undefined;
  /** When the writer's typing hid a suggestion last, in milliseconds of the clock. */
  #hiddenAt = -Infinity;
  #cancelSpeculation: (() => void) | undefined;
  #growth = new AbortController();
  #isClosed = false;

  constructor(
    private readonly languageId: string,
    private readonly shared: Shared,
  ) {
    this.#requests = new DocumentRequests(shared);
  }

  /**
   * What is known at the cursor: the suggestion on screen, a stream on its way, the cache, in this order. Waits for a
   * stream that has too little yet. None where nothing may be shown; undefined where nothing is known.
   */
  async known(
    query: GhostTextQuery,
    signal: AbortSignal,
    asked?: { readonly running: RunningCompletion; readonly calledAt: number },
  ): Promise<string[] | undefined> {
    const calledAt = asked?.calledAt;
    const match = asked ? { continuation: asked.running.continuation, typed: "" } : this.#find(query);
    if (!match) return undefined;
    const { explicit } = query;
    const { continuation, typed } = match;
    const { refusals, confidence, ports } = this.shared;
    if (!explicit && refusals.isRefused(continuation)) return [];
    const running = this.#requests.of(continuation);
    const texts = await this.#texts(match, query, signal, !explicit);
    if (signal.aborted) return [];
    // A rest that may not be shown is no reason not to ask again; a whole answer is.
    if (texts.length === 0) {
      if (asked?.running.error !== undefined) throw asked.running.error as Error;
      const isWhole = typed === "" && !continuation.isBroken && !explicit;
      return asked || isWhole || this.#requests.of(continuation) ? [] : undefined;
    }
    const isOnScreen = this.#offered?.shows(continuation) === true;
    if (!explicit && !isOnScreen && !confidence.isEnough(continuation.meanLogprob)) return [];
    const calm = this.#hiddenAt + CALM_MS - ports.clock.now();
    if (!explicit && calm > 0 && !(await pause(ports.clock, calm, signal))) return [];
    if (this.#isClosed) return [];
    if (explicit) refusals.forgive(continuation, query);
    this.#offer(match, texts, query, { running, calledAt });
    return texts;
  }

  /** The rest of what the writer types along with; none when nothing is on screen. */
  async onScreen(query: GhostTextQuery, signal: AbortSignal): Promise<string[]> {
    const isThere = this.#offered?.isVisible && this.offered(query.offset).length > 0;
    return isThere ? ((await this.known(query, signal)) ?? []) : [];
  }

  /** Requests in a row that came to nothing. */
  get inVain(): number {
    return this.#requests.inVain;
  }

  get isBusy(): boolean {
    return this.#requests.isBusy;
  }

  /** Asks a model, as `DocumentRequests.ask` does. */
  ask(query: GhostTextQuery, signal: AbortSignal): Promise<RunningCompletion | undefined> {
    return this.#requests.ask(query, signal);
  }

  /** `texts`, which are on screen, and others beside them. */
  async withAlternatives(query: GhostTextQuery, texts: string[], signal: AbortSignal): Promise<string[]> {
    const match = this.#offered?.match;
    if (!match) return texts;
    const parts = { requests: this.#requests, shared: this.shared };
    const all = await withAlternatives(match, texts, query, parts, signal);
    if (this.#isClosed || all.length === 0) return [];
    this.#offer(match, all, query, {});
    return all;
  }

  /** Takes a change of the document in. Says whether it took over part of what is offered. */
  changed(change: DocumentChange): boolean {
    this.#requests.follow(change);
    const offered = this.#offered;
    if (!offered) return false;
    const outcome = offered.follow(change);
    if (outcome === "hides") this.#hiddenAt = this.shared.ports.clock.now();
    if (outcome === "accepted") {
      const { continuation } = offered.match;
      const isFirst = !this.#accepted.has(continuation);
      this.#accepted.add(continuation);
      this.shared.confidence.accepted();
      this.#tell(continuation.model, { kind: "accepted", characters: change.inserted.length, isFirst });
    }
    if (!offered.isVisible) this.#cancelSpeculation?.();
    return outcome === "accepted";
  }

  /** The cursor is at `offset` now, and not by typing; -1 when the document is left. */
  moved(offset: number): void {
    this.#requests.keepAt(offset);
    this.#offered?.moved(offset);
    if (!this.#offered?.isVisible) this.#cancelSpeculation?.();
  }

  /** The writer does not want what is shown. */
  refused(documentId: string): void {
    if (!this.#offered) return;
    const { prefix, match } = this.#offered;
    const { continuation } = match;
    this.shared.refusals.refuse(continuation, { documentId, prefix });
    this.shared.confidence.refused();
    this.#requests.of(continuation)?.stop();
    this.#cancelSpeculation?.();
    this.#offered = undefined;
    this.#tell(continuation.model, { kind: "refused" });
  }

  /** The candidates as far as they are still to come at `offset`. */
  offered(offset: number): readonly string[] {
    return this.#offered?.restAt(offset) ?? [];
  }

  /** Shows and asks nothing from now on. */
  dispose(): void {
    this.#requests.close();
    this.withdraw();
    this.#isClosed = true;
  }

  /** Nothing is offered any more, and nothing on its way. */
  withdraw(): void {
    this.#requests.keepAt(-1);
    this.#cancelSpeculation?.();
    this.#growth.abort();
    this.#offered = undefined;
  }

  #find(query: GhostTextQuery): Match | undefined {
    const model = this.shared.ports.modelName();
    const { offset, keywords } = query;
    const here = [this.#offered?.matchAt(offset), this.#requests.matchAt(offset)];
    const match = keywords
      ? undefined
      : here.find((one) => one?.continuation.model === model && isMatch(one));
    return match ?? this.shared.cache.get({ ...query, model }, query);
  }

  #texts(match: Match, query: GhostTextQuery, signal: AbortSignal, early: boolean): Promise<string[]> {
    const { length } = this.shared.ports.settings();
    const end = this.#offered?.shows(match.continuation) ? this.#offered.end : 0;
    return textsWhenEnough(match, query, { length, early, end }, this.#requests, signal);
  }

  #offer(match: Match, texts: readonly string[], query: GhostTextQuery, how: How): void {
    const { clock } = this.shared.ports;
    const { continuation } = match;
    const isNew = this.#offered?.match.continuation !== continuation;
    this.#offered = new Offered(match, texts, query);
    this.#requests.wasOfUse(continuation);
    const { running, calledAt } = how;
    const { startedAt = 0, firstTokenAt = startedAt } = running ?? {};
    this.#tell(continuation.model, {
      ...{ kind: "offered", isNew, characters: texts[0]?.length ?? 0 },
      ...(calledAt === undefined
        ? { from: running ? "stream" : "cache" }
        : {
            from: "model",
            stages: {
              waitMs: startedAt - calledAt,
              firstTokenMs: firstTokenAt - startedAt,
              pieceMs: clock.now() - firstTokenAt,
            },
          }),
    });
    this.#cancelSpeculation?.();
    this.#cancelSpeculation = clock.after(SPECULATE_AFTER_MS, () => void this.#speculate(query));
    this.#growth.abort();
    if (running) void this.#watchGrowth(this.#offered, query, (this.#growth = new AbortController()).signal);
  }

  /** Has the editor ask again, once, when a few words on screen have become a whole sentence. */
  async #watchGrowth(offered: Offered, query: GhostTextQuery, signal: AbortSignal): Promise<void> {
    const { grown, isPaused } = this.shared.ports;
    try {
      const [whole = ""] = await this.#texts(offered.match, query, signal, false);
      const isThere = this.#offered === offered && offered.isVisible && offered.cursor === query.offset;
      if (isThere && !isPaused() && whole.length > (offered.texts[0]?.length ?? 0)) grown(query.documentId);
    } catch {
      // The stream broke off: what is on screen is all there is.
    }
  }

  /** Asks for what follows the suggestion on screen, when nothing of it is known. */
  async #speculate(query: GhostTextQuery): Promise<void> {
    const { ports, backOff } = this.shared;
    const match = this.#offered?.matchAt(query.offset);
    const { speculate, eagerness } = ports.settings();
    const isWanted = speculate !== "off" && eagerness !== "onlyWhenAsked" && !ports.isPaused();
    if (!match || !isWanted || !backOff.isOver || !this.#isAllShown(match)) return;
    const abort = new AbortController();
    this.#cancelSpeculation = () => abort.abort();
    try {
      await this.#requests.askForMore(match, query, abort.signal);
    } catch {
      // Nobody waits for it: what is wrong is said when something is asked for in earnest.
    }
  }

  /** Whether all that is known of a continuation is on screen. */
  #isAllShown({ continuation: { first }, typed }: Match): boolean {
    const rest = first.rest(typed + (this.#offered?.texts[0] ?? ""));
    return first.hasMore && first.finished !== "no" && typeof rest === "object" && rest.text.trim() === "";
  }

  #tell(model: string, happening: Happening): void {
    this.shared.ports.told({ model, languageId: this.languageId, ...happening });
  }
}
