import { describe, expect, it } from "vitest";
import type { ModelErrorReason } from "../../src/core/models/modelError";
import { ask, chat, collect, failureOf, forThisTest, modelFor, never } from "../support/askModel";
import { startFakeOllamaServer, type OllamaServerOptions } from "../support/fakeOllamaServer";
import type { Answer, StatusReason } from "../support/script";

const PROMPTS = { chat: chat("Is it late?"), text: { kind: "text", text: "It was " } } as const;
const KINDS = ["chat", "text"] as const;

async function modelThatAnswers(answer: Answer, options: OllamaServerOptions = {}) {
  const server = await forThisTest(startFakeOllamaServer(options));
  server.respondWith(answer);
  return modelFor({ provider: "ollama", model: "llama3.2:3b", baseUrl: server.url });
}

describe.each(KINDS)("an answer of Ollama to a %s", (kind) => {
  it("comes piece by piece, with what the model thought before it, and ends with the count of tokens", async () => {
    const model = await modelThatAnswers({
      kind: "text",
      reasoning: ["Let me ", "see."],
      chunks: ["海边", "的信"],
      usage: { promptTokens: 26, completionTokens: 259 },
    });
    expect(await collect(model.stream(ask(PROMPTS[kind]), never))).toEqual([
      { kind: "reasoning", text: "Let me " },
      { kind: "reasoning", text: "see." },
      { kind: "text", text: "海边" },
      { kind: "text", text: "的信" },
      { kind: "finish", reason: "stop", usage: { promptTokens: 26, completionTokens: 259 } },
    ]);
  });

  it("says how sure the model was, when it is asked", async () => {
    const model = await modelThatAnswers({ kind: "text", chunks: ["late"], logprobs: [-0.5] });
    const chunks = await collect(model.stream(ask(PROMPTS[kind], { logprobs: true }), never));
    expect(chunks[0]).toEqual({ kind: "text", text: "late", logprob: -0.5 });
  });

  it("is read with CR LF at the ends of its lines", async () => {
    const model = await modelThatAnswers({ kind: "text", chunks: ["late", " now"] }, { crlf: true });
    expect(await collect(model.stream(ask(PROMPTS[kind]), never))).toMatchObject([
      { text: "late" },
      { text: " now" },
      { kind: "finish" },
    ]);
  });
});

describe("a failure of Ollama", () => {
  it.each<[StatusReason, ModelErrorReason, object]>([
    [
      "modelNotFound",
      "notFound",
      { status: 404, subject: "llama3.2:3b", detail: "model 'llama3.2:3b' not found" },
    ],
    ["contextTooLong", "tooLong", { status: 400, limitTokens: 8192, askedTokens: 9412 }],
    ["unsupportedParameter", "badRequest", { detail: '"llama3.2:3b" does not support thinking' }],
    ["unauthorized", "unauthorized", { status: 401 }],
  ])("says why: %s is %s", async (reason, expected, details) => {
    const model = await modelThatAnswers({ kind: "status", reason });
    const { error } = await failureOf(model.stream(ask(PROMPTS.chat), never));
    expect(error).toMatchObject({ reason: expected, details });
  });

  it("in the middle of the answer leaves what was said, with the server's own words and no status", async () => {
    const model = await modelThatAnswers({
      kind: "streamError",
      chunks: ["It was "],
      reason: "contextTooLong",
    });
    const { error, text } = await failureOf(model.stream(ask(PROMPTS.chat), never));
    expect(text).toBe("It was ");
    expect(error).toMatchObject({ reason: "tooLong", details: { limitTokens: 8192 } });
    expect(error.details).not.toHaveProperty("status");
  });

  it("does not repeat the key, even where the server does", async () => {
    const server = await forThisTest(startFakeOllamaServer({ models: [] }));
    const settings = { provider: "ollama", model: "sk-secret-0123", baseUrl: server.url } as const;
    const model = await modelFor({ ...settings }, { key: () => Promise.resolve("sk-secret-0123") });
    const { error } = await failureOf(model.stream(ask(PROMPTS.chat), never));
    expect(error.details.detail).toBe("model '…' not found");
  });
});
