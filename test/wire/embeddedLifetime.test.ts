import { fork } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import type { ModelChunk } from "../../src/core/models/languageModel";
import type { EmbeddedEngine } from "../../src/core/models/worker/embeddedEngine";
import { answerOf, ask, collect, failureOf, modelFor, never } from "../support/askModel";
import {
  DEMO_PATH,
  DEMO_WEIGHTS,
  haveEnded,
  isRunning,
  onlyProcess,
  startEngine,
  WORKER_PATH,
} from "../support/realEngine";

const SHORT = ask({ kind: "text", text: "The captain looked at the sea" }, { maxTokens: 3, temperature: 0 });
const LONG_WEIGHTS = { path: DEMO_PATH, contextTokens: 4096 };
const REFRAIN = { kind: "text", text: "The hours are passing, and it asks for nothing at all. " } as const;
/** Goes on for hundreds of tokens: whoever waits for its end by accident is told by the order of things. */
const LONG = ask(REFRAIN, { maxTokens: 400, temperature: 0 });
/** For what never gets to its end. */
const ENDLESS = ask(REFRAIN, { maxTokens: 1400, temperature: 0 });

/** Reads an answer up to its first piece of text. */
async function begin(stream: AsyncIterable<ModelChunk>): Promise<AsyncIterator<ModelChunk>> {
  const reader = stream[Symbol.asyncIterator]();
  await reader.next();
  return reader;
}

/** Reads on to the end, and tells how that was: the finish, or the reason of the failure. */
async function finishOf(reader: AsyncIterator<ModelChunk>): Promise<string> {
  let end = "ended without a finish";
  try {
    for (let next = await reader.next(); !next.done; next = await reader.next()) {
      if (next.value.kind === "finish") end = `finished: ${next.value.reason}`;
    }
    return end;
  } catch (error) {
    return (error as { reason: string }).reason;
  }
}

describe("the child process of an embedded model", () => {
  it("starts with the first request and serves the next ones, too", async () => {
    const engine = startEngine();
    expect(engine.processIds).toEqual([]);
    await collect(engine.stream(DEMO_WEIGHTS, SHORT, never));
    const pid = onlyProcess(engine);
    await collect(engine.stream({ ...DEMO_WEIGHTS }, SHORT, never));
    expect(engine.processIds).toEqual([pid]);
    expect(isRunning(pid)).toBe(true);
  });

  it("runs one set of weights alone", async () => {
    const engine = startEngine();
    await collect(engine.stream(DEMO_WEIGHTS, SHORT, never));
    await collect(engine.stream({ ...DEMO_WEIGHTS, contextTokens: 128 }, SHORT, never));
    expect(new Set(engine.processIds).size).toBe(2);
  });

  it("gives two answers at once, and a third when one of them is through", async () => {
    const engine = startEngine();
    const order: string[] = [];
    const run = async (name: string, request: typeof LONG) => {
      for await (const chunk of engine.stream(LONG_WEIGHTS, request, never)) {
        if (chunk.kind === "finish") order.push(`${name} ends`);
        else if (!order.includes(`${name} begins`)) order.push(`${name} begins`);
      }
    };
    const middling = { ...LONG, sampling: { ...LONG.sampling, maxTokens: 60 } };
    await Promise.all([run("long", LONG), run("middling", middling), run("third", SHORT)]);
    // Which of the two is heard first is nobody's business.
    expect(order.slice(0, 2).sort()).toEqual(["long begins", "middling begins"]);
    // The process sends the end of one and the beginning of the next in one breath: their readers race.
    expect(order.slice(2, 4).sort()).toEqual(["middling ends", "third begins"]);
    expect(order.slice(4)).toEqual(["third ends", "long ends"]);
  });

  it("ends by itself when the editor's process is gone", async () => {
    const worker = fork(WORKER_PATH, [], { execArgv: [], stdio: ["ignore", "ignore", "ignore", "ipc"] });
    worker.send({ kind: "load", weights: LONG_WEIGHTS });
    worker.send({ kind: "generate", id: 0, request: ENDLESS });
    await once(worker, "message");
    worker.disconnect();
    expect(await once(worker, "exit")).toEqual([0, null]);
  });
});

describe.each<[string, (reader: AsyncIterator<ModelChunk>, controller: AbortController) => unknown]>([
  ["an abort", (reader, controller) => (controller.abort(), finishOf(reader))],
  ["the reader's leaving", (reader) => reader.return?.()],
])("%s in the middle of an embedded answer", (_, leave) => {
  it("stops the decoder, so that whoever waits need not wait for the rest", async () => {
    const engine = startEngine();
    const controller = new AbortController();
    // Both places are taken by answers of one length. Only if the later one really stops can a third answer
    // be through before the earlier one is.
    const earlier = await begin(engine.stream(LONG_WEIGHTS, LONG, never));
    const later = await begin(engine.stream(LONG_WEIGHTS, LONG, controller.signal));
    let earlierEnded = false;
    const earlierEnd = finishOf(earlier).finally(() => (earlierEnded = true));
    const pid = onlyProcess(engine);

    await leave(later, controller);
    await collect(engine.stream(LONG_WEIGHTS, SHORT, never));

    expect(earlierEnded).toBe(false);
    expect(engine.processIds).toEqual([pid]);
    expect(await earlierEnd).toBe("finished: length");
  });
});

describe("aborting an embedded answer", () => {
  it("ends it with aborted, in the middle", async () => {
    const controller = new AbortController();
    const reader = await begin(startEngine().stream(LONG_WEIGHTS, ENDLESS, controller.signal));
    controller.abort();
    expect(await finishOf(reader)).toBe("aborted");
  });

  it("ends it with aborted while the weights are still being loaded", async () => {
    const engine = startEngine();
    const controller = new AbortController();
    const failed = failureOf(engine.stream(DEMO_WEIGHTS, SHORT, controller.signal));
    controller.abort();
    expect((await failed).error.reason).toBe("aborted");
    expect(await answerOf(engine.stream(DEMO_WEIGHTS, SHORT, never))).not.toBe("");
  });

  it("ends it with aborted while it waits for a place, and leaves the line in order", async () => {
    const engine = startEngine();
    const busy = [
      await begin(engine.stream(LONG_WEIGHTS, ENDLESS, never)),
      await begin(engine.stream(LONG_WEIGHTS, ENDLESS, never)),
    ];
    const controller = new AbortController();
    const impatient = failureOf(engine.stream(LONG_WEIGHTS, SHORT, controller.signal));
    const patient = answerOf(engine.stream(LONG_WEIGHTS, SHORT, never));
    controller.abort();
    expect((await impatient).error.reason).toBe("aborted");
    await busy[0]!.return?.();
    expect(await patient).not.toBe("");
    await busy[1]!.return?.();
  });

  it("before it begins starts no decoder and gives no text", async () => {
    const { error, text } = await failureOf(startEngine().stream(DEMO_WEIGHTS, SHORT, AbortSignal.abort()));
    expect(error.reason).toBe("aborted");
    expect(text).toBe("");
  });

  it("is the same through the adapter", async () => {
    const engine = startEngine();
    const model = await modelFor({ provider: "embedded", ...LONG_WEIGHTS }, { engine });
    const controller = new AbortController();
    const reader = await begin(model.stream(ENDLESS, controller.signal));
    controller.abort();
    expect(await finishOf(reader)).toBe("aborted");
    await expect(answerOf(model.stream(SHORT, AbortSignal.abort()))).rejects.toMatchObject({
      reason: "aborted",
    });
    expect(await answerOf(model.stream(SHORT, never))).not.toBe("");
  });
});

describe("a child process that dies", () => {
  it("in the middle of answers fails each of them, and the next request starts another", async () => {
    const warnings: string[] = [];
    const logger = { info: () => {}, warn: (message: string) => warnings.push(message), error: () => {} };
    const engine = startEngine({ logger });
    const readers = [
      await begin(engine.stream(LONG_WEIGHTS, ENDLESS, never)),
      await begin(engine.stream(LONG_WEIGHTS, ENDLESS, never)),
    ];
    const pid = onlyProcess(engine);
    process.kill(pid, "SIGKILL");
    expect(await Promise.all(readers.map(finishOf))).toEqual(["engineFailed", "engineFailed"]);
    expect(warnings.join()).toContain("SIGKILL");
    expect(await answerOf(engine.stream(LONG_WEIGHTS, SHORT, never))).not.toBe("");
    expect(onlyProcess(engine)).not.toBe(pid);
  });

  it("says what killed it and which weights it ran", async () => {
    const engine = startEngine();
    const failed = failureOf(engine.stream(LONG_WEIGHTS, ENDLESS, never));
    process.kill(onlyProcess(engine), "SIGKILL");
    expect((await failed).error).toMatchObject({
      reason: "engineFailed",
      details: { subject: DEMO_PATH, detail: "SIGKILL" },
    });
  });

  it("between two requests is replaced without anyone's noticing", async () => {
    const engine = startEngine();
    await collect(engine.stream(DEMO_WEIGHTS, SHORT, never));
    const pid = onlyProcess(engine);
    process.kill(pid, "SIGKILL");
    await expect.poll(() => engine.processIds).toEqual([]);
    expect(await answerOf(engine.stream(DEMO_WEIGHTS, SHORT, never))).not.toBe("");
    expect(onlyProcess(engine)).not.toBe(pid);
  });

  it("at its start, for want of the worker's file, fails the request", async () => {
    const engine = startEngine({ workerPath: `${WORKER_PATH}.missing` });
    const { error } = await failureOf(engine.stream(DEMO_WEIGHTS, SHORT, never));
    expect(error).toMatchObject({ reason: "engineFailed", details: { subject: DEMO_PATH } });
    expect(engine.processIds).toEqual([]);
  });

  it("does not take its successor with it when its own idle time is over", async () => {
    let idleMs = 100;
    const engine = startEngine({ idleMs: () => idleMs });
    const reader = await begin(engine.stream(LONG_WEIGHTS, ENDLESS, never));
    process.kill(onlyProcess(engine), "SIGKILL");
    expect(await finishOf(reader)).toBe("engineFailed");
    idleMs = 3000;
    // To start a process and load the weights takes longer than the dead child's idle time.
    const successor = begin(engine.stream(LONG_WEIGHTS, LONG, never));
    const pid = onlyProcess(engine);
    expect(await finishOf(await successor)).toBe("finished: length");
    expect(engine.processIds).toEqual([pid]);
  });
});

describe("an idle child process", () => {
  const idle = (idleMs: () => number): EmbeddedEngine => startEngine({ idleMs });

  it("is stopped, and the next request starts another", async () => {
    const engine = idle(() => 50);
    await collect(engine.stream(DEMO_WEIGHTS, SHORT, never));
    const pid = onlyProcess(engine);
    await haveEnded([pid]);
    expect(engine.processIds).toEqual([]);
    expect(await answerOf(engine.stream(DEMO_WEIGHTS, SHORT, never))).not.toBe("");
    expect(onlyProcess(engine)).not.toBe(pid);
  });

  it("is stopped after an answer that nobody read to its end", async () => {
    const engine = idle(() => 50);
    const reader = await begin(engine.stream(LONG_WEIGHTS, ENDLESS, never));
    const pid = onlyProcess(engine);
    await reader.return?.();
    await haveEnded([pid]);
  });

  it("is not idle while it answers, however long that takes", async () => {
    const engine = idle(() => 1);
    const long = collect(engine.stream(LONG_WEIGHTS, LONG, never));
    // A short answer beside it ends first, and that is no reason to stop.
    await collect(engine.stream(LONG_WEIGHTS, SHORT, never));
    expect((await long).at(-1)).toMatchObject({ kind: "finish", reason: "length" });
  });

  it("has the idle time that the settings say by then", async () => {
    let idleMs = 600_000;
    const engine = idle(() => idleMs);
    await collect(engine.stream(DEMO_WEIGHTS, SHORT, never));
    const pid = onlyProcess(engine);
    idleMs = 50;
    await collect(engine.stream(DEMO_WEIGHTS, SHORT, never));
    await haveEnded([pid]);
  });
});

describe("disposing of the engine", () => {
  it("ends every child and the answers in them", async () => {
    const engine = startEngine();
    await collect(engine.stream(DEMO_WEIGHTS, SHORT, never));
    const reader = await begin(engine.stream(LONG_WEIGHTS, ENDLESS, never));
    const pids = engine.processIds;
    expect(pids).toHaveLength(2);
    engine.dispose();
    expect(engine.processIds).toEqual([]);
    await haveEnded(pids);
    expect(await finishOf(reader)).toBe("engineFailed");
  });
});
