import { describe, expect, it } from "vitest";
import { answerOf, ask, chat, collect, failureOf, forThisTest, modelFor, never } from "../support/askModel";
import { startFakeHuggingFaceServer } from "../support/fakeHuggingFaceServer";
import { startFakeOpenAiServer, type OpenAiServerOptions } from "../support/fakeOpenAiServer";
import { startRawEventServer } from "../support/rawEvents";
import type { Answer } from "../support/script";

// Characters of one to four bytes, one of them made of several, in pieces as tokens come.
const CHUNKS = ["海边", "的", "信：", "„Grüße“", " 🙂", "👩‍👩‍👧", "\n\n", "完。"];
const PROMPTS = { instruct: chat("写一封信。"), base: { kind: "text", text: "海边" } } as const;

/** A model at a server that answers so. */
async function modelThatAnswers(
  answer: Answer,
  {
    wire = {},
    ...more
  }: { wire?: OpenAiServerOptions; kind?: "instruct" | "base"; provider?: "openai" } = {},
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
      { kind: "finish", reason: "stop" },
    ]);
  });

  it.each([
    ["stop", "stop"],
    ["length", "length"],
    ["content_filter", "filtered"],
  ] as const)("ends with the server's reason: %s is %s", async (finishReason, reason) => {
    const model = await modelThatAnswers({ kind: "text", chunks: ["A."], finishReason }, { kind });
    expect((await collect(model.stream(request, never))).at(-1)).toEqual({ kind: "finish", reason });
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
    expect(await collect(model.stream(request, never))).toEqual([{ kind: "finish", reason: "stop" }]);
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
        { kind: "finish", reason: "stop" },
      ]);
    },
  );
});

describe("events that only resemble OpenAI's", () => {
  const delta = (content: string, finish_reason: string | null = null) => ({
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
      "usage of null",
      [
        { ...delta("海"), usage: null },
        { ...delta("", "stop"), usage: null },
      ],
    ],
  ])("are understood: %s", async (_, events) => {
    const server = await forThisTest(startRawEventServer(events));
    const model = await modelAt(server.url);
    expect(await collect(model.stream(ask(chat("Sea?")), never))).toEqual([
      { kind: "text", text: "海" },
      { kind: "finish", reason: "stop" },
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
