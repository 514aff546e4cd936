import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
// Loaded when it is first needed, which no virtual clock waits for.
import "../../../../../src/core/completion/completionPrompt";
import { GhostTextEngine } from "../../../../../src/core/completion/ghostTextEngine";
import type { Clock } from "../../../../../src/core/common/clock";
import type { GhostTextQuery } from "../../../../../src/core/completion/ghostTextQuery";
import type { LanguageModel, ModelChunk, ModelRequest } from "../../../../../src/core/models/languageModel";
import { ModelError } from "../../../../../src/core/models/modelError";
import { DEFAULT_SETTINGS } from "../../../../../src/core/settings/settings";
import { VirtualClock } from "../../../../bench/ghost/virtualClock";
import { between } from "../cursor";
import { PacedModel, type PacedAnswer, words } from "../pacedModel";

const DOCUMENT = "file:///story.md";
/** No answer of these tests takes longer, nor the engine's waits and its speculation. */
const LONG_MS = 60_000;

type Step =
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "along"; readonly count: number }
  | { readonly kind: "type"; readonly text: string }
  | { readonly kind: "delete" | "slip" | "move"; readonly count: number }
  | { readonly kind: "ask"; readonly explicit: boolean; readonly keywords: string }
  | { readonly kind: "undo" | "accept" | "refuse" | "elsewhere" | "giveUp" | "retry" };

const of = <K extends string>(...kinds: K[]) => fc.constantFrom(...kinds);
const count = (min: number, max: number) => fc.integer({ min, max });
const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });

const step: fc.Arbitrary<Step> = fc.oneof(
  often(6, fc.record({ kind: of("wait"), ms: fc.constantFrom(0, 20, 60, 150, 400, 900, 3000) })),
  often(5, fc.record({ kind: of("along"), count: count(1, 6) })),
  often(3, fc.record({ kind: of("type"), text: of("x", " ", ", ", "s", "\n", "y z ") })),
  often(6, fc.record({ kind: of("delete", "slip"), count: count(1, 4) })),
  often(2, fc.record({ kind: of("move"), count: count(-6, 6) })),
  often(9, fc.record({ kind: of("ask"), explicit: fc.boolean(), keywords: of("", "", "gull") })),
  often(6, fc.record({ kind: of("undo", "accept", "refuse", "elsewhere", "giveUp", "retry") })),
);

/** How one answer comes; its words are made so that they name their request. */
const paces = fc.record({
  sentences: fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 3 }),
  candidates: fc.integer({ min: 1, max: 3 }),
  end: of("stop", "stop", "length", "rateLimited", "interrupted"),
  firstMs: fc.constantFrom(0, 20, 100, 400, 1500),
  gapMs: fc.constantFrom(0, 10, 40, 300),
});
type Pace = typeof paces extends fc.Arbitrary<infer P> ? P : never;

/** Words that no other request says: "bab1k". */
function sentences({ sentences: lengths }: Pace, tag: string): string {
  let count = 0;
  return lengths
    .map(
      (length) =>
        ` ${Array.from({ length: length + 1 }, () => `${tag}${String.fromCharCode(97 + (count++ % 26))}w`).join(" ")}.`,
    )
    .join("");
}

interface Asked {
  /** White space aside: what was sent, and each answer as far as it goes on with that. */
  readonly from: string;
  readonly answers: readonly string[];
  isOpen: boolean;
}

/** A model that says something else to each request, and knows which are open. */
class NamingModel implements LanguageModel {
  readonly asked: Asked[] = [];
  readonly info;

  constructor(
    private readonly clock: Clock,
    private readonly paces: readonly Pace[],
    host: string,
  ) {
    this.info = { ...new PacedModel(clock, {}).info, prompts: ["text" as const], host };
  }

  get open(): number {
    return this.asked.filter(({ isOpen }) => isOpen).length;
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    const index = this.asked.length;
    const pace = this.paces[index % this.paces.length]!;
    const most =
      request.sampling.maxTokens === 1 ? 1 : Math.min(pace.candidates, request.sampling.candidates ?? 1);
    const texts = Array.from({ length: most }, (_, i) =>
      sentences(pace, `q${String(index)}${"abc".charAt(i)}`),
    );
    const asked: Asked = { from: promptOf(request), answers: texts.map(bare), isOpen: true };
    this.asked.push(asked);
    signal.addEventListener("abort", () => (asked.isOpen = false));
    const chunks = texts.flatMap((text, candidate) =>
      words(text).map((word): ModelChunk => ({
        kind: "text",
        text: word,
        ...(candidate > 0 && { candidate }),
      })),
    );
    const answer: PacedAnswer = {
      chunks,
      end: pace.end === "stop" || pace.end === "length" ? pace.end : new ModelError(pace.end),
      ...{ firstMs: pace.firstMs, gapMs: pace.gapMs },
    };
    try {
      yield* new PacedModel(this.clock, this.info, answer).stream(request, signal);
    } finally {
      asked.isOpen = false;
    }
  }
}

function promptOf({ prompt }: ModelRequest): string {
  if (prompt.kind !== "text") throw new Error(`asked with ${prompt.kind}`);
  return bare(prompt.text.replace(/<!--.*?-->/g, ""));
}

/** A text without its white space, in small letters: seams and sentence beginnings are the filters' business. */
function bare(text: string): string {
  return text.replace(/\s/g, "").toLowerCase();
}

interface Call {
  readonly abort: AbortController;
  readonly query: GhostTextQuery;
  settled: boolean;
  /** In which turn it was given up. */
  givenUp?: number;
}

class Session {
  readonly engine: GhostTextEngine;
  readonly calls: Call[] = [];
  /** How many of the engine's timers have run out. */
  fired = 0;
  #text: string;
  #cursor: number;
  #version = 0;
  /** How often time has passed. */
  #turn = 0;
  #undo: { offset: number; removed: string; inserted: string }[] = [];

  constructor(
    readonly model: NamingModel,
    readonly clock: VirtualClock,
    private readonly lineBreak: string,
    speculate: "off" | "all",
    private readonly most: number,
  ) {
    this.clock = clock;
    this.#text = `First of all it rained.${lineBreak}${lineBreak}The old captain looked at`;
    this.#cursor = this.#text.length;
    const counted: Clock = {
      now: () => clock.now(),
      after: (ms, run) =>
        clock.after(ms, () => {
          this.fired++;
          run();
        }),
    };
    this.engine = new GhostTextEngine({
      clock: counted,
      modelName: () => "naming",
      model: () => Promise.resolve(model),
      settings: () => ({
        ...DEFAULT_SETTINGS.ghostText,
        speculate,
        contextTokens: 4000,
        otherDocuments: "off" as const,
      }),
      others: () => [],
      isTrusted: () => true,
      isPaused: () => false,
      told: () => undefined,
      grown: () => undefined,
      failed: () => undefined,
    });
  }

  async do(next: Step): Promise<void> {
    const offered = this.engine.offered(DOCUMENT, this.#cursor)[0] ?? "";
    switch (next.kind) {
      case "wait":
        await this.#wait(next.ms);
        break;
      case "along":
        for (const key of offered.slice(0, next.count)) this.#change(this.#cursor, 0, this.#own(key));
        break;
      case "type":
        this.#change(this.#cursor, 0, this.#own(next.text));
        break;
      case "delete": {
        const count = Math.min(next.count, this.#cursor);
        if (count > 0) this.#change(this.#cursor - count, count, "");
        break;
      }
      case "slip": {
        // Deleted, and something else typed in its place.
        const count = Math.min(next.count, this.#cursor);
        for (let i = 0; i < count; i++) this.#change(this.#cursor - 1, 1, "");
        for (let i = 0; i < count; i++) this.#change(this.#cursor, 0, "z");
        break;
      }
      case "move":
        this.#moveTo(Math.max(0, Math.min(this.#text.length, this.#cursor + next.count)));
        break;
      case "elsewhere":
        // Another editor of the same document, or another program.
        this.#change(5, 1, "xyz".slice(0, 1 + (this.#version % 3)), false);
        break;
      case "undo": {
        const last = this.#undo.pop();
        if (last) this.#change(last.offset, last.inserted.length, last.removed, true, "undo");
        break;
      }
      case "accept":
        if (offered !== "") this.#change(this.#cursor, 0, this.#own(offered));
        break;
      case "refuse":
        this.#version++;
        this.engine.refused(DOCUMENT);
        break;
      case "ask":
        this.#ask(next);
        break;
      case "giveUp":
        this.#giveUp();
        break;
      case "retry":
        this.#version++;
        this.engine.settingsChanged();
        break;
    }
    expect(this.model.open).toBeLessThanOrEqual(this.most);
  }

  async end(): Promise<void> {
    await this.#wait(LONG_MS);
    expect(this.calls.every(({ settled }) => settled)).toBe(true);
  }

  async #wait(ms: number): Promise<void> {
    // What was on its way already arrives in the old turn.
    await this.clock.advanceTo(this.clock.now());
    this.#turn++;
    await this.clock.advanceTo(this.clock.now() + ms);
  }

  #own(text: string): string {
    return text.replaceAll("\n", this.lineBreak);
  }

  #ask({ explicit, keywords }: Extract<Step, { kind: "ask" }>): void {
    this.#giveUp();
    const [version, cursor] = [this.#version, this.#cursor];
    const query = between(this.#text.slice(0, cursor), this.#text.slice(cursor), {
      explicit,
      ...(explicit && keywords && { keywords }),
    });
    const call: Call = { abort: new AbortController(), query, settled: false };
    this.calls.push(call);
    void this.engine.complete(query, call.abort.signal).then(
      (texts) => {
        call.settled = true;
        this.#judge(call, texts, version === this.#version && cursor === this.#cursor);
      },
      (error: unknown) => {
        call.settled = true;
        if (!(error instanceof ModelError)) this.failures.push(error);
      },
    );
  }

  /** What went wrong in a call, which nobody waits for. */
  readonly failures: unknown[] = [];

  /** The editor's token dies with every key. What was settled in the same turn could not know. */
  #giveUp(): void {
    for (const call of this.calls.filter(({ givenUp }) => givenUp === undefined)) {
      call.givenUp = this.#turn;
      call.abort.abort();
    }
  }

  #judge({ givenUp = Infinity, query }: Call, texts: readonly string[], isStill: boolean): void {
    try {
      if (givenUp < this.#turn) expect(texts, "a cancelled call").toEqual([]);
      if (!isStill || givenUp < Infinity || texts.length === 0) return;
      expect(this.engine.offered(DOCUMENT, query.offset), "offered").toEqual(texts);
      for (const text of texts) this.#expectToGoOn(query, text);
    } catch (error) {
      this.failures.push(error);
    }
  }

  /** The last request that said something of a text was asked here, or somewhere along what it said. */
  #expectToGoOn({ prefix }: GhostTextQuery, text: string): void {
    const tag = /q(\d+)([abc])[a-z]w[^q]*$/i.exec(text);
    if (!tag) return;
    const { from = "", answers = [] } = this.model.asked[Number(tag[1])] ?? {};
    const said = from + (answers["abc".indexOf(tag[2] ?? "a")] ?? "");
    const begun = bare(prefix + text);
    expect(said.slice(0, begun.length), `request ${tag[1] ?? ""}`).toBe(begun);
  }

  #moveTo(cursor: number): void {
    if (cursor === this.#cursor) return;
    this.#giveUp();
    this.#cursor = cursor;
    this.engine.moved(DOCUMENT, cursor);
  }

  #change(
    offset: number,
    removedLength: number,
    inserted: string,
    isHere = true,
    kind: "edit" | "undo" = "edit",
  ): void {
    this.#giveUp();
    const removed = this.#text.slice(offset, offset + removedLength);
    this.#text = this.#text.slice(0, offset) + inserted + this.#text.slice(offset + removedLength);
    this.#version++;
    this.#cursor = isHere
      ? offset + inserted.length
      : this.#cursor + (this.#cursor >= offset + removedLength ? inserted.length - removedLength : 0);
    if (kind === "edit") this.#undo.push({ offset, removed, inserted });
    this.engine.changed({ documentId: DOCUMENT, offset, removedLength, inserted, kind });
    // The editor tells of the cursor, too.
    this.engine.moved(DOCUMENT, this.#cursor);
  }
}

const setting = fc.record({
  steps: fc.array(step, { maxLength: 40 }),
  paces: fc.array(paces, { minLength: 1, maxLength: 4 }),
  lineBreak: fc.constantFrom("\n", "\r\n"),
  speculate: fc.constantFrom("off" as const, "all" as const),
  isHere: fc.boolean(),
});

async function begin({
  paces,
  lineBreak,
  speculate,
  isHere,
  steps,
}: typeof setting extends fc.Arbitrary<infer S> ? S : never) {
  const clock = new VirtualClock();
  const model = new NamingModel(clock, paces, isHere ? "127.0.0.1:8080" : "api.example.com");
  const session = new Session(model, clock, lineBreak, speculate, isHere ? 1 : 2);
  for (const next of steps) await session.do(next);
  return session;
}

const RUNS = { numRuns: Number(process.env.RUNS ?? 300) };

describe("GhostTextEngine, whatever the writer does", () => {
  it("settles every call, shows only what goes on from the place, and asks no more than it may", async () => {
    await fc.assert(
      fc.asyncProperty(setting, async (how) => {
        const session = await begin(how);
        await session.end();
        expect(session.failures).toEqual([]);
      }),
      RUNS,
    );
  });

  it("leaves nothing running and no timer once it is disposed", async () => {
    await fc.assert(
      fc.asyncProperty(setting, fc.boolean(), async (how, isGivenUp) => {
        const session = await begin(how);
        session.engine.dispose();
        // The editor does so as a rule.
        if (isGivenUp) for (const { abort } of session.calls) abort.abort();
        await session.clock.advanceTo(session.clock.now());
        expect(session.model.open).toBe(0);
        const before = { fired: session.fired, asked: session.model.asked.length };
        await session.end();
        expect(session.model.asked.length).toBe(before.asked);
        if (isGivenUp) expect(session.fired).toBe(before.fired);
      }),
      RUNS,
    );
  });
});
