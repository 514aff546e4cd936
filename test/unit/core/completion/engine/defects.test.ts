import { describe, expect, it } from "vitest";
import { CompletionCache } from "../../../../../src/core/completion/completionCache";
// Loaded when it is first needed, which no virtual clock waits for.
import "../../../../../src/core/completion/completionPrompt";
import { Continuation } from "../../../../../src/core/completion/continuation";
import type { LanguageModel, ModelChunk } from "../../../../../src/core/models/languageModel";
import { ModelError } from "../../../../../src/core/models/modelError";
import { VirtualClock } from "../../../../bench/ghost/virtualClock";
import { words } from "../pacedModel";
import { Writer } from "../writer";

const STORY = "The old captain looked at║\n\nNext.";
const SEA = { chunks: words(" the grey sea below the harbour wall. Then he went home.") };
const SENTENCE = " the grey sea below the harbour wall.";
const GULL = { chunks: words(" a gull on the mast. It cried.") };
const local = { settings: { speculate: "local" as const } };

describe("GhostTextEngine's place", () => {
  it("is another one once the text before it has changed, though the cursor comes to the same offset", async () => {
    const writer = new Writer(STORY, [SEA, GULL]);
    await writer.shown();
    writer.remove(1);
    await writer.type("s");
    expect(writer.engine.offered(writer.query().documentId, writer.cursor)).toEqual([]);
    expect((await writer.shown())[0]).toMatch(/^ a gull/);
    expect(writer.requests).toBe(2);
  });
});

describe("GhostTextEngine, when what is known is of no more use", () => {
  it("asks at once when a stream disagrees with what was typed before it said anything", async () => {
    const writer = new Writer(STORY, [{ ...SEA, firstMs: 1500 }, GULL]);
    writer.ask();
    await writer.wait(10);
    await writer.type(" a", 100);
    expect((await writer.shown())[0]).toMatch(/^ gull|^ a gull/);
    expect(writer.requests).toBe(2);
    expect(writer.model.aborted).toBe(1);
  });

  it("asks at once when all of a stream was typed while it came", async () => {
    const writer = new Writer(STORY, [{ chunks: [" the sea."], firstMs: 1500 }, GULL]);
    writer.ask();
    await writer.wait(10);
    await writer.type(" the sea.", 100);
    expect(await writer.shown()).not.toEqual([]);
  });

  it("shows what it has asked for, and not once more a rest that may not be shown", async () => {
    const answer = { chunks: words(" the grey sea below the harbour wall. Th"), end: "length" as const };
    const writer = new Writer(STORY, [answer, { chunks: words(" Then he went slowly home.") }]);
    const [first = ""] = await writer.shown({ explicit: true });
    expect(first).toBe(SENTENCE);
    writer.insert(first);
    expect((await writer.shown())[0]).toMatch(/^ Then he went/);
    expect(writer.requests).toBe(2);
  });

  it.each([
    ["was given up", "stop" as const],
    ["broke off", new ModelError("interrupted")],
  ])("asks again where an answer %s after its first word", async (_how, end) => {
    const writer = new Writer(STORY, [
      { chunks: [" the", ...(end === "stop" ? [" grey"] : [])], end, gapMs: 1000 },
      GULL,
    ]);
    writer.ask();
    await writer.wait(200);
    const { cursor } = writer;
    writer.moveTo(3);
    await writer.wait(60_000);
    writer.moveTo(cursor);
    expect((await writer.shown())[0]).toMatch(/^ a gull/);
  });

  it("asks again by key where there was nothing to show", async () => {
    const writer = new Writer(STORY, [{ chunks: [] }, SEA]);
    expect(await writer.shown()).toEqual([]);
    expect(await writer.shown({ explicit: true })).toEqual([SENTENCE]);
  });

  it("has nothing of what was said under other settings", async () => {
    const writer = new Writer(STORY, [SEA, GULL]);
    await writer.shown();
    writer.engine.settingsChanged();
    expect((await writer.shown())[0]).toMatch(/^ a gull/);
  });
});

describe("GhostTextEngine's errors", () => {
  it("are told when they come at once", async () => {
    const writer: Writer = new Writer(STORY, [], {
      ports: {
        model: () =>
          Promise.resolve<LanguageModel>({
            info: writer.model.info,
            // eslint-disable-next-line require-yield, @typescript-eslint/require-await -- It has nothing to say.
            async *stream() {
              throw new ModelError("missingKey");
            },
          }),
      },
    });
    await expect(writer.shown({ explicit: true })).rejects.toThrow(ModelError);
  });

  it("of finding the model come at each key no more than those of asking it", async () => {
    let found = 0;
    const model = () => {
      found++;
      return Promise.reject(new ModelError("notApproved"));
    };
    const writer = new Writer(STORY, [], { ports: { model } });
    for (const key of " the") {
      await writer.type(key, 100);
      writer.ask();
    }
    expect(found).toBe(1);
  });
});

describe("GhostTextEngine's alternatives", () => {
  it("cost nobody the text that was there already, when they fail", async () => {
    const writer = new Writer(STORY, [SEA, { chunks: [], end: new ModelError("rateLimited") }]);
    await writer.shown();
    expect(await writer.shown({ explicit: true })).toEqual([SENTENCE]);
  });

  it("are not waited for longer than a few seconds", async () => {
    const writer = new Writer(STORY, [SEA, { ...GULL, firstMs: 60_000 }]);
    await writer.shown();
    expect(await writer.shown({ explicit: true })).toEqual([SENTENCE]);
  });

  it("are none for a call that is given up while their model is found", async () => {
    let isFound = true;
    const writer: Writer = new Writer(STORY, [SEA], {
      ports: { model: () => (isFound ? Promise.resolve(writer.model) : new Promise(() => {})) },
    });
    await writer.shown();
    isFound = false;
    const call = new AbortController();
    const texts = writer.engine.complete(writer.query({ explicit: true }), call.signal);
    await writer.wait(10);
    call.abort();
    expect(await texts).toEqual([]);
  });

  it("are asked for once at a place", async () => {
    const writer = new Writer(STORY, [SEA, GULL, { chunks: [" the mast."] }]);
    await writer.shown();
    const texts = await writer.shown({ explicit: true });
    expect(texts).toHaveLength(3);
    expect(await writer.shown({ explicit: true })).toEqual(texts);
    expect(writer.requests).toBe(3);
  });
});

describe("GhostTextEngine's speculation", () => {
  it("keeps what is on screen, Chinese too, when the limit of tokens ended it", async () => {
    const chunks = ["一片", "宁静", "的", "海", "水", "，", "远处", "有", "一", "只", "船"];
    const writer = new Writer(
      "船长看着窗外的大海，那是║",
      [{ chunks, end: "length" }, { chunks: ["慢慢地", "驶来", "。"] }],
      local,
    );
    await writer.shown();
    await writer.shown();
    expect(writer.requests).toBe(2);
    expect(writer.model.requests[1]?.prompt).toMatchObject({ text: expect.stringMatching(/船$/) as string });
    expect((await writer.shown())[0]).toMatch(/^一片宁静的海水，远处有一只船/);
  });

  it("asks for one answer only, though several were asked for by key", async () => {
    const said = (candidate: number, text: string): ModelChunk => ({ kind: "text", text, candidate });
    const answers = [
      { chunks: [said(0, " the sea."), said(1, " a gull.")] },
      { chunks: [said(0, " Then he went.")] },
    ];
    const writer = new Writer(STORY, answers, local);
    expect(await writer.shown({ explicit: true, keywords: "gull" })).toEqual([" the sea.", " a gull."]);
    expect(writer.model.requests[1]).toMatchObject({ sampling: { candidates: 1, temperature: 0.3 } });
    expect(JSON.stringify(writer.model.requests[1]?.prompt)).not.toContain("gull");
  });

  it("is asked for once where the model has nothing to add", async () => {
    const writer = new Writer(STORY, [{ chunks: words(" the grey sea.") }], local);
    for (let i = 0; i < 4; i++) await writer.shown();
    expect(writer.requests).toBe(2);
  });

  it("cuts nothing off a whole answer when it fails", async () => {
    const broken = { chunks: [], end: new ModelError("serverError") };
    const answers = [{ chunks: words(" the grey sea") }, ...Array.from({ length: 9 }, () => broken)];
    const writer = new Writer(STORY, answers, local);
    const before = await writer.shown();
    await writer.shown();
    expect(writer.count("failed")).toBeGreaterThan(0);
    // Closed and opened again: what is known is in the cache.
    writer.engine.forget(writer.query().documentId);
    expect(await writer.shown()).toEqual(before);
  });
});

describe("GhostTextEngine, at the writer's wish", () => {
  it("does not go on with what is on screen once it is paused", async () => {
    let isPaused = false;
    const writer = new Writer(STORY, [SEA], { ports: { isPaused: () => isPaused } });
    await writer.shown();
    isPaused = true;
    await writer.type(" the");
    expect(await writer.shown()).toEqual([]);
  });

  it("goes on with what was refused and then asked for by key", async () => {
    const writer = new Writer(STORY, [SEA, GULL, GULL]);
    await writer.shown();
    writer.engine.refused(writer.query().documentId);
    await writer.shown({ explicit: true });
    await writer.type(" the");
    expect((await writer.shown())[0]).toMatch(/^ grey sea/);
  });

  it("keeps on screen what was sure enough when it was shown", async () => {
    const said = words(" the grey sea and the gulls above the wall are").map((text, i) => ({
      ...{ kind: "text" as const, text },
      logprob: i < 4 ? -0.5 : -9,
    }));
    const writer = new Writer(STORY, [{ chunks: said, gapMs: 100 }]);
    writer.ask();
    await writer.wait(3000);
    await writer.type(" the");
    expect((await writer.shownAtOnce())?.[0]).toMatch(/^ grey sea/);
  });

  it.each(["forget", "dispose"] as const)(
    "asks nothing after %s, though a model is found then",
    async (end) => {
      let find: (() => void) | undefined;
      const writer: Writer = new Writer(STORY, [SEA], {
        ports: { model: () => new Promise((resolve) => (find = () => resolve(writer.model))) },
      });
      writer.ask();
      await writer.wait(10);
      writer.engine[end](writer.query().documentId);
      find?.();
      await writer.wait(1000);
      expect(writer.requests).toBe(0);
    },
  );
});

describe("CompletionCache", () => {
  it("drops the oldest, and only as many as it has to, when it is full", () => {
    const cache = new CompletionCache(new VirtualClock());
    const asked = { documentId: "d", model: "m" };
    const places = Array.from({ length: 140 }, (_, i) => ({
      ...{ prefix: `${"x".repeat(8000)} ${String(i)} `, suffix: "", languageId: "markdown" },
    }));
    for (const place of places) {
      const continuation = new Continuation(place, "m");
      continuation.grow(" word");
      continuation.finish("stop");
      cache.set(asked, continuation);
    }
    const isKnown = places.map((place) => cache.get(asked, place) !== undefined);
    expect(isKnown.indexOf(true)).toBeGreaterThan(0);
    expect(isKnown.lastIndexOf(false)).toBe(isKnown.indexOf(true) - 1);
    expect(isKnown.filter(Boolean).length).toBeGreaterThan(100);
  });

  it("forgets at a place only the continuation that it is told to", () => {
    const cache = new CompletionCache(new VirtualClock());
    const asked = { documentId: "d", model: "m" };
    const place = { prefix: "The old captain", suffix: "", languageId: "markdown" };
    const [old, young] = [new Continuation(place, "m"), new Continuation(place, "m")];
    cache.set(asked, old);
    cache.set(asked, young);
    cache.delete(asked, old);
    expect(cache.get(asked, place)?.continuation).toBe(young);
  });
});
