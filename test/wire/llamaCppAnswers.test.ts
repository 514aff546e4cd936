import { describe, expect, it } from "vitest";
import type { Prompt } from "../../src/core/models/prompt";
import type { ModelErrorReason } from "../../src/core/models/modelError";
import { ask, chat, collect, failureOf, forThisTest, modelFor, never } from "../support/askModel";
import { startFakeLlamaCppServer, type LlamaCppServerOptions } from "../support/fakeLlamaCppServer";
import { startRawEventServer } from "../support/rawEvents";
import type { Answer, StatusReason } from "../support/script";

const PROMPTS: Record<Prompt["kind"], Prompt> = {
  chat: chat("Is it late?"),
  text: { kind: "text", text: "It was " },
  infill: { kind: "infill", prefix: "It was ", suffix: "." },
};
const KINDS = ["chat", "text", "infill"] as const;

async function modelThatAnswers(answer: Answer, options: LlamaCppServerOptions = {}) {
  const server = await forThisTest(startFakeLlamaCppServer(options));
  server.respondWith(answer);
  return modelFor({ provider: "llama.cpp", baseUrl: server.url });
}

describe.each(KINDS)("an answer of llama.cpp to a prompt of kind %s", (kind) => {
  const usage = { promptTokens: 26, completionTokens: 2 };

  it("comes piece by piece and ends with the count of tokens", async () => {
    const model = await modelThatAnswers({ kind: "text", chunks: ["海边", "的信"], usage });
    expect(await collect(model.stream(ask(PROMPTS[kind]), never))).toEqual([
      { kind: "text", text: "海边" },
      { kind: "text", text: "的信" },
      { kind: "finish", reason: "stop", usage },
    ]);
  });

  it("says when it was cut off", async () => {
    const model = await modelThatAnswers({ kind: "text", chunks: ["a"], finishReason: "length", usage });
    expect((await collect(model.stream(ask(PROMPTS[kind]), never))).at(-1)).toEqual({
      kind: "finish",
      reason: "length",
      usage,
    });
  });

  it("says how sure the model was, when it is asked", async () => {
    const model = await modelThatAnswers({ kind: "text", chunks: ["late"], logprobs: [-0.5] });
    const chunks = await collect(model.stream(ask(PROMPTS[kind], { logprobs: true }), never));
    expect(chunks[0]).toEqual({ kind: "text", text: "late", logprob: -0.5 });
  });

  it("is read between the comments that keep the connection open, and with CR LF", async () => {
    const wire = { keepAliveComments: true, crlf: true };
    const model = await modelThatAnswers({ kind: "text", chunks: ["late", " now"] }, wire);
    expect(await collect(model.stream(ask(PROMPTS[kind]), never))).toMatchObject([
      { text: "late" },
      { text: " now" },
      { kind: "finish" },
    ]);
  });

  it.each<[StatusReason, ModelErrorReason, object]>([
    ["contextTooLong", "tooLong", { status: 400, limitTokens: 8192, askedTokens: 9412 }],
    ["unauthorized", "unauthorized", { status: 401, detail: "Invalid API Key" }],
    ["unsupportedParameter", "badRequest", { detail: "Failed to parse grammar" }],
  ])("fails with its reason: %s is %s", async (reason, expected, details) => {
    const model = await modelThatAnswers({ kind: "status", reason });
    const { error } = await failureOf(model.stream(ask(PROMPTS[kind]), never));
    expect(error).toMatchObject({ reason: expected, details });
  });
});

describe("an answer of llama.cpp", () => {
  it("tells apart what the model thought", async () => {
    const model = await modelThatAnswers({ kind: "text", reasoning: ["Hm."], chunks: ["Yes."] });
    expect(await collect(model.stream(ask(PROMPTS.chat), never))).toMatchObject([
      { kind: "reasoning", text: "Hm." },
      { kind: "text", text: "Yes." },
      { kind: "finish" },
    ]);
  });

  it("adds up the tokens of one piece, which a character made of several needs", async () => {
    const tokens = [
      { id: 1, token: "", bytes: [0xe6, 0xb5], logprob: -0.5, top_logprobs: [] },
      { id: 2, token: "", bytes: [0xb7], logprob: -0.25, top_logprobs: [] },
    ];
    const server = await forThisTest(
      startRawEventServer([
        { content: "海", stop: false, completion_probabilities: tokens },
        { content: "", stop: true, stop_type: "word" },
      ]),
    );
    const model = await modelFor({ provider: "llama.cpp", baseUrl: server.url });
    expect(await collect(model.stream(ask(PROMPTS.text), never))).toEqual([
      { kind: "text", text: "海", logprob: -0.75 },
      { kind: "finish", reason: "stop" },
    ]);
  });

  it("has the numbers of an error inside the stream, too", async () => {
    const model = await modelThatAnswers({ kind: "streamError", chunks: ["It "], reason: "contextTooLong" });
    const { error, text } = await failureOf(model.stream(ask(PROMPTS.text), never));
    expect(text).toBe("It ");
    expect(error).toMatchObject({ reason: "tooLong", details: { limitTokens: 8192, askedTokens: 9412 } });
  });
});

describe("a llama.cpp server that still reads its weights", () => {
  /** It is asked, and then looked at until it is ready. */
  async function whileLoading(looks: number) {
    let left = looks;
    const server = await forThisTest(startFakeLlamaCppServer({ isLoading: () => left-- > 0 }));
    server.respondWith({ kind: "text", chunks: ["Yes."] });
    return { server, model: await modelFor({ provider: "llama.cpp", baseUrl: server.url }) };
  }

  it("is waited for, and sent the text again once it is ready", async () => {
    const { server, model } = await whileLoading(2);
    const [first] = await collect(model.stream(ask(PROMPTS.text), never));
    expect(first).toEqual({ kind: "text", text: "Yes." });
    const paths = server.requests.map(({ path }) => path);
    expect(paths).toEqual(["/completion", "/health", "/health", "/completion"]);
  });

  it("is waited for no longer once the writer cancels", async () => {
    const { server, model } = await whileLoading(Infinity);
    const controller = new AbortController();
    const failed = failureOf(model.stream(ask(PROMPTS.text), controller.signal));
    await server.waitFor(({ requests }) => requests.some(({ path }) => path === "/health"));
    controller.abort();
    expect((await failed).error.reason).toBe("aborted");
  });
});
