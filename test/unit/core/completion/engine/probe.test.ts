import { describe, expect, it } from "vitest";
import { ModelError } from "../../../../../src/core/models/modelError";
import { CompletionCache } from "../../../../../src/core/completion/completionCache";
import { Continuation } from "../../../../../src/core/completion/continuation";
import { VirtualClock } from "../../../../bench/ghost/virtualClock";
import { words } from "../pacedModel";
import { Writer } from "../writer";

const STORY = "The old captain looked at║\n\nNext.";
const SEA = { chunks: words(" the grey sea below the harbour wall. Then he went home.") };
const GULL = { chunks: words(" a gull on the mast. It cried.") };
const log = (what: string, value: unknown) => console.log("PROBE", what, JSON.stringify(value));

describe("probe", () => {
  it("1 stale offered after backspace and another letter", async () => {
    const w = new Writer(STORY, [SEA, GULL]);
    await w.shown();
    w.remove(1);
    await w.type("s");
    log("1 shown after 'as'", await w.shown());
    log("1 offered", w.engine.offered(w.query().documentId, w.query().offset));
    log("1 requests", w.requests);
  });
  it("2 broken off after a word", async () => {
    const w = new Writer(STORY, [{ ...SEA, gapMs: 1000 }, GULL, GULL]);
    w.ask();
    await w.wait(200);
    const { cursor } = w;
    w.moveTo(3);
    await w.wait(10);
    w.moveTo(cursor);
    log("2 auto", await w.shown());
    log("2 explicit", await w.shown({ explicit: true }));
    log("2 requests", w.requests);
  });
  it("3 waiting call, stream disagrees", async () => {
    const w = new Writer(STORY, [{ ...SEA, firstMs: 1500 }, GULL]);
    w.ask();
    await w.wait(10);
    await w.type(" a", 100);
    log("3 shown", await w.shown());
    log("3 requests/aborted", [w.requests, w.model.aborted]);
  });
  it("3b waiting call, typed whole of the stream", async () => {
    const w = new Writer(STORY, [{ chunks: [" the sea."], firstMs: 1500 }, { chunks: words(" Then he went home.") }]);
    w.ask();
    await w.wait(10);
    await w.type(" the sea.", 100);
    log("3b shown", await w.shown());
    log("3b requests", w.requests);
  });
  it("4 paused, types along", async () => {
    let paused = false;
    const w = new Writer(STORY, [SEA], { ports: { isPaused: () => paused } });
    await w.shown();
    paused = true;
    await w.type(" the");
    log("4 shown while paused", await w.shownAtOnce());
  });
  it("5 alternatives fail", async () => {
    const w = new Writer(STORY, [SEA, { chunks: [], end: new ModelError("rateLimited") }]);
    log("5 first", await w.shown());
    log("5 explicit", await w.shown({ explicit: true }).catch((e: unknown) => String(e)));
  });
  it("5b alternatives slow", async () => {
    const w = new Writer(STORY, [SEA, { ...GULL, firstMs: 60_000 }]);
    await w.shown();
    const texts = w.engine.complete(w.query({ explicit: true }), new AbortController().signal);
    let at: number | undefined;
    void texts.then(() => (at = w.clock.now()));
    const start = w.clock.now();
    await w.wait(200_000);
    log("5b settled after", at && at - start);
  });
  it("5c alternatives cancelled while the model is found", async () => {
    let hang = false;
    const w: Writer = new Writer(STORY, [SEA, GULL], { ports: { model: () => hang ? new Promise(() => {}) : Promise.resolve(w.model) } });
    await w.shown();
    hang = true;
    const call = new AbortController();
    let texts: unknown;
    void w.engine.complete(w.query({ explicit: true }), call.signal).then((t) => (texts = t));
    await w.wait(10);
    call.abort();
    await w.wait(10);
    log("5c cancelled call gives", texts);
  });
  it("5d alternatives lose the first from the cache", async () => {
    const w = new Writer(STORY, [SEA, GULL, { chunks: [" the mast."] }, GULL]);
    await w.shown();
    log("5d explicit", await w.shown({ explicit: true }));
    await w.type(" x");
    w.remove(2);
    log("5d back", await w.shown());
    await w.type(" the gr");
    log("5d types the first", [await w.shownAtOnce(), w.requests]);
    log("5d again", [await w.shown({ explicit: true }), w.requests]);
  });
  it("5e explicit twice asks again", async () => {
    const w = new Writer(STORY, [SEA, GULL, { chunks: [" the mast."] }, { chunks: [" one more."] }, { chunks: [" and more."] }]);
    await w.shown();
    await w.shown({ explicit: true });
    const before = w.requests;
    log("5e second explicit", [await w.shown({ explicit: true }), before, w.requests]);
  });
  it("6 speculation, Chinese, length", async () => {
    const w = new Writer("船长看着窗外的大海，那是║", [
      { chunks: ["一片", "宁静", "的", "海", "水", "，", "远处", "有", "一", "只", "船"], end: "length" },
      { chunks: ["慢慢地"], firstMs: 300 },
    ], { settings: { speculate: "local" } });
    log("6 shown", await w.shown());
    log("6 prompts", w.model.requests.map((r) => r.prompt));
    log("6 again", await w.shown());
    await w.type("一片");
    log("6 typed along", await w.shown());
  });
  it("6b speculation, English, length at sentence end", async () => {
    const w = new Writer(STORY, [
      { chunks: words(" the grey sea and the gulls."), end: "length" },
      { chunks: words("gulls and ships. He went."), firstMs: 300 },
    ], { settings: { speculate: "local" } });
    const [first = ""] = await w.shown();
    log("6b shown", first);
    const [again = ""] = await w.shown();
    log("6b again", again);
    log("6b prompt", w.model.requests[1]?.prompt);
    w.insert(again);
    log("6b after acceptance", [await w.shownAtOnce(), w.requests]);
  });
  it("6c failed speculation turns stop into length", async () => {
    const w = new Writer(STORY, [
      { chunks: words(" the grey sea") , end: "stop" },
      { chunks: [], end: new ModelError("serverError") },
    ], { settings: { speculate: "local" } });
    log("6c shown", await w.shown());
    await w.shown();
    const { cursor } = w;
    await w.type("x"); w.remove(1);
    void cursor;
    log("6c after failure", [await w.shown(), w.requests]);
  });
  it("7 fast failure", async () => {
    const w: Writer = new Writer(STORY, [], { ports: { model: () => Promise.resolve({ info: w.model.info, async *stream() { throw new ModelError("missingKey"); } } as never) } });
    log("7 explicit", await w.shown({ explicit: true }).catch((e: unknown) => String(e)));
  });
  it("8 model() failing at every key", async () => {
    let calls = 0;
    const w = new Writer(STORY, [], { ports: { model: () => { calls++; return Promise.reject(new ModelError("notApproved")); } } });
    for (const key of " the grey") { await w.type(key); await w.shown().catch(() => undefined); }
    log("8 calls of model()", calls);
  });
  it("9 explicit on an empty answer", async () => {
    const w = new Writer(STORY, [{ chunks: [] }, SEA]);
    log("9 auto", await w.shown());
    log("9 explicit", [await w.shown({ explicit: true }), w.requests]);
  });
  it("10 refused, asked by key, typed along", async () => {
    const w = new Writer(STORY, [SEA, GULL, GULL]);
    await w.shown();
    w.engine.refused(w.query().documentId);
    log("10 explicit", await w.shown({ explicit: true }));
    await w.type(" the");
    log("10 typed along", await w.shown());
  });
  it("11 instruction changed", async () => {
    let instruction = "";
    const w = new Writer(STORY, [SEA, GULL]);
    void instruction;
    await w.shown();
    instruction = "In Latin";
    w.engine.retry();
    log("11 after settings change", [await w.shown(), w.requests]);
  });
  it("12 confidence falls while on screen", async () => {
    const said = words(" the grey sea and the gulls above the wall are").map((text, i) => ({ kind: "text" as const, text, logprob: i < 4 ? -0.5 : -9 }));
    const w = new Writer(STORY, [{ chunks: said, gapMs: 100 }]);
    await w.wait(50);
    const t = w.engine.complete(w.query(), new AbortController().signal);
    await w.wait(500);
    log("12 shown", await t);
    await w.wait(2000);
    await w.type(" the");
    log("12 typed along", await w.shownAtOnce());
  });
  it("13 dispose", async () => {
    const w = new Writer(STORY, [SEA], { settings: { minDelay: 300 } });
    w.ask();
    await w.wait(10);
    w.engine.dispose();
    await w.wait(5000);
    log("13 requests after dispose", w.requests);
  });
  it("14 cache overflow", () => {
    const clock = new VirtualClock();
    const cache = new CompletionCache(clock);
    const asked = { documentId: "d", model: "m" };
    const place = (i: number) => ({ prefix: `${"x".repeat(8000)} ${i} `, suffix: "s", languageId: "markdown" });
    const left = [];
    for (let i = 0; i < 200; i++) {
      const c = new Continuation(place(i), "m");
      c.grow(" word");
      c.finish("stop");
      cache.set(asked, c);
      let n = 0;
      for (let j = 0; j <= i; j++) if (cache.get(asked, place(j))) n++;
      if (i > 115) left.push(n);
    }
    log("14 kept", left);
  });
  it("15 auto-closed bracket", async () => {
    const w = new Writer("The captain looked at the sea║", [{ chunks: words(" (the grey one) and the gulls."), gapMs: 300 }, GULL]);
    w.ask();
    await w.wait(500);
    await w.type(" ");
    w.engine.changed({ documentId: "file:///story.md", offset: w.cursor, removedLength: 0, inserted: "()", kind: "edit" });
    log("15 aborted", w.model.aborted);
  });
});
