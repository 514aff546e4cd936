import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ModelRequest } from "../../src/core/models/languageModel";
import type { Prompt } from "../../src/core/models/prompt";
import type { EmbeddedEngine } from "../../src/core/models/worker/embeddedEngine";
import { answerOf, ask, chat, collect, failureOf, never, textOf } from "../support/askModel";
import { createEngine, DEMO_PATH, DEMO_WEIGHTS, startEngine, stopEngine } from "../support/realEngine";

const POEM = chat("Write a short poem about the sea.");
const STORY: Prompt = { kind: "text", text: "The captain looked at the sea" };
const GAP: Prompt = { kind: "infill", prefix: "She opened the door and ", suffix: " the room was empty." };

// One child answers the whole file, as it would in the editor; what starts and stops it is tested elsewhere.
let engine: EmbeddedEngine;
beforeAll(() => {
  engine = createEngine();
});
afterAll(() => stopEngine(engine));

const stream = (request: ModelRequest, signal = never) => engine.stream(DEMO_WEIGHTS, request, signal);
const greedy = (prompt: Prompt, more: Partial<ModelRequest["sampling"]> = {}) =>
  ask(prompt, { temperature: 0, ...more });

describe("an answer of the embedded demo model", () => {
  it.each([
    ["a chat", POEM],
    ["a text to go on with", STORY],
    ["a gap to fill", GAP],
  ] as const)("comes in pieces and ends with one finish and what it cost: %s", async (_, prompt) => {
    const chunks = await collect(stream(greedy(prompt, { maxTokens: 20 })));
    const texts = chunks.slice(0, -1);
    expect(texts.length).toBeGreaterThan(5);
    expect(texts.map(({ kind }) => kind)).toEqual(texts.map(() => "text"));
    expect(textOf(texts)).toMatch(/\w+ \w+/);
    const usage = { promptTokens: expect.any(Number) as number, completionTokens: 20 };
    expect(chunks.at(-1)).toEqual({ kind: "finish", reason: "length", usage });
  });

  it("stops by itself when it is done", async () => {
    const chunks = await collect(stream(greedy(chat("Translate to French:\n\nThank you very much."))));
    expect(textOf(chunks)).toBe("Merci beaucoup.");
    expect(chunks.at(-1)).toMatchObject({ kind: "finish", reason: "stop" });
  });

  it("fills a gap with an eye to what follows", async () => {
    const after = (suffix: string) => answerOf(stream(greedy({ ...GAP, suffix })));
    expect(await after(" the room was empty.")).not.toBe(await after(" and wrote the letter."));
  });

  it("counts the whole conversation as the prompt", async () => {
    const cost = async (prompt: Prompt) => {
      const finish = (await collect(stream(greedy(prompt, { maxTokens: 1 })))).at(-1);
      return finish?.kind === "finish" ? finish.usage?.promptTokens : undefined;
    };
    const alone = (await cost(POEM)) ?? 0;
    expect(alone).toBeGreaterThan(10);
    const asked = { role: "user", content: "Write a short poem about the sea." } as const;
    const more = { role: "assistant", content: "I walked with the sea." } as const;
    expect(await cost({ kind: "chat", messages: [asked, more, asked] })).toBeGreaterThan(alone * 2 - 1);
    expect(await cost({ kind: "chat", system: "You are a poet.", messages: [asked] })).toBeGreaterThan(alone);
  });

  it.each([
    ["at once", "M", ""],
    ["across tokens", "ci be", "Mer"],
    ["at the last of several", ["nowhere", " b"], "Merci"],
  ])("ends before a stop string %s, and shows none of it", async (_, stop, expected) => {
    const request = greedy(chat("Translate to French:\n\nThank you very much."), { stop: [stop].flat() });
    const chunks = await collect(stream(request));
    expect(textOf(chunks)).toBe(expected);
    expect(chunks.at(-1)).toMatchObject({ kind: "finish", reason: "stop" });
  });

  it("has whole characters in each of its pieces, in Chinese too", async () => {
    const chunks = await collect(stream(greedy(chat("Translate to Chinese:\n\nThank you very much."))));
    const texts = chunks.flatMap((chunk) => (chunk.kind === "text" ? chunk.text : []));
    expect(texts.join("")).toMatch(/^[\p{Script=Han}，。]{3,}$/u);
    expect(texts.length).toBeGreaterThan(2);
    for (const text of texts) expect(text).not.toContain("\uFFFD");
  });

  it.each([1, 2, 3, 4, 5, 6, 7])(
    "is never cut inside a character: %i tokens of Chinese",
    async (maxTokens) => {
      const request = greedy(chat("Translate to Chinese:\n\nThank you very much."), { maxTokens });
      expect(await answerOf(stream(request))).toMatch(/^[\p{Script=Han}，。]*$/u);
    },
  );

  it("reads Chinese and emoji as they are", async () => {
    const cost = async (text: string) => {
      const finish = (await collect(stream(greedy({ kind: "text", text }, { maxTokens: 1 })))).at(-1);
      return finish?.kind === "finish" ? finish.usage?.promptTokens : undefined;
    };
    // The tokens are bytes here: four for an emoji of four bytes, three for the sign of a broken character.
    expect(await cost("🙂")).toBe(4);
    expect(await cost("海🙂边")).toBeGreaterThanOrEqual(6);
    expect(await cost("\uFFFD")).toBeLessThan(4);
  });

  it("comes for a text of nothing, the start of a new document", async () => {
    expect(await answerOf(stream(greedy({ kind: "text", text: "" })))).not.toBe("");
  });
});

describe("sampling in the embedded model", () => {
  /** The answers of children that have answered nothing before: what is cached decides near ties, too. */
  const fresh = (...samplings: readonly Partial<ModelRequest["sampling"]>[]) =>
    Promise.all(
      samplings.map((sampling) => answerOf(startEngine().stream(DEMO_WEIGHTS, ask(STORY, sampling), never))),
    );

  it("gives the same text again at temperature 0, whatever the seed", async () => {
    const [one, other] = await fresh({ temperature: 0, seed: 1 }, { temperature: 0, seed: 2 });
    expect(one).toBe(other);
    expect(one).not.toBe("");
  });

  it("gives the same text again with the same seed, and another with another", async () => {
    const warm = (seed: number) => ({ temperature: 1, seed });
    const [one, again, other] = await fresh(warm(7), warm(7), warm(8));
    expect(again).toBe(one);
    expect(other).not.toBe(one);
  });

  it("repeats less with a higher repetition penalty", async () => {
    const REFRAIN: Prompt = { kind: "text", text: "The sea, the sea, the sea, the sea, the sea, the" };
    const repeated = async (repetitionPenalty: number) => {
      const request = greedy(REFRAIN, { maxTokens: 60, repetitionPenalty });
      const words = (await answerOf(startEngine().stream(DEMO_WEIGHTS, request, never))).match(/\w+/g) ?? [];
      return words.length - new Set(words).size;
    };
    expect(await repeated(1.8)).toBeLessThan(await repeated(1));
  });

  it.each([
    ["a top-k of 1", { topK: 1 }],
    ["a tiny top-p", { topP: 0.0001 }],
  ])("is greedy with %s, however warm", async (_, sampling) => {
    const [narrow, greedily] = await fresh({ temperature: 2, seed: 3, ...sampling }, { temperature: 0 });
    expect(narrow).toBe(greedily);
  });
});

describe("a prompt that does not fit the embedded model", () => {
  const long = "The sea was calm. ".repeat(200);

  it.each<[string, Prompt]>([
    ["a chat", chat(long)],
    ["a text", { kind: "text", text: long }],
    ["what stands before a gap", { kind: "infill", prefix: long, suffix: "." }],
    ["what stands after a gap", { kind: "infill", prefix: ".", suffix: long }],
  ])("is refused with the numbers: %s", async (_, prompt) => {
    const { error } = await failureOf(stream(greedy(prompt)));
    expect(error).toMatchObject({ reason: "tooLong", details: { limitTokens: 512, subject: DEMO_PATH } });
    expect(error.details.askedTokens).toBeGreaterThan(512);
    expect(error.message).not.toContain("sea");
    // The child is none the worse for it.
    expect(await answerOf(stream(greedy(STORY)))).not.toBe("");
  });

  it.each<[string, (filling: string) => Prompt]>([
    ["a chat", chat],
    ["a text", (text) => ({ kind: "text", text })],
    ["a gap", (prefix) => ({ kind: "infill", prefix, suffix: " and so on." })],
  ])("is refused or answered, and nothing between, near the edge: %s", async (_, prompt) => {
    const outcomes = new Set<string>();
    for (let words = 484; words <= 498; words++) {
      const request = greedy(prompt(" a".repeat(words)), { maxTokens: 100 });
      const chunks = await collect(stream(request)).catch((error: unknown) => [error]);
      const last = chunks.at(-1) as { kind?: string; reason: string };
      outcomes.add(last.kind ?? last.reason);
    }
    expect([...outcomes]).toEqual(["finish", "tooLong"]);
  });
});
