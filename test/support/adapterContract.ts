/**
 * What every adapter promises, asked of each in the same words: `test/wire/contract/<adapter>.test.ts` plugs one in
 * with the fake server of its protocol.
 */
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { TokenUsage } from "../../src/core/models/languageModel";
import type { Prompt } from "../../src/core/models/prompt";
import type { ModelError, ModelErrorReason } from "../../src/core/models/modelError";
import type { ModelPorts, Timeouts } from "../../src/core/models/modelPorts";
import type { ModelSettings } from "../../src/core/settings/settings";
import { answerOf, ask, chat, collect, failureOf, forThisTest, modelFor, never, textOf } from "./askModel";
import { asking, CHUNKS, TEXT, type ContractServer, type StartAsking } from "./contractAsking";
import { describeCancelling } from "./contractCancelling";
import type { Answer } from "./script";

/** One model of one adapter, and what is particular about it. */
export interface AdapterSpec<Server extends ContractServer = ContractServer> {
  /** For instance "Ollama, chat". */
  readonly name: string;
  /** Starts its fake; with `bytesPerWrite` the fake cuts what it streams into writes of so many bytes. */
  readonly start: (wire: { readonly bytesPerWrite?: number }) => Promise<Server>;
  /** The model at that fake. */
  readonly settings: (server: Server) => Omit<ModelSettings, "name">;
  /** Given to the adapter besides the key `CONTRACT_KEY` and the time-outs. */
  readonly ports?: (server: Server) => Partial<ModelPorts>;
  /** The prompts it takes as they are; the others must be a badRequest that sends nothing. */
  readonly prompts: readonly [Prompt["kind"], ...Prompt["kind"][]];
  /** Whether it looks when a server that was loading is ready, and then asks it again at once. */
  readonly looksWhetherLoaded?: boolean;
  /** Whether its stream ends with the server's count of tokens. */
  readonly usage: boolean;
  /** Where its protocol says less, or more, than the reasons of `FAULTS`; "never": it has no such fault. */
  readonly faults?: Partial<Record<Fault, ModelErrorReason | "never">>;
}

/** The key that every adapter is given; no error may remember it. */
export const CONTRACT_KEY = "hf_contract-0123456789abcdef";

const SECRET = "the lighthouse keeper hid the letter";

export const PROMPTS: Readonly<Record<Prompt["kind"], Prompt>> = {
  chat: { ...chat(SECRET), system: "You are a writer." } as Prompt,
  text: { kind: "text", text: SECRET },
  infill: { kind: "infill", prefix: SECRET, suffix: "and never told." },
};

/** Longer than the writer is kept waiting in silence, so the failure is told at once. */
const AN_HOUR = 3600;

/** Each way to fail: what the fake does, and the reason that comes of it unless an adapter says otherwise. */
const FAULTS = {
  unauthorized: [{ kind: "status", reason: "unauthorized" }, "unauthorized"],
  modelNotFound: [{ kind: "status", reason: "modelNotFound" }, "notFound"],
  rateLimited: [{ kind: "status", reason: "rateLimited", retryAfter: AN_HOUR }, "rateLimited"],
  outOfQuota: [{ kind: "status", reason: "outOfQuota" }, "outOfCredit"],
  contextTooLong: [{ kind: "status", reason: "contextTooLong" }, "tooLong"],
  serverError: [{ kind: "status", reason: "serverError", retryAfter: AN_HOUR }, "serverError"],
  loading: [{ kind: "status", reason: "loading", retryAfter: AN_HOUR }, "loading"],
  html: [{ kind: "html" }, "badResponse"],
  malformedJson: [{ kind: "malformedJson" }, "badResponse"],
  malformedJsonLater: [{ kind: "malformedJson", chunks: CHUNKS }, "badResponse"],
  errorInStream: [{ kind: "streamError", chunks: CHUNKS }, "serverError"],
  drop: [{ kind: "drop", chunks: CHUNKS }, "interrupted"],
  earlyEnd: [{ kind: "drop", chunks: CHUNKS, cleanly: true }, "interrupted"],
  silence: [{ kind: "stall", beforeHeaders: true }, "timedOut"],
  silenceAfterHeaders: [{ kind: "stall" }, "timedOut"],
  silenceLater: [{ kind: "stall", chunks: CHUNKS }, "timedOut"],
  dropBeforeHeaders: [{ kind: "drop", beforeHeaders: true }, "interrupted"],
  dropAfterHeaders: [{ kind: "drop" }, "interrupted"],
} as const satisfies Record<string, readonly [Answer, ModelErrorReason]>;

export type Fault = keyof typeof FAULTS;

/** These pass by themselves, so the adapter's wrapper asks again before it says anything. */
const PASSING: Readonly<Partial<Record<Fault, Answer>>> = {
  rateLimited: { kind: "status", reason: "rateLimited", retryAfter: 0 },
  serverError: { kind: "status", reason: "serverError" },
  loading: { kind: "status", reason: "loading" },
  dropBeforeHeaders: { kind: "drop", beforeHeaders: true },
  dropAfterHeaders: { kind: "drop" },
};

/** The whole contract, as tests. */
export function describeAdapter<Server extends ContractServer>(spec: AdapterSpec<Server>): void {
  const [first] = spec.prompts;

  const start: StartAsking = async (timeouts = {}, wire = {}) => {
    const server = await forThisTest(spec.start(wire));
    const model = await modelFor(spec.settings(server), {
      key: () => Promise.resolve(CONTRACT_KEY),
      timeouts: { connectMs: 20_000, firstChunkMs: 20_000, idleMs: 20_000, ...timeouts },
      ...spec.ports?.(server),
    });
    return asking(server, model, ask(PROMPTS[first]));
  };

  describe(`the contract of ${spec.name}`, () => {
    describeAnswers(spec, start);
    describeFaults(spec, start);
    describeCancelling(start);
  });
}

function describeAnswers<Server extends ContractServer>(spec: AdapterSpec<Server>, start: StartAsking) {
  it("tells before it is asked which prompts it takes", async () => {
    const { model } = await start();
    expect(new Set(model.info.prompts)).toEqual(new Set(spec.prompts));
  });

  it.each(spec.prompts)("answers a prompt of kind %s", async (kind) => {
    const { model, answer } = await start();
    answer({ kind: "text", chunks: CHUNKS });
    const chunks = await collect(model.stream(ask(PROMPTS[kind]), never));
    expect(textOf(chunks)).toBe(TEXT);
    expect(chunks.filter(({ kind: what }) => what === "finish")).toHaveLength(1);
    expect(chunks.at(-1)).toMatchObject({ kind: "finish", reason: "stop" });
  });

  const others = (["chat", "text", "infill"] as const).filter((kind) => !spec.prompts.includes(kind));
  it.runIf(others.length > 0)("sends nothing for a kind of prompt that it does not take", async () => {
    const asking = await start();
    for (const kind of others) {
      const { error } = await failureOf(asking.model.stream(ask(PROMPTS[kind]), never));
      expect(error.reason).toBe("badRequest");
    }
    expect(asking.asked).toBe(0);
  });

  it("says when the answer was cut off by its limit of tokens", async () => {
    const { model, answer, request } = await start();
    answer({ kind: "text", chunks: ["A"], finishReason: "length" });
    expect((await collect(model.stream(request, never))).at(-1)).toMatchObject({ reason: "length" });
  });

  it("is a bare finish when the model says nothing", async () => {
    const { model, answer, request } = await start();
    answer({ kind: "empty" });
    expect(await collect(model.stream(request, never))).toEqual([
      expect.objectContaining({ kind: "finish", reason: "stop" }),
    ]);
  });

  it.runIf(spec.usage)("ends with the server's count of tokens", async () => {
    const usage: TokenUsage = { promptTokens: 11, completionTokens: 3 };
    const { model, answer, request } = await start();
    answer({ kind: "text", chunks: ["A", "B"], usage });
    expect((await collect(model.stream(request, never))).at(-1)).toMatchObject({ usage });
  });

  it("keeps every character whole when each byte comes alone", async () => {
    const { model, answer, request } = await start({}, { bytesPerWrite: 1 });
    answer({ kind: "text", chunks: CHUNKS });
    expect(await answerOf(model.stream(request, never))).toBe(TEXT);
  });

  it("reads one line of a megabyte", async () => {
    const { model, answer, request } = await start();
    const long = "海".repeat(350_000);
    answer({ kind: "text", chunks: [long] });
    expect((await answerOf(model.stream(request, never))) === long).toBe(true); // no diff of a megabyte
  });

  it("reads an answer of ten megabytes", async () => {
    const { model, answer, request } = await start();
    const chunks = Array.from({ length: 640 }, (_, i) => `${i} `.padEnd(16_384, "a b "));
    answer({ kind: "text", chunks });
    expect((await answerOf(model.stream(request, never))) === chunks.join("")).toBe(true);
  });
}

function describeFaults(
  { faults: own = {}, looksWhetherLoaded }: Pick<AdapterSpec, "faults" | "looksWhetherLoaded">,
  start: StartAsking,
) {
  const all = (Object.entries(FAULTS) as [Fault, readonly [Answer, ModelErrorReason]][])
    .map(([fault, [answer, reason]]) => ({ fault, answer, reason: own[fault] ?? reason }))
    .filter(({ reason }) => reason !== "never");

  // Three tries take two seconds; of the two drops before any text, one that fails each time will do.
  const faults = all.filter(({ fault }) => fault !== "dropAfterHeaders");
  it.each(faults)(
    "fails with its reason and nothing secret: $fault is $reason",
    async ({ fault, answer, reason }) => {
      const silent = answer.kind === "stall" ? timeoutsOf(answer) : {};
      const asking = await start(silent);
      asking.answer(answer);
      const { error, text } = await failureOf(asking.model.stream(asking.request, never));
      expect(error.reason).toBe(reason);
      expect(text).toBe("chunks" in answer ? TEXT : "");
      // Once something was seen, or when it is no use or takes too long, nobody asks a second time.
      const asked = looksWhetherLoaded && fault === "loading" ? 2 : 1;
      expect(asking.asked).toBe(isDropAtOnce(answer) ? 3 : asked);
      if ("retryAfter" in answer) expect(error.details.retryAfterMs).toBe(AN_HOUR * 1000);
      expect(everything(error)).not.toContain(CONTRACT_KEY);
      expect(everything(error)).not.toContain(SECRET);
    },
  );

  const passing = all.flatMap(({ fault }) => {
    const once = PASSING[fault];
    return once ? [{ fault, once }] : [];
  });
  it.each(passing)("asks again, and the writer notices nothing: $fault", async ({ once }) => {
    const asking = await start();
    asking.answer(once, { kind: "text", chunks: CHUNKS });
    expect(await answerOf(asking.model.stream(asking.request, never))).toBe(TEXT);
    expect(asking.asked).toBe(2);
  });
}

/** Only the clock that is tested is short, and not too short for a busy machine to bring the request to the fake. */
function timeoutsOf({ chunks }: { chunks?: readonly string[] }): Partial<Timeouts> {
  return chunks ? { idleMs: 400 } : { firstChunkMs: 1000 };
}

function isDropAtOnce(answer: Answer): boolean {
  return answer.kind === "drop" && answer.chunks === undefined;
}

/** Deep enough for causes of causes: a log may print any of them. */
function everything(error: ModelError): string {
  return inspect(error, { depth: 20, showHidden: true, maxStringLength: Infinity });
}
