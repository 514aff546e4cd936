import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { ModelError, ModelErrorReason } from "../../src/core/models/modelError";
import { ask, chat, failureOf, forThisTest, modelFor, never } from "../support/askModel";
import { send } from "../support/dialect";
import { startFakeOpenAiServer } from "../support/fakeOpenAiServer";
import { startFakeServer } from "../support/fakeServer";
import { startRawEventServer } from "../support/rawEvents";
import type { Answer, StatusReason } from "../support/script";
import { startSocketServer } from "../support/socketServer";

const KEY = "sk-test-0123456789abcdef";
const SECRET_TEXT = "the lighthouse keeper hid the letter";
const PROMPTS = { instruct: chat(SECRET_TEXT), base: { kind: "text", text: SECRET_TEXT } } as const;

function modelAt(baseUrl: string, kind: "instruct" | "base" = "instruct", ms = 20_000) {
  const settings = { provider: "openai-compatible", model: "acme/tiny", kind, baseUrl } as const;
  const timeouts = { connectMs: 20_000, firstChunkMs: ms, idleMs: ms };
  return modelFor(settings, { key: () => Promise.resolve(KEY), timeouts });
}

/** How a model fails at a server that answers so. It is asked once, and must not ask a second time. */
async function failure(answer: Answer, kind: "instruct" | "base" = "instruct", ms?: number) {
  const server = await forThisTest(startFakeOpenAiServer());
  server.respondWith(answer);
  const model = await modelAt(`${server.url}/v1`, kind, ms);
  const outcome = await failureOf(model.stream(ask(PROMPTS[kind]), never));
  expect(server.requests).toHaveLength(1);
  return { ...outcome, host: `127.0.0.1:${server.port}` };
}

/** Longer than the writer is kept waiting in silence, so that nobody asks a second time. */
const later = { retryAfter: 3600 };

const refused = (reason: StatusReason, more: { retryAfter?: number; status?: number } = {}): Answer => ({
  kind: "status",
  reason,
  ...more,
});

describe.each(["instruct", "base"] as const)("a request of an OpenAI %s model that is refused", (kind) => {
  it.each<[string, Answer, ModelErrorReason, ModelError["details"]]>([
    ["401", refused("unauthorized"), "unauthorized", { status: 401 }],
    ["403", refused("unauthorized", { status: 403 }), "unauthorized", { status: 403 }],
    ["402", refused("outOfQuota", { status: 402 }), "outOfCredit", { status: 402 }],
    ["429", refused("rateLimited", later), "rateLimited", { status: 429, retryAfterMs: 3_600_000 }],
    ["429 for want of credit", refused("outOfQuota"), "outOfCredit", { status: 429 }],
    [
      "400 because the text is too long",
      refused("contextTooLong"),
      "tooLong",
      { status: 400, limitTokens: 8192, askedTokens: 9001 },
    ],
    ["500", refused("serverError", later), "serverError", { status: 500 }],
    ["503", refused("overloaded", later), "serverError", { status: 503 }],
    ["503 while it loads", refused("loading", later), "loading", { status: 503, retryAfterMs: 3_600_000 }],
    ["504", refused("overloaded", { status: 504 }), "timedOut", { status: 504 }],
    ["a web page with 405", { kind: "html", status: 405 }, "badRequest", { status: 405 }],
  ])("says why, after one try: %s", async (_, answer, reason, details) => {
    const { error, host } = await failure(answer, kind);
    expect(error.reason).toBe(reason);
    expect(error.details).toMatchObject({ subject: host, ...details });
    expect(error.message).toBe(`${reason}: ${host}`);
  });

  it.each(["modelNotFound", "unknownUrl"] as const)(
    "names the model when it is not found: %s",
    async (why) => {
      const { error } = await failure(refused(why), kind);
      expect(error).toMatchObject({ reason: "notFound", details: { status: 404, subject: "acme/tiny" } });
    },
  );
});

describe("the details of a refused OpenAI request", () => {
  it("have the server's own words", async () => {
    const { error } = await failure(refused("outOfQuota"));
    expect(error.details.detail).toContain("You exceeded your current quota");
  });

  it("have no page of HTML", async () => {
    const { error } = await failure({ kind: "html", status: 405 });
    expect(error.details.detail).toBeUndefined();
  });

  it("have the time to wait from a Retry-After with a date", async () => {
    const retryAfter = new Date(Date.now() + 3_600_000);
    const { error } = await failure({ kind: "status", reason: "rateLimited", retryAfter });
    expect(error.details.retryAfterMs).toBeGreaterThan(3_000_000);
    expect(error.details.retryAfterMs).toBeLessThanOrEqual(3_600_000);
  });
});

describe("an error inside an OpenAI stream", () => {
  // The status was sent long ago; the code in the event says what the status would have.
  it.each<[StatusReason, ModelErrorReason, ModelError["details"]]>([
    ["serverError", "serverError", {}],
    ["contextTooLong", "tooLong", { limitTokens: 8192, askedTokens: 9001 }],
    ["outOfQuota", "outOfCredit", {}],
    ["rateLimited", "rateLimited", {}],
  ])("has the reason that it has outside of one: %s is %s", async (reason, expected, details) => {
    const { error } = await failure({ kind: "streamError", chunks: ["海"], reason });
    expect(error.reason).toBe(expected);
    expect(error.details).toMatchObject(details);
  });

  it("has the server's own words and no status", async () => {
    const { error } = await failure({ kind: "streamError", chunks: ["海"] });
    expect(error.details.detail).toContain("The server had an error");
    expect(error.details).not.toHaveProperty("status");
  });
});

describe("an error in a shape of its own", () => {
  it.each<[string, number, unknown, ModelErrorReason, ModelError["details"]]>([
    [
      // https://github.com/ggml-org/llama.cpp/pull/15780
      "llama.cpp's numbers",
      400,
      {
        error: {
          code: 400,
          message: "the request exceeds the available context size. try increasing the context size",
          type: "exceed_context_size_error",
          n_prompt_tokens: 1407,
          n_ctx: 256,
        },
      },
      "tooLong",
      { status: 400, limitTokens: 256, askedTokens: 1407 },
    ],
    [
      // https://github.com/microsoft/vscode-copilot-release/issues/10237
      "Google's list",
      400,
      [
        {
          error: { code: 400, message: "Request contains an invalid argument.", status: "INVALID_ARGUMENT" },
        },
      ],
      "badRequest",
      { status: 400, detail: "Request contains an invalid argument." },
    ],
    [
      // https://ai.google.dev/gemini-api/docs/troubleshooting
      "Google's key error",
      400,
      [{ error: { code: 400, message: "API key not valid. Please pass a valid API key." } }],
      "unauthorized",
      { status: 400 },
    ],
    [
      "Hugging Face's loading",
      503,
      { error: "Model acme/tiny is currently loading", estimated_time: 20 },
      "loading",
      { status: 503 },
    ],
  ])("is understood: %s", async (_, status, body, reason, details) => {
    const headers = { "content-type": "application/json", "retry-after": "3600" };
    const server = await forThisTest(
      startFakeServer((exchange) => send(exchange, status, JSON.stringify(body), headers)),
    );
    const { error } = await failureOf((await modelAt(server.url)).stream(ask(chat("Sea?")), never));
    expect(error.reason).toBe(reason);
    expect(error.details).toMatchObject(details);
  });

  // https://openrouter.ai/docs/api-reference/streaming#handling-errors-during-streaming
  it("is understood inside a stream, with OpenRouter's number for a status", async () => {
    const server = await forThisTest(
      startRawEventServer([
        { choices: [{ delta: { content: "海" }, finish_reason: null }] },
        { error: { code: 429, message: "Provider returned error" }, choices: [{ finish_reason: "error" }] },
      ]),
    );
    const { error, text } = await failureOf((await modelAt(server.url)).stream(ask(chat("Sea?")), never));
    expect(error.reason).toBe("rateLimited");
    expect(text).toBe("海");
  });
});

describe("a server that speaks something else", () => {
  it("is a bad response when it answers whole instead of in a stream", async () => {
    const body = JSON.stringify({ choices: [{ message: { content: "Yes." }, finish_reason: "stop" }] });
    const server = await forThisTest(
      startFakeServer((exchange) => send(exchange, 200, body, { "content-type": "application/json" })),
    );
    const { error } = await failureOf((await modelAt(server.url)).stream(ask(chat("Sea?")), never));
    expect(error.reason).toBe("badResponse");
  });

  it("is a bad response when it is no web server", async () => {
    const server = await forThisTest(startSocketServer((socket) => socket.end("SSH-2.0-OpenSSH_9.9\r\n")));
    const { error } = await failureOf((await modelAt(server.url)).stream(ask(chat("Sea?")), never));
    expect(error.reason).toBe("badResponse");
  });
});

describe("a server that is not there", () => {
  it("is unreachable", async () => {
    const server = await startFakeOpenAiServer();
    await server.close();
    const model = await modelAt(`${server.url}/v1`);
    const { error } = await failureOf(model.stream(ask(chat("Sea?")), never));
    expect(error).toMatchObject({
      reason: "unreachable",
      details: { subject: `127.0.0.1:${server.port}`, detail: "ECONNREFUSED" },
    });
  });
});

describe("a redirect", () => {
  it.each([301, 302, 303, 307, 308])(
    "with %i is not followed, so the text stays with its host",
    async (status) => {
      const elsewhere = await forThisTest(startFakeOpenAiServer());
      elsewhere.respondWith({ kind: "text", chunks: ["Got it."] });
      const location = `${elsewhere.url}/v1/chat/completions`;
      const server = await forThisTest(
        startFakeServer((exchange) => send(exchange, status, "", { location })),
      );
      const { error } = await failureOf((await modelAt(server.url)).stream(ask(chat("Sea?")), never));
      expect(error).toMatchObject({
        reason: "badResponse",
        details: { subject: `127.0.0.1:${server.port}` },
      });
      expect(server.requests).toHaveLength(1);
      expect(elsewhere.requests).toEqual([]);
    },
  );
});

describe("what an OpenAI failure remembers", () => {
  // Deep enough for causes of causes: a log may print any of them.
  const everything = (error: ModelError) => inspect(error, { depth: 20, showHidden: true });

  it.each<[string, Answer]>([
    ["a refused key", refused("unauthorized")],
    ["a text that is too long", refused("contextTooLong")],
    ["a server error", refused("serverError", later)],
    ["a dropped connection", { kind: "drop", chunks: ["海"] }],
    ["an error inside the stream", { kind: "streamError", chunks: ["海"] }],
    ["malformed JSON", { kind: "malformedJson", chunks: ["海"] }],
    ["a web page", { kind: "html" }],
    ["silence", { kind: "stall" }],
  ])("is neither the key nor the prompt: %s", async (_, answer) => {
    const { error } = await failure(answer, "instruct", 400);
    expect(everything(error)).not.toContain(KEY);
    expect(everything(error)).not.toContain(SECRET_TEXT);
  });

  it("is not a key that no header can hold, which fetch would quote", async () => {
    const server = await forThisTest(startFakeOpenAiServer());
    const settings = { provider: "openai-compatible", model: "m", baseUrl: server.url } as const;
    const model = await modelFor(settings, { key: () => Promise.resolve("sk-two\nlines") });
    const { error } = await failureOf(model.stream(ask(chat("Sea?")), never));
    expect(error.reason).toBe("unauthorized");
    expect(everything(error)).not.toContain("sk-two");
    expect(server.requests).toEqual([]);
  });

  it("is not the key even when the server repeats it, as some gateways do", async () => {
    const body = JSON.stringify({ error: { message: `Invalid token passed. Received API key = ${KEY}` } });
    const server = await forThisTest(
      startFakeServer((exchange) => send(exchange, 401, body, { "content-type": "application/json" })),
    );
    const { error } = await failureOf((await modelAt(server.url)).stream(ask(chat("Sea?")), never));
    expect(error.reason).toBe("unauthorized");
    expect(`${error.message} ${error.details.detail}`).not.toContain(KEY);
  });
});
