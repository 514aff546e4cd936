import { describe, expect, it } from "vitest";
import type { ModelChunk } from "../../src/core/models/languageModel";
import type { ModelSettings } from "../../src/core/settings/settings";
import {
  answerOf,
  ask,
  chat,
  collect,
  failureOf,
  forThisTest,
  modelFor,
  never,
  textOf,
} from "../support/askModel";
import { startFakeHuggingFaceServer } from "../support/fakeHuggingFaceServer";
import { startFakeOpenAiServer, type OpenAiServerOptions } from "../support/fakeOpenAiServer";
import { startRawEventServer } from "../support/rawEvents";
import type { Answer } from "../support/script";

// Characters of one to four bytes, one of them made of several, in pieces as tokens come.
const CHUNKS = ["海边", "的", "信：", "„Grüße“", " 🙂", "👩‍👩‍👧", "\n\n", "完。"];
const FINISH: unknown = expect.objectContaining({ kind: "finish", reason: "stop" });
const PROMPTS = { instruct: chat("写一封信。"), base: { kind: "text", text: "海边" } } as const;

/** A model at a server that answers so. */
async function modelThatAnswers(
  answer: Answer,
  { wire = {}, ...more }: { wire?: OpenAiServerOptions } & Partial<ModelSettings> = {},
) {
  const server = await forThisTest(startFakeOpenAiServer(wire));
  server.respondWith(answer);
  const settings = { provider: "openai-compatible", model: "acme/tiny", ...more } as const;
  const ports = { key: () => Promise.resolve("sk-test-key") };
  return modelFor({ ...settings, baseUrl: `${server.url}/v1` }, ports);
}

describe.each(["instruct", "base"] as const)("the stream of an OpenAI server's %s model", (kind) => {
  const request = ask(PROMPTS[kind]);

  it.each<[string, OpenAiServerOptions]>([
    ["as OpenAI sends it", {}],
    ["with CR LF", { crlf: true }],
    ["with comments that keep it alive", { keepAliveComments: true }],
    ["without [DONE] at the end", { omitDone: true }],
    ["without a space after the colon", { dataPrefix: "data:" }],
    ["in single bytes", { bytesPerWrite: 1 }],
    ["in single bytes with CR LF and comments", { bytesPerWrite: 1, crlf: true, keepAliveComments: true }],
    ["in pieces of seven bytes", { bytesPerWrite: 7, dataPrefix: "data:" }],
  ])("arrives whole and in order: %s", async (_, wire) => {
    const model = await modelThatAnswers({ kind: "text", chunks: CHUNKS }, { wire, kind });
    expect(await collect(model.stream(request, never))).toEqual([
      ...CHUNKS.map((text) => ({ kind: "text", text })),
      FINISH,
    ]);
  });

  it.each([
    ["stop", "stop"],
    ["length", "length"],
    ["content_filter", "filtered"],
  ] as const)("ends with the server's reason: %s is %s", async (finishReason, reason) => {
    const model = await modelThatAnswers({ kind: "text", chunks: ["A."], finishReason }, { kind });
    expect((await collect(model.stream(request, never))).at(-1)).toMatchObject({ kind: "finish", reason });
  });

  it("ends with the usage that OpenAI counted, in one finish after all text", async () => {
    const usage = { promptTokens: 11, completionTokens: 3 };
    const model = await modelThatAnswers(
      { kind: "text", chunks: ["A", "B"], usage },
      { kind, provider: "openai" },
    );
    expect(await collect(model.stream(request, never))).toEqual([
      { kind: "text", text: "A" },
      { kind: "text", text: "B" },
      { kind: "finish", reason: "stop", usage },
    ]);
  });

  it("is a bare finish when the model says nothing", async () => {
    const model = await modelThatAnswers({ kind: "empty" }, { kind });
    expect(await collect(model.stream(request, never))).toEqual([FINISH]);
  });

  it("gives each answer of one model its own text", async () => {
    const server = await forThisTest(startFakeOpenAiServer());
    server.respondWith({ kind: "text", chunks: ["first"] }, { kind: "text", chunks: ["second"] });
    const settings = { provider: "openai-compatible", model: "acme/tiny", kind } as const;
    const model = await modelFor({ ...settings, baseUrl: `${server.url}/v1` });
    expect(await answerOf(model.stream(request, never))).toBe("first");
    expect(await answerOf(model.stream(request, never))).toBe("second");
  });
});

describe("the stream of OpenAI's Responses", () => {
  const api = "responses";
  const request = ask(PROMPTS.instruct);

  it.each<[string, OpenAiServerOptions]>([
    ["as OpenAI sends it", {}],
    ["in single bytes with CR LF and comments", { bytesPerWrite: 1, crlf: true, keepAliveComments: true }],
  ])("arrives whole and in order: %s", async (_, wire) => {
    const usage = { promptTokens: 11, completionTokens: 3 };
    const reasoning = ["The writer ", "wants 一首诗."];
    const model = await modelThatAnswers({ kind: "text", reasoning, chunks: CHUNKS, usage }, { wire, api });
    expect(await collect(model.stream(request, never))).toEqual([
      ...reasoning.map((text) => ({ kind: "reasoning", text })),
      ...CHUNKS.map((text) => ({ kind: "text", text })),
      { kind: "finish", reason: "stop", usage },
    ]);
  });

  it.each([
    ["length", "length"],
    ["content_filter", "filtered"],
  ] as const)("ends with the server's reason: %s is %s", async (finishReason, reason) => {
    const model = await modelThatAnswers({ kind: "text", chunks: ["A."], finishReason }, { api });
    expect((await collect(model.stream(request, never))).at(-1)).toMatchObject({ kind: "finish", reason });
  });
});

describe("a thinking model's thoughts", () => {
  const reasoning = ["The writer ", "wants 一首诗."];

  it.each(["reasoning_content", "reasoning"] as const)(
    "arrive apart from the text, from %s",
    async (field) => {
      const wire = { reasoningField: field };
      const model = await modelThatAnswers({ kind: "text", reasoning, chunks: ["诗"] }, { wire });
      expect(await collect(model.stream(ask(chat("一首诗")), never))).toEqual([
        ...reasoning.map((text) => ({ kind: "reasoning", text })),
        { kind: "text", text: "诗" },
        FINISH,
      ]);
    },
  );
});

describe.each(["instruct", "base"] as const)("several answers of an OpenAI server's %s model", (kind) => {
  const said = (chunks: readonly ModelChunk[], which: number) =>
    textOf(chunks.filter((chunk) => chunk.kind === "text" && (chunk.candidate ?? 0) === which));
  const answer: Answer = { kind: "text", chunks: CHUNKS, alternatives: [["Die ", "See"], ["La mer"]] };

  it("arrive at once, each piece with the number of its answer, and end with one finish", async () => {
    const model = await modelThatAnswers(answer, { kind, generation: { num_return_sequences: 3 } });
    const chunks = await collect(model.stream(ask(PROMPTS[kind], { candidates: 3 }), never));
    expect([0, 1, 2].map((which) => said(chunks, which))).toEqual([CHUNKS.join(""), "Die See", "La mer"]);
    expect(chunks.filter(({ kind: what }) => what === "finish")).toEqual([FINISH]);
  });

  it("are one where only one is wanted", async () => {
    const model = await modelThatAnswers(answer, { kind });
    const chunks = await collect(model.stream(ask(PROMPTS[kind]), never));
    expect([0, 1, 2].map((which) => said(chunks, which))).toEqual([CHUNKS.join(""), "", ""]);
  });

  it("say how sure the model was where that is wanted", async () => {
    const measured: Answer = { kind: "text", chunks: ["海", "边"], logprobs: [-0.25, -1.5] };
    const model = await modelThatAnswers(measured, { kind });
    expect(await collect(model.stream(ask(PROMPTS[kind], { logprobs: true }), never))).toEqual([
      { kind: "text", text: "海", logprob: -0.25 },
      { kind: "text", text: "边", logprob: -1.5 },
      FINISH,
    ]);
  });
});

describe("events that only resemble OpenAI's", () => {
  const delta = (content: unknown, finish_reason: string | null = null) => ({
    choices: [{ index: 0, delta: { content }, finish_reason }],
  });
  const modelAt = (baseUrl: string) => modelFor({ provider: "openai-compatible", model: "m", baseUrl });

  it.each<[string, readonly unknown[]]>([
    ["a list of choices that is empty", [{ choices: [] }, delta("海"), delta("", "stop")]],
    ["no choices, as in the first chunk of some gateways", [{ id: "x" }, delta("海"), delta("", "stop")]],
    ["no delta in the last chunk", [delta("海"), { choices: [{ index: 0, finish_reason: "stop" }] }]],
    ["null as content", [{ choices: [{ delta: { content: null } }] }, delta("海", "stop")]],
    ["the finish together with the last text", [delta("海", "stop")]],
    [
      "content in parts, as Mistral's thinking models have it",
      [
        delta([{ type: "thinking", thinking: [{ type: "text", text: "Hm." }] }]),
        delta([{ type: "text", text: "海" }]),
        delta("", "stop"),
      ],
    ],
    [
      "usage of null",
      [
        { ...delta("海"), usage: null },
        { ...delta("", "stop"), usage: null },
      ],
    ],
  ])("are understood: %s", async (_, events) => {
    const server = await forThisTest(startRawEventServer(events));
    const model = await modelAt(server.url);
    const chunks = await collect(model.stream(ask(chat("Sea?")), never));
    expect(chunks.filter(({ kind }) => kind !== "reasoning")).toEqual([
      { kind: "text", text: "海" },
      { kind: "finish", reason: "stop" },
    ]);
  });

  it("give the thoughts among their parts as reasoning", async () => {
    const parts = [
      { type: "thinking", thinking: [{ type: "text", text: "The writer " }] },
      { type: "thinking", thinking: [{ type: "text", text: "waits." }] },
      { type: "text", text: "海" },
    ];
    const server = await forThisTest(startRawEventServer([delta(parts), delta("边", "stop")]));
    expect(await collect((await modelAt(server.url)).stream(ask(chat("Sea?")), never))).toEqual([
      { kind: "reasoning", text: "The writer waits." },
      { kind: "text", text: "海" },
      { kind: "text", text: "边" },
      { kind: "finish", reason: "stop" },
    ]);
  });

  it("give several tokens in one event the probability of them all", async () => {
    const logprobs = { content: [{ logprob: -0.5 }, { logprob: -0.25 }] };
    const server = await forThisTest(
      startRawEventServer([{ choices: [{ delta: { content: "海边" }, logprobs, finish_reason: "stop" }] }]),
    );
    const request = ask(chat("Sea?"), { logprobs: true });
    expect(await collect((await modelAt(server.url)).stream(request, never))).toMatchObject([
      { kind: "text", text: "海边", logprob: -0.75 },
      { kind: "finish" },
    ]);
  });

  it.each<[string, readonly unknown[]]>([
    ["of another protocol", [{ type: "content_block_delta", delta: { text: "hi" } }]],
    ["that are no objects", ["hello", 7]],
    ["that are null", [null]],
  ])("are a bad response when none is one: events %s", async (_, events) => {
    const server = await forThisTest(startRawEventServer(events));
    const model = await modelAt(server.url);
    const { error } = await failureOf(model.stream(ask(chat("Sea?")), never));
    expect(error.reason).toBe("badResponse");
  });

  it("that say an empty finish reason with each token, as TGI does, are not the end", async () => {
    const server = await forThisTest(startFakeHuggingFaceServer());
    server.respondWith({ kind: "drop", chunks: ["half a", " sentence"], cleanly: true });
    const settings = { provider: "openai-compatible", model: "acme/tiny", kind: "base" } as const;
    const model = await modelFor({ ...settings, baseUrl: `${server.url}/v1` });
    const { error, text } = await failureOf(model.stream(ask(PROMPTS.base), never));
    expect(error.reason).toBe("interrupted");
    expect(text).toBe("half a sentence");
  });
});
