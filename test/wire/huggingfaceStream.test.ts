import { describe, expect, it } from "vitest";
import { answerOf, ask, chat, collect, failureOf, forThisTest, modelFor, never } from "../support/askModel";
import { startFakeHuggingFaceServer, type HuggingFaceServerOptions } from "../support/fakeHuggingFaceServer";
import { startRawEventServer } from "../support/rawEvents";

// Characters of one to four bytes, one of them made of several, in pieces as tokens come.
const CHUNKS = ["海边", "的", "信：", "„Grüße“", " 🙂", "👩‍👩‍👧", "\n\n", "完。"];
const PROMPTS = { instruct: chat("写一封信。"), base: { kind: "text", text: "海边" } } as const;

type Kind = "instruct" | "base";
const modelAt = (baseUrl: string, kind: Kind) =>
  modelFor({ provider: "huggingface", model: "acme/tiny", kind, baseUrl });

describe.each(["instruct", "base"] as const)("the stream of a Hugging Face %s model", (kind) => {
  const request = ask(PROMPTS[kind]);

  it.each<[string, HuggingFaceServerOptions]>([
    ["as TGI sends it", {}],
    ["with a space after the colon", { dataPrefix: "data: " }],
    ["with CR LF", { crlf: true }],
    ["with comments that keep it alive", { keepAliveComments: true }],
    ["without [DONE] at the end", { omitDone: true }],
    ["in single bytes", { bytesPerWrite: 1 }],
    ["in single bytes with CR LF and comments", { bytesPerWrite: 1, crlf: true, keepAliveComments: true }],
    ["in pieces of seven bytes", { bytesPerWrite: 7 }],
  ])("arrives whole and in order, without its end token: %s", async (_, wire) => {
    const server = await forThisTest(startFakeHuggingFaceServer(wire));
    server.respondWith({ kind: "text", chunks: CHUNKS });
    const chunks = await collect((await modelAt(server.url, kind)).stream(request, never));
    expect(chunks.slice(0, -1)).toEqual(CHUNKS.map((text) => ({ kind: "text", text })));
    expect(chunks.at(-1)).toMatchObject({ kind: "finish", reason: "stop" });
  });

  it.each([
    ["stop", "stop"],
    ["length", "length"],
  ] as const)("ends with the server's reason: %s is %s", async (finishReason, reason) => {
    const server = await forThisTest(startFakeHuggingFaceServer());
    server.respondWith({ kind: "text", chunks: ["A", "B"], finishReason });
    const chunks = await collect((await modelAt(server.url, kind)).stream(request, never));
    expect(chunks.at(-1)).toMatchObject({ kind: "finish", reason });
    expect(chunks.filter((chunk) => chunk.kind === "finish")).toHaveLength(1);
  });

  it("is a bare finish when the model says nothing", async () => {
    const server = await forThisTest(startFakeHuggingFaceServer());
    server.respondWith({ kind: "empty" });
    const chunks = await collect((await modelAt(server.url, kind)).stream(request, never));
    expect(chunks).toMatchObject([{ kind: "finish", reason: "stop" }]);
  });
});

describe("events of other servers behind the same client", () => {
  const token = (text: string, special = false) => ({ token: { id: 1, text, logprob: -1, special } });

  it("are TGI's own tokens, of which a special one is not shown", async () => {
    const events = [
      { index: 1, ...token("海边"), generated_text: null, details: null },
      { index: 2, ...token("的信"), generated_text: null, details: null },
      {
        index: 3,
        ...token("</s>", true),
        generated_text: "海边的信",
        details: { finish_reason: "eos_token", generated_tokens: 3, input_length: 7, seed: null },
      },
    ];
    const server = await forThisTest(startRawEventServer(events));
    expect(await collect((await modelAt(server.url, "base")).stream(ask(PROMPTS.base), never))).toEqual([
      { kind: "text", text: "海边" },
      { kind: "text", text: "的信" },
      { kind: "finish", reason: "stop", usage: { promptTokens: 7, completionTokens: 3 } },
    ]);
  });

  it("are TGI's own tokens, of which the last one counts when the answer is cut at its length", async () => {
    const events = [
      { ...token("海边"), generated_text: null },
      { ...token("的"), generated_text: "海边的", details: { finish_reason: "length" } },
    ];
    const server = await forThisTest(startRawEventServer(events));
    expect(await collect((await modelAt(server.url, "base")).stream(ask(PROMPTS.base), never))).toEqual([
      { kind: "text", text: "海边" },
      { kind: "text", text: "的" },
      { kind: "finish", reason: "length" },
    ]);
  });

  it("are completions whose last chunk has text as well as the reason", async () => {
    const events = [
      { choices: [{ text: "海", finish_reason: null }] },
      { choices: [{ text: "边", finish_reason: "stop" }] },
    ];
    const server = await forThisTest(startRawEventServer(events));
    expect(await answerOf((await modelAt(server.url, "base")).stream(ask(PROMPTS.base), never))).toBe("海边");
  });

  it("say how sure the model was, where that was asked for", async () => {
    const logprobs = (...values: number[]) => ({
      content: values.map((logprob) => ({ token: "x", logprob, top_logprobs: [] })),
    });
    const events = [
      { choices: [{ delta: { content: "海边" }, logprobs: logprobs(-0.25, -0.5), finish_reason: null }] },
      { choices: [{ delta: { content: "的" }, logprobs: logprobs(), finish_reason: null }] },
      { choices: [{ delta: { content: "" }, logprobs: null, finish_reason: "stop" }] },
    ];
    const server = await forThisTest(startRawEventServer(events));
    expect(
      await collect((await modelAt(server.url, "instruct")).stream(ask(PROMPTS.instruct), never)),
    ).toEqual([
      { kind: "text", text: "海边", logprob: -0.75 },
      { kind: "text", text: "的" },
      { kind: "finish", reason: "stop" },
    ]);
  });

  it("are thoughts of a thinking model, told apart from the text", async () => {
    const delta = (value: object, finish_reason: string | null = null) => ({
      choices: [{ index: 0, delta: value, finish_reason }],
    });
    const events = [delta({ reasoning_content: "They want 海." }), delta({ content: "海" }, "stop")];
    const server = await forThisTest(startRawEventServer(events));
    expect(
      await collect((await modelAt(server.url, "instruct")).stream(ask(PROMPTS.instruct), never)),
    ).toMatchObject([
      { kind: "reasoning", text: "They want 海." },
      { kind: "text", text: "海" },
      { kind: "finish", reason: "stop" },
    ]);
  });

  it.each<[string, Kind, readonly unknown[]]>([
    [
      "a chat event without choices",
      "instruct",
      [{ id: "x" }, { choices: [{ delta: { content: "海" }, finish_reason: "stop" }] }],
    ],
    [
      "an end of a chat without a delta",
      "instruct",
      [{ choices: [{ delta: { content: "海" } }] }, { choices: [{ finish_reason: "stop" }] }],
    ],
    [
      "a completion without choices",
      "base",
      [{ choices: [] }, { choices: [{ text: "海", finish_reason: "stop" }] }],
    ],
  ])("are borne with: %s", async (_, kind, events) => {
    const server = await forThisTest(startRawEventServer(events));
    expect(await collect((await modelAt(server.url, kind)).stream(ask(PROMPTS[kind]), never))).toMatchObject([
      { kind: "text", text: "海" },
      { kind: "finish", reason: "stop" },
    ]);
  });

  it.each<[string, Kind, unknown]>([
    ["to a chat", "instruct", { type: "content_block_delta", delta: { text: "hi" } }],
    ["to a base model", "base", { type: "content_block_delta", delta: { text: "hi" } }],
    ["to a base model: no object", "base", "hello"],
  ])("are a bad response when they are another protocol's, %s", async (_, kind, event) => {
    const server = await forThisTest(startRawEventServer([event]));
    const model = await modelAt(server.url, kind);
    expect((await failureOf(model.stream(ask(PROMPTS[kind]), never))).error.reason).toBe("badResponse");
  });
});
