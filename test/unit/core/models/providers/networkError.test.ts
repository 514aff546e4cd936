import { describe, expect, it } from "vitest";
import { networkError } from "../../../../../src/core/models/providers/networkError";

const withCode = (code: string) => Object.assign(new Error(code), { code });
/** As Node's fetch throws it. */
const fetchFailed = (cause: unknown) => new TypeError("fetch failed", { cause });

describe("what fetch throws", () => {
  it.each([
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "ETIMEDOUT", // while connecting: the system gave up, or each of the host's addresses did
    "UND_ERR_CONNECT_TIMEOUT",
  ])("is unreachable when no connection came about: %s", (code) => {
    const error = fetchFailed(withCode(code));
    expect(networkError(error, "example.org")).toMatchObject({
      reason: "unreachable",
      details: { subject: "example.org", detail: code },
      cause: error,
    });
  });

  it.each([
    "CERT_HAS_EXPIRED",
    "CERT_NOT_YET_VALID",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY", // what a proxy of a company gives
    "ERR_TLS_CERT_ALTNAME_INVALID",
  ])("is untrusted when nobody vouches for the certificate: %s", (code) => {
    expect(networkError(fetchFailed(withCode(code)), "example.org")).toMatchObject({
      reason: "untrusted",
      details: { subject: "example.org", detail: code },
    });
  });

  it.each(["ERR_SSL_WRONG_VERSION_NUMBER", "ERR_SSL_PACKET_LENGTH_TOO_LONG", "EPROTO"])(
    "is the wrong scheme when the other side speaks no TLS: %s",
    (code) => {
      expect(networkError(fetchFailed(withCode(code)), "example.org").reason).toBe("wrongScheme");
    },
  );

  it.each(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"])(
    "is timed out when the server was silent: %s",
    (code) => {
      expect(networkError(fetchFailed(withCode(code)), "example.org").reason).toBe("timedOut");
    },
  );

  it.each(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET", "ERR_STREAM_PREMATURE_CLOSE"])(
    "is interrupted when a connection broke: %s",
    (code) => {
      expect(networkError(fetchFailed(withCode(code)), "example.org")).toMatchObject({
        reason: "interrupted",
        details: { subject: "example.org" },
      });
    },
  );

  it("is unreachable when the code is deep in the causes", () => {
    const deep = new Error("Connection error.", { cause: fetchFailed(withCode("ENOTFOUND")) });
    expect(networkError(deep, "h")).toMatchObject({
      reason: "unreachable",
      details: { detail: "ENOTFOUND" },
    });
  });

  it("is unreachable when every address of a host refused", () => {
    const all = new AggregateError([withCode("EACCES"), withCode("ECONNREFUSED")]);
    expect(networkError(fetchFailed(all), "localhost").reason).toBe("unreachable");
  });

  it("is a bad response when it could not be parsed", () => {
    expect(networkError(new SyntaxError("Unexpected token <"), "h").reason).toBe("badResponse");
  });

  it.each([
    undefined,
    null,
    "a word",
    7,
    {},
    new Error("no code"),
    Object.assign(new Error("x"), { code: 5 }),
  ])("is interrupted when it says nothing: %o", (thrown) => {
    expect(networkError(thrown, "h")).toMatchObject({ reason: "interrupted", details: { subject: "h" } });
  });
});
