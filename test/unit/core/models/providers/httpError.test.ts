import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ModelErrorReason } from "../../../../../src/core/models/modelError";
import { httpError, type HttpFailure } from "../../../../../src/core/models/providers/httpError";

const failure = (more: Partial<HttpFailure>) =>
  httpError({ status: 400, subject: "localhost:8080", ...more });

describe("the reason of an HTTP failure", () => {
  it.each<[number, ModelErrorReason]>([
    [301, "badResponse"],
    [304, "badResponse"],
    [400, "badRequest"],
    [401, "unauthorized"],
    [402, "outOfCredit"],
    [403, "unauthorized"],
    [404, "notFound"],
    [405, "badRequest"],
    [408, "timedOut"],
    [413, "tooLong"],
    [422, "badRequest"],
    [429, "rateLimited"],
    [500, "serverError"],
    [503, "serverError"],
    [504, "timedOut"],
    [529, "serverError"],
  ])("comes from the status: %i is %s", (status, reason) => {
    const error = failure({ status });
    expect(error.reason).toBe(reason);
    expect(error.details).toMatchObject({ status, subject: "localhost:8080" });
  });

  it.each<[string, number, ModelErrorReason]>([
    ["context_length_exceeded", 400, "tooLong"],
    ["insufficient_quota", 429, "outOfCredit"],
    ["content_filter", 400, "filtered"],
    ["rate_limit_exceeded", 429, "rateLimited"],
    ["invalid_api_key", 401, "unauthorized"],
    ["something_new", 400, "badRequest"],
  ])("comes from the code, which says more than the status: %s with %i is %s", (code, status, reason) => {
    expect(failure({ code, status }).reason).toBe(reason);
  });

  it.each<[string, string]>([
    ["vLLM", "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens."],
    ["vLLM, newer", "The decoder prompt (length 5000) is too long for the maximum context length of 4096"],
    ["llama.cpp", "the request exceeds the available context size (4096 tokens), try increasing it"],
    ["LM Studio", "The number of tokens to keep from the initial prompt is greater than the context length"],
    ["TGI", "`inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000 `inputs` tokens and 200"],
    ["Anthropic's gateway", "prompt is too long: 210000 tokens > 200000 maximum"],
    ["Google", "The input token count (2000000) exceeds the maximum number of tokens allowed (1048576)."],
  ])("comes from the words where there is no code: %s", (_, detail) => {
    expect(failure({ detail }).reason).toBe("tooLong");
    expect(failure({ status: 422, detail }).reason).toBe("tooLong");
  });

  it.each<[string, number, string, ModelErrorReason]>([
    ["llama.cpp", 503, "Loading model", "loading"],
    ["Hugging Face", 503, "Model acme/tiny is currently loading", "loading"],
    ["one that is busy", 503, "Our servers are currently overloaded", "serverError"],
    ["nginx", 400, "<title>400 The plain HTTP request was sent to HTTPS port</title>", "wrongScheme"],
    ["Go", 400, "Client sent an HTTP request to an HTTPS server.", "wrongScheme"],
    ["Google", 400, "API key not valid. Please pass a valid API key.", "unauthorized"],
  ])("comes from the words where the status says too little: %s's %i %s", (_, status, detail, reason) => {
    expect(failure({ status, detail }).reason).toBe(reason);
  });

  it("is a text too long where the server says its limit as a number", () => {
    const error = failure({ status: 500, limitTokens: 256, askedTokens: 1407 });
    expect(error.reason).toBe("tooLong");
    expect(error.details).toMatchObject({ limitTokens: 256, askedTokens: 1407 });
  });

  it("does not come from the words where the status is plain", () => {
    const detail = "the context window service is down";
    expect(failure({ status: 500, detail }).reason).toBe("serverError");
    expect(failure({ status: 401, detail }).reason).toBe("unauthorized");
  });
});

describe("the time to wait after an HTTP failure", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date("2026-03-01T12:00:00Z") });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each<[string, number]>([
    ["7", 7000],
    ["0", 0],
    ["1.5", 1500],
    ["Sun, 01 Mar 2026 12:00:30 GMT", 30_000],
    // Old forms that a recipient must take as well: RFC 850 and asctime (RFC 9110, 5.6.7).
    ["Sunday, 01-Mar-26 12:00:30 GMT", 30_000],
    ["Sun, 01 Mar 2026 11:59:00 GMT", 0],
  ])("is that of Retry-After: %s", (retryAfter, ms) => {
    expect(failure({ status: 429, retryAfter }).details.retryAfterMs).toBe(ms);
  });

  it.each([undefined, null, "", "soon", "-5", "7 seconds", "NaN", "Infinity"])(
    "is unknown for a Retry-After of %o",
    (retryAfter) => {
      expect(failure({ status: 429, retryAfter }).details).not.toHaveProperty("retryAfterMs");
    },
  );
});

describe("the numbers of a prompt that is too long", () => {
  it.each<[string, string, { limitTokens?: number; askedTokens?: number }]>([
    [
      "OpenAI, chat",
      "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens.",
      { limitTokens: 8192, askedTokens: 9001 },
    ],
    [
      "OpenAI, completions",
      "This model's maximum context length is 4097 tokens, however you requested 5007 tokens (7 in your " +
        "prompt; 5000 for the completion).",
      { limitTokens: 4097, askedTokens: 5007 },
    ],
    [
      "OpenRouter",
      "This endpoint's maximum context length is 32768 tokens. However, you requested about 40012 tokens",
      { limitTokens: 32_768, askedTokens: 40_012 },
    ],
    [
      "vLLM, newer",
      "The decoder prompt (length 5000) is longer than the maximum model length of 4096. Make sure that " +
        "`max_model_len` is no smaller than the number of text tokens.",
      { limitTokens: 4096 },
    ],
    [
      "TGI",
      "`inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000 `inputs` tokens and 100 `max_new_tokens`",
      { limitTokens: 4096, askedTokens: 5100 },
    ],
    [
      "llama.cpp, newer",
      "request (1407 tokens) exceeds the available context size (256 tokens), try increasing it",
      { limitTokens: 256, askedTokens: 1407 },
    ],
    [
      "Anthropic",
      "prompt is too long: 210000 tokens > 200000 maximum",
      { limitTokens: 200_000, askedTokens: 210_000 },
    ],
    [
      "Google",
      "The input token count (2000000) exceeds the maximum number of tokens allowed (1048576).",
      { limitTokens: 1_048_576, askedTokens: 2_000_000 },
    ],
    ["one without numbers", "the request exceeds the available context size", {}],
  ])("are read from the server's words: %s", (_, detail, numbers) => {
    const { limitTokens, askedTokens } = failure({ detail }).details;
    expect({ limitTokens, askedTokens }).toEqual({
      limitTokens: numbers.limitTokens,
      askedTokens: numbers.askedTokens,
    });
  });
});

describe("the server's words in an HTTP failure", () => {
  it("are kept, but for their length", () => {
    expect(failure({ detail: "no such option" }).details.detail).toBe("no such option");
    expect(failure({ detail: "x".repeat(5000) }).details.detail).toHaveLength(300);
  });

  it("are not cut through a character", () => {
    const detail = failure({ detail: `${"x".repeat(299)}🙂` }).details.detail ?? "";
    expect(detail).toMatch(/^x{299}(🙂)?$/u);
  });

  it.each(["<!DOCTYPE html><p>Bad gateway", "502 <html><body>nginx</body></html>"])(
    "are left out when they are a web page: %s",
    (detail) => {
      expect(failure({ status: 502, detail }).details).not.toHaveProperty("detail");
    },
  );

  it("are no part of the message, for it goes into the log", () => {
    expect(failure({ detail: "your text was: Dear Ann" }).message).toBe("badRequest: localhost:8080");
  });
});
