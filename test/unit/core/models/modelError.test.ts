import { describe, expect, it } from "vitest";
import { ModelError, toModelError } from "../../../../src/core/models/modelError";

describe("a model's error", () => {
  it("has a message of its reason and subject, without the server's words", () => {
    const error = new ModelError("badRequest", { subject: "localhost:8080", detail: "your text was …" });
    expect(error.message).toBe("badRequest: localhost:8080");
    expect(new ModelError("aborted").message).toBe("aborted");
  });

  it("keeps what caused it", () => {
    const cause = new Error("ECONNRESET");
    expect(new ModelError("interrupted", { cause }).cause).toBe(cause);
  });
});

describe("turning what was thrown into a model's error", () => {
  const running = new AbortController().signal;
  const fallback = (cause: unknown) => new ModelError("serverError", { cause });
  const unwanted = () => {
    throw new Error("the fallback is not asked");
  };

  it("leaves a model's error as it is", () => {
    const error = new ModelError("tooLong");
    expect(toModelError(error, running, unwanted)).toBe(error);
  });

  it("asks the fallback about anything else", () => {
    const error = new TypeError("fetch failed");
    expect(toModelError(error, running, fallback)).toMatchObject({ reason: "serverError", cause: error });
  });

  it.each([
    ["a model's error", new ModelError("interrupted")],
    ["an AbortError", new DOMException("stop", "AbortError")],
    ["an error of the SDK", new Error("Request was aborted.")],
    ["nothing", undefined],
  ])("says aborted once the signal is, whatever was thrown: %s", (_, error) => {
    expect(toModelError(error, AbortSignal.abort(), unwanted).reason).toBe("aborted");
    expect(toModelError(error, AbortSignal.abort(new Error("closed")), unwanted).reason).toBe("aborted");
  });

  it("says what the signal says when that is a model's error, such as the time-out", () => {
    const reason = new ModelError("timedOut", { subject: "localhost" });
    expect(toModelError(new Error("aborted"), AbortSignal.abort(reason), unwanted)).toBe(reason);
  });
});
