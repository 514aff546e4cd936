import { describe, expect, it, vi } from "vitest";
import { ModelError } from "../../../../src/core/models/modelError";
import type { ModelChunk } from "../../../../src/core/models/languageModel";
import { words } from "./pacedModel";
import { Writer } from "./writer";

const STORY = "The old captain looked at║\n\nNext.";
const SEA = { chunks: words(" the grey sea below the harbour wall. Then he went home.") };
const SENTENCE = " the grey sea below the harbour wall.";
const GULL = { chunks: words(" a gull on the mast. It cried.") };

describe("GhostTextEngine", () => {
  it("shows what the model says at the cursor, one sentence of it", async () => {
    const writer = new Writer(STORY, [SEA]);
    expect(await writer.shown({ explicit: true })).toEqual([SENTENCE]);
  });

  it("answers as soon as a few words are there, and does not wait for the stream's end", async () => {
    const writer = new Writer(STORY, [SEA]);
    await writer.wait(50);
    const call = new AbortController();
    const texts = writer.engine.complete(writer.query(), call.signal);
    await writer.wait(100 + 4 * 25);
    expect((await texts)[0]).toMatch(/^ the grey sea/);
    expect(writer.count("finished")).toBe(0);
  });

  it("asks for little, and with little chance", async () => {
    const writer = new Writer(STORY, [SEA]);
    await writer.shown();
    expect(writer.model.requests).toMatchObject([
      { prompt: { kind: "text" }, sampling: { maxTokens: 64, temperature: 0.3, candidates: 1 } },
    ]);
  });

  it("sends both sides of a gap", async () => {
    const writer = new Writer("船长看着窗外的大海，║想起了往事", [{ chunks: ["静静地"] }]);
    await writer.shown();
    expect(writer.model.requests[0]?.prompt).toMatchObject({ kind: "infill", suffix: "想起了往事" });
  });

  it("resolves no model where it should not ask", async () => {
    const model = vi.fn(() => Promise.reject(new Error("asked")));
    const writer = new Writer("The captain looked at the gar║den", [], { ports: { model } });
    expect(await writer.shown()).toEqual([]);
    expect(model).not.toHaveBeenCalled();
  });

  it("lets the model's error through", async () => {
    const failure = new ModelError("unreachable");
    await expect(new Writer(STORY, [{ chunks: [], end: failure }]).shown()).rejects.toBe(failure);
  });

  it("says that a request failed, though a key has ended the call that made it", async () => {
    const failure = new ModelError("timedOut");
    const writer = new Writer(STORY, [{ chunks: [], end: failure, firstMs: 2000 }]);
    const call = new AbortController();
    void writer.engine.complete(writer.query(), call.signal);
    await writer.wait(10);
    call.abort();
    await writer.wait(2000);
    expect(writer.failures).toEqual([failure]);
  });

  it("asks a model that failed again only after a while, unless by key or with other settings", async () => {
    const broken = { chunks: [], end: new ModelError("unreachable") };
    const writer = new Writer(STORY, [broken, broken, broken, SEA]);
    writer.ask();
    await writer.wait(200);
    expect(await writer.shownAtOnce()).toEqual([]);
    writer.ask({ explicit: true });
    await writer.wait(200);
    expect(writer.requests).toBe(2);
    writer.engine.settingsChanged();
    writer.ask();
    await writer.wait(200);
    expect(writer.requests).toBe(3);
    await writer.wait(60_000);
    expect(await writer.shown()).not.toEqual([]);
  });

  it("keeps nothing of an answer that broke off before it said anything", async () => {
    const broken = { chunks: [], end: new ModelError("interrupted") };
    const writer = new Writer(STORY, [broken, SEA]);
    await expect(writer.shown()).rejects.toThrow(ModelError);
    expect(await writer.shown({ explicit: true })).toEqual([SENTENCE]);
  });

  it("leaves reasoning out", async () => {
    const reasoning: ModelChunk = { kind: "reasoning", text: "He should look at the sea." };
    const writer = new Writer(STORY, [{ chunks: [reasoning, " the grey sea."] }]);
    expect(await writer.shown()).toEqual([" the grey sea."]);
  });

  it("settles a call that was given up while the model is still being found", async () => {
    const writer = new Writer(STORY, [], { ports: { model: () => new Promise(() => {}) } });
    const call = new AbortController();
    const settled = vi.fn();
    void writer.engine.complete(writer.query({ explicit: true }), call.signal).then(settled);
    await writer.wait(10);
    call.abort();
    await writer.wait(0);
    expect(settled).toHaveBeenCalledWith([]);
  });

  it("does not ask a model that was found too late", async () => {
    const call = new AbortController();
    const writer: Writer = new Writer(STORY, [SEA], {
      ports: {
        model: () => {
          call.abort();
          return Promise.resolve(writer.model);
        },
      },
    });
    expect(await writer.engine.complete(writer.query({ explicit: true }), call.signal)).toEqual([]);
    await writer.wait(1000);
    expect(writer.requests).toBe(0);
  });
});

describe("GhostTextEngine, while the writer types along", () => {
  it("keeps what is shown, without another request", async () => {
    const writer = new Writer(STORY, [SEA]);
    expect((await writer.shown())[0]).toMatch(/^ the grey sea/);
    await writer.type(" the");
    expect((await writer.shownAtOnce())?.[0]).toMatch(/^ grey sea/);
    await writer.type(" gr");
    expect((await writer.shownAtOnce())?.[0]).toMatch(/^ey sea/);
    expect(writer.requests).toBe(1);
  });

  it("rides a stream that has said nothing yet, though each key ends the editor's call", async () => {
    const writer = new Writer(STORY, [{ chunks: words(" the grey sea and the gulls."), firstMs: 1500 }]);
    writer.ask();
    await writer.wait(10);
    await writer.type(" the gr", 180);
    expect((await writer.shown())[0]).toMatch(/^ey sea and/);
    expect(writer.requests).toBe(1);
    expect(writer.model.aborted).toBe(0);
  });

  it("frees the socket at once when the typing disagrees, without being asked", async () => {
    const writer = new Writer(STORY, [{ chunks: words(" the grey sea and the gulls."), gapMs: 200 }]);
    writer.ask();
    await writer.wait(400);
    await writer.type(" the");
    expect(writer.model.aborted).toBe(0);
    await writer.type(" b");
    expect(writer.model.aborted).toBe(1);
  });

  it("asks anew where the typing went another way", async () => {
    const writer = new Writer(STORY, [SEA, { chunks: words("lue sky above the harbour.") }]);
    await writer.shown();
    await writer.type(" the b");
    expect((await writer.shown())[0]).toMatch(/^lue sky above/);
    expect(writer.requests).toBe(2);
  });

  it("shows a space at the seam as the model's own", async () => {
    const writer = new Writer("The old captain looked at the ║", [
      { chunks: words(" grey sea and at the gulls.") },
    ]);
    expect((await writer.shown())[0]).toMatch(/^grey sea/);
    await writer.type("gr");
    expect((await writer.shownAtOnce())?.[0]).toMatch(/^ey sea/);
  });

  it("reads on past the sentence, for after its acceptance", async () => {
    const writer = new Writer(STORY, [SEA]);
    const [first = ""] = await writer.shown({ explicit: true });
    expect(first).toBe(SENTENCE);
    expect(writer.insert(first)).toBe(true);
    expect(await writer.shownAtOnce()).toEqual([" Then he went home."]);
    expect(writer.requests).toBe(1);
  });

  it("follows an input method that composes where Chinese is expected", async () => {
    const writer = new Writer("船长看着窗外的大海，那是║", [
      { chunks: ["一片", "宁静", "的", "海", "水", "。"], gapMs: 300 },
    ]);
    writer.ask();
    await writer.wait(500);
    await writer.type("y");
    writer.compose(1, "yi");
    writer.compose(2, "yi'p");
    writer.compose(4, "yi'pian");
    expect(await writer.shownAtOnce()).toEqual([]);
    writer.compose(7, "一片");
    expect(writer.model.aborted).toBe(0);
    expect((await writer.shown())[0]).toMatch(/^宁静的海水/);
    expect(writer.requests).toBe(1);
  });
});

describe("GhostTextEngine's memory", () => {
  it("answers at a place that it knows without a wait or a request", async () => {
    const writer = new Writer(STORY, [SEA]);
    await writer.shown();
    expect(await writer.shownAtOnce()).toEqual([SENTENCE]);
    expect(writer.requests).toBe(1);
  });

  it("finds it again after a slip was taken back", async () => {
    const writer = new Writer(STORY, [SEA]);
    await writer.shown();
    await writer.type(" thx");
    writer.remove(1);
    expect((await writer.shown())[0]).toMatch(/^e grey sea/);
    expect(writer.requests).toBe(1);
  });

  it("finds it again after the cursor was away", async () => {
    const writer = new Writer(STORY, [SEA]);
    await writer.shown();
    const { cursor } = writer;
    writer.moveTo(4);
    writer.moveTo(cursor);
    expect(await writer.shownAtOnce()).toEqual([SENTENCE]);
  });

  it("uses as much of a stream as had come when the cursor left", async () => {
    const writer = new Writer(STORY, [{ chunks: words(" the grey sea and the gulls in it."), gapMs: 100 }]);
    writer.ask();
    await writer.wait(650);
    const { cursor } = writer;
    writer.moveTo(4);
    expect(writer.model.aborted).toBe(1);
    writer.moveTo(cursor);
    expect((await writer.shownAtOnce())?.[0]).toMatch(/^ the grey sea/);
  });

  it("shows one sentence again, once the next, which followed an acceptance, is gone by undo", async () => {
    const writer = new Writer(STORY, [SEA]);
    await writer.shown({ explicit: true });
    writer.insert(SENTENCE);
    expect(await writer.shown()).toEqual([" Then he went home."]);
    writer.undo(SENTENCE.length);
    await writer.type(" the");
    expect(await writer.shown()).toEqual([SENTENCE.slice(" the".length)]);
    expect(writer.requests).toBe(1);
  });

  it("has nothing of what another model said", async () => {
    let name = "one";
    const writer = new Writer(STORY, [SEA, GULL], { ports: { modelName: () => name } });
    await writer.shown();
    name = "two";
    expect((await writer.shown())[0]).toMatch(/^ a gull/);
    expect(writer.requests).toBe(2);
  });

  it("asks nothing of its own after a deletion", async () => {
    const writer = new Writer(STORY, [SEA, GULL]);
    writer.remove(3);
    expect(await writer.shown()).toEqual([]);
    expect(writer.requests).toBe(0);
  });
});

describe("GhostTextEngine, refused", () => {
  it("shows nothing at that place, and not the rest either, and does not ask", async () => {
    const writer = new Writer(STORY, [SEA, GULL]);
    await writer.shown();
    writer.engine.refused(writer.query().documentId);
    expect(await writer.shown()).toEqual([]);
    await writer.type(" the");
    expect(await writer.shown()).toEqual([]);
    expect(writer.requests).toBe(1);
    expect(writer.count("refused")).toBe(1);
  });

  it("shows it when asked by key, and by itself after a while", async () => {
    const writer = new Writer(STORY, [SEA, GULL, GULL]);
    await writer.shown();
    writer.engine.refused(writer.query().documentId);
    expect((await writer.shown({ explicit: true }))[0]).toMatch(/^ the grey sea/);
    await writer.wait(60_000);
    expect((await writer.shown())[0]).toMatch(/^ the grey sea/);
  });
});
