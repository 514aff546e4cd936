import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Prompt } from "../../src/core/models/prompt";
import { answerOf, ask, collect, failureOf, modelFor, never } from "../support/askModel";
import { DEMO_PATH, onlyProcess, isRunning, startEngine } from "../support/realEngine";

const SCRIPT = fileURLToPath(new URL("../support/serveEmbedded.mjs", import.meta.url));
const WEIGHTS = { path: DEMO_PATH, contextTokens: 4096 };
const REFRAIN: Prompt = { kind: "text", text: "The hours are passing, and it asks for nothing at all. " };
const LONG = ask(REFRAIN, { maxTokens: 400, temperature: 0 });
/** For what never gets to its end. */
const ENDLESS = ask(REFRAIN, { maxTokens: 3500, temperature: 0 });
const SHORT = ask(REFRAIN, { maxTokens: 3, temperature: 0 });

/** The extension host of another window: a process of its own with an engine of its own over the same file. */
async function openWindow() {
  const host = fork(SCRIPT, [], { execArgv: [], stdio: ["ignore", "ignore", "ignore", "ipc"] });
  onTestFinished(() => end(host));
  const [{ baseUrl, model }] = (await once(host, "message")) as [{ baseUrl: string; model: string }];
  const settings = { provider: "openai-compatible", kind: "base", model, baseUrl } as const;
  return { host, model: await modelFor(settings) };
}

async function end(host: ChildProcess): Promise<void> {
  if (host.exitCode !== null || host.signalCode !== null) return;
  const exit = once(host, "exit");
  host.kill("SIGKILL");
  await exit;
}

describe("two windows that use one embedded model", () => {
  it("answer at the same time, and alike", async () => {
    const engine = startEngine();
    const other = await openWindow();
    const [mine, theirs] = await Promise.all([
      answerOf(engine.stream(WEIGHTS, LONG, never)),
      answerOf(other.model.stream(LONG, never)),
    ]);
    expect(mine).toBe(theirs);
    expect(mine.length).toBeGreaterThan(400);
  });

  it("do not go down with each other: one is killed in the middle of an answer", async () => {
    const engine = startEngine();
    const other = await openWindow();
    await collect(engine.stream(WEIGHTS, SHORT, never)); // so that both answers begin at once
    const doomed = other.model.stream(ENDLESS, never)[Symbol.asyncIterator]();
    await doomed.next();
    const answer = engine.stream(WEIGHTS, LONG, never)[Symbol.asyncIterator]();
    await answer.next();
    const pid = onlyProcess(engine);

    await end(other.host);
    const rest = { [Symbol.asyncIterator]: () => doomed };
    expect((await failureOf(rest)).error.reason).toBe("interrupted");

    const chunks = await collect({ [Symbol.asyncIterator]: () => answer });
    expect(chunks.at(-1)).toMatchObject({ kind: "finish", reason: "length" });
    expect(await answerOf(engine.stream(WEIGHTS, SHORT, never))).not.toBe("");
    expect(onlyProcess(engine)).toBe(pid);
    expect(isRunning(pid)).toBe(true);
  });

  // Where it can be seen: https://man7.org/linux/man-pages/man5/proc_pid_maps.5.html
  it.runIf(process.platform === "linux")("share the weights in memory, read-only", async () => {
    const engines = [startEngine(), startEngine()];
    for (const engine of engines) {
      await collect(engine.stream(WEIGHTS, SHORT, never));
      const maps = await readFile(`/proc/${onlyProcess(engine)}/maps`, "utf8");
      const mapping = maps.split("\n").find((line) => line.endsWith(DEMO_PATH));
      expect(mapping).toMatch(/^\S+ r--s /); // readable alone, and shared
    }
  });

  it("do not go down with each other's child process either", async () => {
    const [mine, theirs] = [startEngine(), startEngine()];
    const answer = collect(mine.stream(WEIGHTS, LONG, never));
    await collect(theirs.stream(WEIGHTS, SHORT, never));
    expect(onlyProcess(mine)).not.toBe(onlyProcess(theirs));
    process.kill(onlyProcess(theirs), "SIGKILL");
    await expect.poll(() => theirs.processIds).toEqual([]);
    expect((await answer).at(-1)).toMatchObject({ kind: "finish", reason: "length" });
  });
});
