import { describe, expect, it } from "vitest";
import type { ModelChunk } from "../../../../src/core/models/languageModel";
import { words } from "./pacedModel";
import { Writer } from "./writer";

const STORY = "The old captain looked at║";
const SEA = { chunks: words(" the grey sea and the white gulls.") };
const SENTENCE = " the grey sea and the white gulls.";
const HOME = { chunks: words(" Then he went slowly home.") };

describe("GhostTextEngine's candidates", () => {
  it("are one, unless asked for by key", async () => {
    const writer = new Writer(STORY, [SEA]);
    expect(await writer.shown()).toHaveLength(1);
  });

  it("come in one request where the model gives several", async () => {
    const text = (candidate: number, said: string): ModelChunk => ({ kind: "text", text: said, candidate });
    const answer = { chunks: [text(0, " the sea."), text(1, " a gull."), text(2, " the sea.")] };
    const writer = new Writer(STORY, [answer]);
    expect(await writer.shown({ explicit: true })).toEqual([" the sea.", " a gull."]);
    expect(writer.model.requests[0]?.sampling).toMatchObject({ candidates: 3, temperature: 0.7 });
  });

  it("come one after the other where it gives one, behind what is on screen", async () => {
    const writer = new Writer(STORY, [SEA, { chunks: [" a gull."] }, { chunks: [" the mast."] }]);
    const [first = ""] = await writer.shown();
    expect(first).toMatch(/^ the grey sea/);
    expect(await writer.shown({ explicit: true })).toEqual([SENTENCE, " a gull.", " the mast."]);
    await writer.type(" a");
    expect(await writer.shownAtOnce()).toEqual([" gull."]);
  });
});

describe("GhostTextEngine's requests in flight", () => {
  const slow = { chunks: words(" the grey sea and the white gulls above it."), firstMs: 2000 };

  it.each([
    ["a model on this machine", "127.0.0.1:8080", 1],
    ["a model elsewhere", "api.example.com", 0],
  ])("are as many as %s can take", async (_what, host, aborted) => {
    const writer = new Writer(`${STORY}\n\n`, [slow, slow], { info: { host } });
    writer.ask({ explicit: true });
    await writer.wait(10);
    writer.ask({ explicit: true, keywords: "gull" });
    await writer.wait(10);
    expect(writer.requests).toBe(2);
    expect(writer.model.aborted).toBe(aborted);
  });

  it("end with their document", async () => {
    const writer = new Writer(STORY, [slow]);
    writer.ask({ explicit: true });
    await writer.wait(10);
    writer.engine.forget(writer.query().documentId);
    await writer.wait(0);
    expect(writer.model.aborted).toBe(1);
  });
});

describe("GhostTextEngine's speculation", () => {
  const local = { settings: { speculate: "local" as const } };

  it("asks for what follows what is on screen, and has it when that is accepted", async () => {
    const writer = new Writer(STORY, [SEA, HOME], local);
    await writer.shown();
    expect(writer.grown).toBe(1);
    const [first = ""] = await writer.shown();
    expect(first).toBe(SENTENCE);
    expect(writer.requests).toBe(2);
    expect(writer.events).toContainEqual(expect.objectContaining({ kind: "asked", purpose: "speculation" }));
    expect(writer.model.requests[1]?.prompt).toMatchObject({
      text: expect.stringMatching(/gulls\.$/) as string,
    });
    writer.insert(first);
    expect((await writer.shownAtOnce())?.[0]).toBe(" Then he went slowly home.");
    expect(writer.requests).toBe(2);
  });

  it("costs nothing where the stream has said it already", async () => {
    const writer = new Writer(STORY, [{ chunks: words(" the sea. Then he went home.") }], local);
    await writer.shown({ explicit: true });
    expect(writer.requests).toBe(1);
  });

  it("is not for models elsewhere unless the writer wants it", async () => {
    const info = { host: "api.example.com" };
    const unwanted = new Writer(STORY, [SEA, HOME], { ...local, info });
    await unwanted.shown();
    await unwanted.shown();
    expect(unwanted.requests).toBe(1);
    const wanted = new Writer(STORY, [SEA, HOME], { settings: { speculate: "all" }, info });
    await wanted.shown();
    await wanted.shown();
    expect(wanted.requests).toBe(2);
  });

  it("is given up when the writer types something else", async () => {
    const writer = new Writer(STORY, [SEA, { ...HOME, firstMs: 9000 }], local);
    await writer.shown();
    await writer.shown();
    expect(writer.requests).toBe(2);
    await writer.type(" b");
    await writer.wait(0);
    expect(writer.model.aborted).toBe(1);
  });
});

describe("GhostTextEngine's confidence", () => {
  const said = (logprob: number) => ({
    chunks: words(" the grey sea.").map((text): ModelChunk => ({ kind: "text", text, logprob })),
  });

  it("keeps weak guesses unseen, unless asked by key", async () => {
    expect(await new Writer(STORY, [said(-0.2)]).shown()).not.toEqual([]);
    expect(await new Writer(STORY, [said(-3)]).shown()).toEqual([]);
    expect(await new Writer(STORY, [said(-3)]).shown({ explicit: true })).not.toEqual([]);
  });
});

describe("GhostTextEngine's confidence in a server that leaves a probability out", () => {
  it("is that of the other tokens", async () => {
    const chunks = words(" the grey sea.").map((text, i): ModelChunk => ({
      kind: "text",
      text,
      logprob: i === 0 ? NaN : -0.2,
    }));
    expect(await new Writer(STORY, [{ chunks }]).shown()).not.toEqual([]);
  });
});

describe("GhostTextEngine's calm", () => {
  it("brings back no sooner than 150 ms what a slip has hidden", async () => {
    const writer = new Writer(STORY, [SEA]);
    await writer.shown();
    await writer.type("x", 40);
    writer.remove(1);
    await writer.wait(50);
    expect(await writer.shownAtOnce()).toBeUndefined();
    await writer.wait(60);
    expect(await writer.shown()).not.toEqual([]);
    expect(writer.requests).toBe(1);
  });
});

describe("GhostTextEngine's warm-up", () => {
  it("has a server on this machine read the text, once in a while", async () => {
    const writer = new Writer(STORY, [], { info: { host: "localhost:8080" } });
    const warmUps = [writer.engine.warmUp(writer.query()), writer.engine.warmUp(writer.query())];
    await writer.wait(500);
    await Promise.all(warmUps);
    expect(writer.model.requests).toMatchObject([{ sampling: { maxTokens: 1 } }]);
  });

  it("leaves a request that is in flight alone", async () => {
    const writer = new Writer(STORY, [{ ...SEA, firstMs: 2000 }], { info: { host: "localhost:8080" } });
    writer.ask();
    await writer.wait(10);
    await writer.engine.warmUp(writer.query());
    expect(writer.requests).toBe(1);
  });

  it("never costs anything elsewhere", async () => {
    const writer = new Writer(STORY, [], { info: { host: "api.example.com" } });
    await writer.engine.warmUp(writer.query());
    expect(writer.requests).toBe(0);
  });
});

describe("GhostTextEngine's events", () => {
  it("tell the stages of an answer, and that it was taken over", async () => {
    const writer = new Writer(STORY, [SEA]);
    const [first = ""] = await writer.shown();
    expect(writer.events).toContainEqual(
      expect.objectContaining({
        ...{ kind: "offered", from: "model", isNew: true, characters: first.length },
        stages: {
          waitMs: expect.any(Number) as number,
          firstTokenMs: 100,
          pieceMs: expect.any(Number) as number,
        },
      }),
    );
    writer.insert(" the");
    writer.insert(" grey");
    expect(writer.events.filter(({ kind }) => kind === "accepted")).toMatchObject([
      { characters: 4, isFirst: true },
      { characters: 5, isFirst: false },
    ]);
  });
});
