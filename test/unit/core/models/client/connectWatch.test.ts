import { channel } from "node:diagnostics_channel";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { watchConnect } from "../../../../../src/core/models/client/connectWatch";
import { forThisTest } from "../../../../support/askModel";

const begins = channel("undici:client:beforeConnect");
const connected = channel("undici:client:connected");
const to = (host: string) => ({ connectParams: { host } });

describe("a connection that fetch makes", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is slow when it does not stand in time", () => {
    const slow = vi.fn();
    const end = watchConnect("llm.example.com", 500, slow);
    begins.publish(to("llm.example.com"));
    vi.advanceTimersByTime(499);
    expect(slow).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(slow).toHaveBeenCalledOnce();
    end();
  });

  it("is not slow once it stands, however long the answer takes", () => {
    const slow = vi.fn();
    const end = watchConnect("llm.example.com", 500, slow);
    begins.publish(to("llm.example.com"));
    vi.advanceTimersByTime(300);
    connected.publish(to("llm.example.com"));
    vi.advanceTimersByTime(60_000);
    expect(slow).not.toHaveBeenCalled();
    end();
  });

  it.each([
    ["to another host", "other.example.com"],
    ["to another port", "llm.example.com:8443"],
  ])("is not this one's when it goes %s", (_, host) => {
    const slow = vi.fn();
    const end = watchConnect("llm.example.com", 500, slow);
    begins.publish(to(host));
    vi.advanceTimersByTime(60_000);
    expect(slow).not.toHaveBeenCalled();
    end();
  });

  it("is watched no longer after the end", () => {
    const slow = vi.fn();
    const end = watchConnect("llm.example.com", 500, slow);
    begins.publish(to("llm.example.com"));
    end();
    vi.advanceTimersByTime(60_000);
    expect(slow).not.toHaveBeenCalled();
    expect([begins.hasSubscribers, connected.hasSubscribers]).toEqual([false, false]);
  });
});

it("is announced by the fetch of this Node with the host as URL.host has it", async () => {
  const server = createServer((_, response) => response.end("hello"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  await forThisTest(
    Promise.resolve({ close: () => new Promise<void>((resolve) => server.close(() => resolve())) }),
  );
  const { port } = server.address() as AddressInfo;
  const hosts: unknown[] = [];
  const note = (message: unknown) => hosts.push((message as ReturnType<typeof to>).connectParams.host);
  begins.subscribe(note);
  await (await fetch(`http://127.0.0.1:${port}/`)).text();
  begins.unsubscribe(note);
  server.closeAllConnections();
  expect(hosts).toEqual([`127.0.0.1:${port}`]);
});
