/**
 * What `describeAdapter` asks of the adapters that have a socket, of the one that has a child process in its place:
 * a socket that closes is a decoder that stops (embeddedLifetime.test.ts), a fault is a process that stalls or dies.
 */
import { getEventListeners } from "node:events";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { LanguageModel, ModelChunk } from "../../../src/core/models/languageModel";
import type { Prompt } from "../../../src/core/models/prompt";
import type { Timeouts } from "../../../src/core/models/modelPorts";
import type { EmbeddedEngine } from "../../../src/core/models/worker/embeddedEngine";
import { PROMPTS } from "../../support/adapterContract";
import { answerOf, ask, collect, failureOf, modelFor, never, textOf } from "../../support/askModel";
import { DEMO_PATH, onlyProcess, startEngine } from "../../support/realEngine";

const SECRET = "the lighthouse keeper hid the letter";
/** Goes on for hundreds of tokens. */
const LONG = ask({
  kind: "text",
  text: `${SECRET}. The hours are passing, and it asks for nothing at all. `,
});
const ENDLESS = { ...LONG, sampling: { maxTokens: 1400, temperature: 0 } };

async function start(
  timeouts: Partial<Timeouts> = {},
): Promise<{ engine: EmbeddedEngine; model: LanguageModel }> {
  const engine = startEngine();
  const model = await modelFor(
    { provider: "embedded", path: DEMO_PATH, contextTokens: 2048 },
    { engine, timeouts: { connectMs: 20_000, firstChunkMs: 20_000, idleMs: 20_000, ...timeouts } },
  );
  return { engine, model };
}

/** Reads an answer up to its first chunk; the rest is still to be read. */
async function begin(stream: AsyncIterable<ModelChunk>): Promise<AsyncIterable<ModelChunk>> {
  const reader = stream[Symbol.asyncIterator]();
  await reader.next();
  return { [Symbol.asyncIterator]: () => reader };
}

describe("the contract of an embedded model", () => {
  it.each(Object.values(PROMPTS))("answers a prompt of kind $kind, and counts its tokens", async (prompt) => {
    const { model } = await start();
    expect(model.info.prompts).toContain(prompt.kind);
    const chunks = await collect(model.stream(ask(prompt, { temperature: 0 }), never));
    expect(textOf(chunks)).not.toBe("");
    expect(chunks.filter(({ kind }) => kind === "finish")).toHaveLength(1);
    const usage = {
      promptTokens: expect.any(Number) as number,
      completionTokens: expect.any(Number) as number,
    };
    expect(chunks.at(-1)).toMatchObject({ kind: "finish", usage });
  });

  it("says when the answer was cut off by its limit of tokens", async () => {
    const { model } = await start();
    const chunks = await collect(model.stream({ ...LONG, sampling: { maxTokens: 3 } }, never));
    expect(chunks.at(-1)).toMatchObject({ reason: "length" });
  });

  it("starts no process for a kind of prompt that it does not take", async () => {
    const engine = startEngine();
    const settings = { provider: "embedded", path: DEMO_PATH, kind: "base" } as const;
    const model = await modelFor(settings, { engine });
    const { error } = await failureOf(model.stream(ask(PROMPTS.chat), never));
    expect(error.reason).toBe("badRequest");
    expect(engine.processIds).toEqual([]);
  });

  it("starts no process when the signal is already aborted, or when nobody reads", async () => {
    const { engine, model } = await start();
    expect((await failureOf(model.stream(LONG, AbortSignal.abort()))).error.reason).toBe("aborted");
    await model.stream(LONG, never)[Symbol.asyncIterator]().return?.();
    expect(engine.processIds).toEqual([]);
  });

  it("gives nothing more once it is aborted, even of what had arrived", async () => {
    const { model } = await start();
    const controller = new AbortController();
    const seen: ModelChunk[] = [];
    const reading = (async () => {
      for await (const chunk of model.stream(ENDLESS, controller.signal)) {
        seen.push(chunk);
        controller.abort(new TypeError("the document was closed"));
      }
    })();
    await expect(reading).rejects.toMatchObject({ name: "ModelError", reason: "aborted" });
    expect(seen).toHaveLength(1);
  });

  it("leaves no listener on a signal that outlives it, however it ends", async () => {
    const { engine, model } = await start();
    const { signal } = new AbortController();
    await collect(model.stream({ ...LONG, sampling: { maxTokens: 3 } }, signal));
    for await (const chunk of model.stream(ENDLESS, signal)) if (chunk.kind === "text") break;
    const doomed = await begin(model.stream(ENDLESS, signal));
    process.kill(onlyProcess(engine), "SIGKILL");
    await failureOf(doomed);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("keeps the writer's words out of its errors", async () => {
    const { engine, model } = await start();
    const doomed = await begin(model.stream(ENDLESS, never));
    process.kill(onlyProcess(engine), "SIGKILL");
    const died = await failureOf(doomed);
    expect(died.error.reason).toBe("engineFailed");
    // A prompt of a megabyte.
    const tooLong: Prompt = { kind: "text", text: `${SECRET}. `.repeat(27_000) };
    const refused = await failureOf(model.stream(ask(tooLong), never));
    expect(refused.error.reason).toBe("tooLong");
    for (const { error } of [died, refused]) {
      expect(inspect(error, { depth: 20, showHidden: true, maxStringLength: Infinity })).not.toContain(
        SECRET,
      );
    }
  });
});

// Windows has no signal that makes a process stand still.
describe.runIf(process.platform !== "win32")("an embedded model whose process stands still", () => {
  it("is given up in the middle of an answer, and goes on with the next when it wakes", async () => {
    const { engine, model } = await start({ idleMs: 500 });
    const rest = await begin(model.stream(ENDLESS, never));
    const pid = onlyProcess(engine);
    process.kill(pid, "SIGSTOP");
    expect((await failureOf(rest)).error.reason).toBe("timedOut");
    process.kill(pid, "SIGCONT");
    expect(await answerOf(model.stream({ ...LONG, sampling: { maxTokens: 3 } }, never))).not.toBe("");
    expect(onlyProcess(engine)).toBe(pid);
  });

  it("is given up before its first word, too", async () => {
    const { engine, model } = await start({ firstChunkMs: 400 });
    const failed = failureOf(model.stream(LONG, never));
    await expect.poll(() => engine.processIds).toHaveLength(1);
    process.kill(onlyProcess(engine), "SIGSTOP");
    expect((await failed).error.reason).toBe("timedOut");
  });
});
