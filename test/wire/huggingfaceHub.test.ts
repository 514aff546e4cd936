import { afterEach, describe, expect, it, vi } from "vitest";
import { answerOf, ask, chat, failureOf, modelFor, never } from "../support/askModel";
import { sendJson } from "../support/dialect";
import { EventStream } from "../support/eventStream";
import type { Exchange } from "../support/fakeServer";
import { newModel, servedBy, startHub as startHubWith } from "../support/hfHub";

const KEY = "hf_test0123456789abcdef";
const TEXT = ask({ kind: "text", text: "海边" });

/** The Hub with a router that streams one character in both protocols. */
const startHub = (lookUp: (exchange: Exchange) => void | Promise<void>) =>
  startHubWith(lookUp, async (exchange) => {
    const stream = new EventStream(exchange, {}, {});
    const finish_reason = "stop";
    await stream.json({ choices: [{ index: 0, text: "海", delta: { content: "海" }, finish_reason }] });
    stream.end();
  });

const unused = () => {
  throw new Error("nobody needs to be asked who serves this model");
};

const hubModel = (more: { model?: string; kind?: "base"; inferenceProvider?: string }, key = KEY) =>
  modelFor({ provider: "huggingface", model: newModel(), ...more }, { key: () => Promise.resolve(key) });

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a model on the Hugging Face Hub", () => {
  it("is asked to chat through the router, which chooses the provider", async () => {
    const hub = await startHub(unused);
    const model = await hubModel({ model: "acme/chatty" });
    expect(await answerOf(model.stream(ask(chat("Sea?")), never))).toBe("海");
    expect(hub.requests).toMatchObject([
      {
        method: "POST",
        path: "/router.huggingface.co/v1/chat/completions",
        headers: { authorization: `Bearer ${KEY}` },
        body: { model: "acme/chatty", stream: true },
      },
    ]);
  });

  it("is asked to chat at the provider that the settings name", async () => {
    const hub = await startHub(servedBy("together", "conversational"));
    const model = await hubModel({ inferenceProvider: "together" });
    expect(await answerOf(model.stream(ask(chat("Sea?")), never))).toBe("海");
    expect(hub.requests.at(-1)).toMatchObject({
      path: "/router.huggingface.co/together/v1/chat/completions",
      body: { model: "tiny-at-provider" },
    });
  });

  it("is told how long its text may be by every provider's own name for it", async () => {
    // For this one the client does not unpack `parameters`.
    const hub = await startHub(servedBy("together", "text-generation"));
    const model = await hubModel({ kind: "base", inferenceProvider: "together" });
    expect(await answerOf(model.stream(TEXT, never))).toBe("海");
    expect(hub.requests.at(-1)).toMatchObject({
      path: "/router.huggingface.co/together/v1/completions",
      body: { model: "tiny-at-provider", prompt: "海边", max_tokens: 40 },
    });
  });

  it("is not found at a provider that the client does not know", async () => {
    const hub = await startHub(unused);
    const model = await hubModel({ inferenceProvider: "nobody" });
    expect((await failureOf(model.stream(ask(chat("Sea?")), never))).error.reason).toBe("notFound");
    expect(hub.requests).toEqual([]);
  });

  it("is asked to go on with a text at whoever serves it", async () => {
    const hub = await startHub(servedBy("featherless-ai", "text-generation"));
    const model = await hubModel({ kind: "base" });
    expect(await answerOf(model.stream(TEXT, never))).toBe("海");
    expect(hub.requests.at(-1)).toMatchObject({
      path: "/router.huggingface.co/featherless-ai/v1/completions",
      body: { model: "tiny-at-provider", prompt: "海边" },
    });
  });

  it("is not found when the Hub does not know it", async () => {
    await startHub((exchange) => sendJson(exchange, 404, { error: "Repository not found" }));
    const model = await hubModel({ kind: "base" });
    expect((await failureOf(model.stream(TEXT, never))).error).toMatchObject({
      reason: "notFound",
      details: { subject: model.info.model },
    });
  });

  it("is not found when nobody serves it", async () => {
    await startHub((exchange) => sendJson(exchange, 200, { inferenceProviderMapping: {} }));
    const model = await hubModel({ kind: "base" });
    expect((await failureOf(model.stream(TEXT, never))).error).toMatchObject({
      reason: "notFound",
      details: { subject: model.info.model },
    });
  });

  it("is out of reach for a key that is none of Hugging Face's", async () => {
    const hub = await startHub(unused);
    const model = await hubModel({}, "sk-of-somebody-else");
    expect((await failureOf(model.stream(ask(chat("Sea?")), never))).error.reason).toBe("unauthorized");
    expect(hub.requests).toEqual([]);
  });
});

describe("the question who serves a model, while the Hub is silent", () => {
  it("ends with the caller's abort, and its socket closes", { timeout: 5000 }, async () => {
    const hub = await startHub(() => {});
    const controller = new AbortController();
    const model = await hubModel({ kind: "base" });
    const failed = failureOf(model.stream(TEXT, controller.signal));
    await hub.waitFor(({ requests }) => requests.length === 1);
    controller.abort();
    expect((await failed).error.reason).toBe("aborted");
    await hub.waitFor(({ closedByClient }) => closedByClient === 1);
  });

  it("is given up like every request", { timeout: 5000 }, async () => {
    await startHub(() => {});
    const settings = { provider: "huggingface", model: newModel(), kind: "base" } as const;
    const timeouts = { connectMs: 20_000, firstChunkMs: 300, idleMs: 20_000 };
    const model = await modelFor(settings, { key: () => Promise.resolve(KEY), timeouts });
    expect((await failureOf(model.stream(TEXT, never))).error.reason).toBe("timedOut");
  });
});
