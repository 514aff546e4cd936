import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterEach, describe, expect, it } from "vitest";
import { answerOf, ask, chat, failureOf, forThisTest, modelFor, never } from "../support/askModel";
import { send } from "../support/dialect";
import { startFakeOpenAiServer } from "../support/fakeOpenAiServer";
import { startFakeServer } from "../support/fakeServer";

const KEY = "sk-test-0123456789abcdef";
const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/tls/${name}.pem`, import.meta.url), "utf8");

/** A server that speaks TLS with this certificate, and what it was asked. */
async function startTlsServer(certificate: string) {
  const asked: string[] = [];
  const events = ['{"choices":[{"delta":{"content":"Yes."},"finish_reason":"stop"}]}', "[DONE]"];
  const server = createServer({ cert: fixture(certificate), key: fixture("key") }, (request, response) => {
    asked.push(request.headers.authorization ?? "");
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(events.map((event) => `data: ${event}\n\n`).join(""));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const { port } = server.address() as AddressInfo;
  return forThisTest(Promise.resolve({ host: `127.0.0.1:${port}`, asked, close }));
}

function modelAt(baseUrl: string) {
  const settings = { provider: "openai-compatible", model: "acme/tiny", baseUrl } as const;
  return modelFor(settings, { key: () => Promise.resolve(KEY) });
}

async function failureAt(baseUrl: string) {
  return (await failureOf((await modelAt(baseUrl)).stream(ask(chat("Sea?")), never))).error;
}

describe("a server's certificate", () => {
  const trusted = getCACertificates();
  afterEach(() => setDefaultCACertificates(trusted));

  it.each([
    ["signed by itself", "ca", "DEPTH_ZERO_SELF_SIGNED_CERT"],
    ["of an unknown authority", "server", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
  ])("is untrusted, and the key stays here: %s", async (_, certificate, code) => {
    const server = await startTlsServer(certificate);
    expect(await failureAt(`https://${server.host}/v1`)).toMatchObject({
      reason: "untrusted",
      details: { subject: server.host, detail: code },
    });
    expect(server.asked).toEqual([]);
  });

  it.each([
    ["expired", "expired", "CERT_HAS_EXPIRED"],
    ["of another host", "otherHost", "ERR_TLS_CERT_ALTNAME_INVALID"],
  ])("is untrusted even when its authority is trusted: %s", async (_, certificate, code) => {
    setDefaultCACertificates([...trusted, fixture("ca")]);
    const server = await startTlsServer(certificate);
    expect(await failureAt(`https://${server.host}/v1`)).toMatchObject({
      reason: "untrusted",
      details: { subject: server.host, detail: code },
    });
    expect(server.asked).toEqual([]);
  });

  it("lets a request through when all is well", async () => {
    setDefaultCACertificates([...trusted, fixture("ca")]);
    const server = await startTlsServer("server");
    const model = await modelAt(`https://${server.host}/v1`);
    expect(await answerOf(model.stream(ask(chat("Sea?")), never))).toBe("Yes.");
    expect(server.asked).toEqual([`Bearer ${KEY}`]);
  });
});

describe("an address with the wrong scheme", () => {
  it("is noticed when it says https to a server without TLS", async () => {
    const server = await forThisTest(startFakeOpenAiServer());
    expect(await failureAt(`https://127.0.0.1:${server.port}/v1`)).toMatchObject({
      reason: "wrongScheme",
      details: { subject: `127.0.0.1:${server.port}` },
    });
    expect(server.requests).toEqual([]);
  });

  // The words of nginx (ngx_http_special_response.c), Go's net/http (server.go) and Apache (ssl_engine_kernel.c).
  it.each([
    "<html>\r\n<head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>",
    "Client sent an HTTP request to an HTTPS server.\n",
    "<p>Reason: You're speaking plain HTTP to an SSL-enabled server port.</p>",
  ])("is noticed when it says http to a server with TLS that answers %o", async (words) => {
    const server = await forThisTest(
      startFakeServer((exchange) => send(exchange, 400, words, { "content-type": "text/html" })),
    );
    expect((await failureAt(server.url)).reason).toBe("wrongScheme");
  });
});
