import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LanguageModel, ModelChunk } from "../../../../../src/core/models/languageModel";
import type { ChatMessage, Prompt } from "../../../../../src/core/models/prompt";
import { ModelError } from "../../../../../src/core/models/modelError";
import { countTokens } from "../../../../../src/core/models/usage/countTokens";
import { estimateUsage } from "../../../../../src/core/models/usage/estimateUsage";
import { IMAGE_TOKENS } from "../../../../../src/core/models/usage/imageTokens";
import { meteredModel, type RequestUsage } from "../../../../../src/core/models/usage/meteredModel";
import { collect, ScriptedModel, UNTIL_ABORTED, type Step } from "../../scriptedModel";

const NOW = Date.UTC(2026, 0, 31, 12);
const PROMPT: Prompt = { kind: "text", text: "Once upon a time" };

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: NOW }));
afterEach(() => void vi.useRealTimers());

/** A metered model that answers with `steps`, and what it has recorded. */
function metered(...steps: Step[]) {
  const scripted = new ScriptedModel({ name: "mine", model: "gpt-4o" }, steps);
  const recorded: RequestUsage[] = [];
  const model = meteredModel(scripted, (usage) => void recorded.push(usage));
  return { scripted, model, recorded };
}

const ask = (model: LanguageModel, prompt = PROMPT, signal = new AbortController().signal) =>
  model.stream({ prompt, sampling: { maxTokens: 9 } }, signal);

const finishOf = (chunks: readonly ModelChunk[]) => chunks.find((chunk) => chunk.kind === "finish");

describe("an answer that the server counted", () => {
  const usage = { promptTokens: 40, completionTokens: 2 };
  const finish = { kind: "finish", reason: "length", usage } as const;

  it("passes through as it is, and is recorded under both names of the model", async () => {
    const thought = { kind: "reasoning", text: "Hm." } as const;
    const second = { kind: "text", text: " other", candidate: 1, logprob: -0.5 } as const;
    const { model, recorded } = metered(thought, " there", second, finish);
    expect(await collect(ask(model))).toEqual([thought, { kind: "text", text: " there" }, second, finish]);
    expect(recorded).toEqual([
      {
        model: "mine",
        modelId: "gpt-4o",
        promptTokens: 40,
        completionTokens: 2,
        estimated: false,
        at: NOW,
      },
    ]);
  });

  it("is recorded once, each request by itself", async () => {
    const scripted = new ScriptedModel({}, [finish], ["Hi", finish]);
    const record = vi.fn();
    const model = meteredModel(scripted, record);
    await collect(ask(model));
    await collect(ask(model));
    expect(record).toHaveBeenCalledTimes(2);
  });

  it("hands the request and the signal on", async () => {
    const { scripted, model } = metered(finish);
    const { signal } = new AbortController();
    await collect(ask(model, PROMPT, signal));
    expect(scripted.requests).toEqual([{ prompt: PROMPT, sampling: { maxTokens: 9 } }]);
    expect(scripted.signals).toEqual([signal]);
    expect(model.info).toBe(scripted.info);
  });
});

describe("an answer that the server did not count", () => {
  it("ends with an estimate of all that was asked and said, marked as one", async () => {
    const { model, recorded } = metered(" there was", " a", { kind: "reasoning", text: "A tale." });
    const finish = finishOf(await collect(ask(model)));
    const completionTokens = (await countTokens(" there was a")) + (await countTokens("A tale."));
    const usage = { promptTokens: 4, completionTokens, estimated: true };
    expect(finish).toEqual({ kind: "finish", reason: "stop", usage });
    expect(recorded).toEqual([{ model: "mine", modelId: "gpt-4o", ...usage, at: NOW }]);
  });

  it("counts each of several answers that come interleaved by itself", async () => {
    const other = (text: string): ModelChunk => ({ kind: "text", text, candidate: 1 });
    const { model, recorded } = metered("antidis", other("establish"), "establishment", other("ment"));
    await collect(ask(model));
    const each = await Promise.all(
      ["antidisestablishment", "establishment"].map((text) => countTokens(text)),
    );
    expect(recorded[0]?.completionTokens).toBe(each.reduce((sum, count) => sum + count));
  });

  it.each([
    ["nothing", {}],
    ["no number", { promptTokens: Number.NaN, completionTokens: 2 }],
  ])("is one whose usage holds %s", async (_, usage) => {
    const { model, recorded } = metered("Hi", { kind: "finish", reason: "stop", usage } as never);
    expect(finishOf(await collect(ask(model)))).toMatchObject({
      usage: { promptTokens: 4, estimated: true },
    });
    expect(recorded).toHaveLength(1);
  });

  it("has passed on all its text before anything is counted", async () => {
    const { model, recorded } = metered("Hi");
    const chunks = ask(model)[Symbol.asyncIterator]();
    expect(await chunks.next()).toEqual({ done: false, value: { kind: "text", text: "Hi" } });
    expect(recorded).toEqual([]);
    await chunks.next();
    expect(recorded).toHaveLength(1);
  });
});

describe("an answer without an end", () => {
  const estimated = { promptTokens: 4, completionTokens: 2, estimated: true };

  it("is recorded as far as it came when it fails, and fails the same way", async () => {
    const down = new ModelError("interrupted", { subject: "llm.example.com" });
    const { model, recorded } = metered("there was", down);
    await expect(collect(ask(model))).rejects.toBe(down);
    await vi.waitFor(() => expect(recorded).toMatchObject([estimated]));
  });

  it("is recorded when it is aborted", async () => {
    const { model, recorded } = metered("there was", UNTIL_ABORTED);
    const controller = new AbortController();
    const chunks = ask(model, PROMPT, controller.signal)[Symbol.asyncIterator]();
    await chunks.next();
    controller.abort();
    await expect(chunks.next()).rejects.toMatchObject({ reason: "aborted" });
    await vi.waitFor(() => expect(recorded).toMatchObject([estimated]));
  });

  it("is recorded when the reader has read enough, and lets go of the model", async () => {
    const { scripted, model, recorded } = metered("there was", " a king");
    for await (const chunk of ask(model)) if (chunk.kind === "text") break;
    expect(scripted.streamsLeft).toBe(1);
    await vi.waitFor(() => expect(recorded).toMatchObject([estimated]));
  });

  it("that never began costs nothing", async () => {
    const record = vi.fn();
    const failing = meteredModel(new ScriptedModel({}, [new ModelError("unauthorized")], ["Hi"]), record);
    await expect(collect(ask(failing))).rejects.toMatchObject({ reason: "unauthorized" });
    await collect(ask(failing)); // what the first had begun would have been recorded before
    expect(record).toHaveBeenCalledTimes(1);
  });
});

describe("the estimate", () => {
  it("adds to a conversation what stands around its messages", async () => {
    const messages = [{ role: "user", content: "hello" }] as const;
    const estimate = (prompt: Prompt) => estimateUsage(prompt, [], "gpt-4o");
    const alone = await estimate({ kind: "chat", messages });
    const guided = await estimate({ kind: "chat", system: "hello", messages });
    expect(alone).toEqual({ promptTokens: 8, completionTokens: 0, estimated: true });
    expect(guided.promptTokens).toBe(13);
  });

  it("adds what images cost, about", async () => {
    const image = { mimeType: "image/png", data: "AAAA".repeat(10_000) };
    const ask = { role: "user", content: "hello" } as const;
    const prompt = (...messages: ChatMessage[]) => estimateUsage({ kind: "chat", messages }, [], "gpt-4o");
    const without = await prompt(ask, ask);
    const shown = await prompt({ ...ask, images: [image, image] }, { ...ask, images: [image] });
    expect(shown.promptTokens - without.promptTokens).toBe(3 * IMAGE_TOKENS);
  });

  it("counts both sides of a gap, with the model's own encoding", async () => {
    const gap: Prompt = { kind: "infill", prefix: "お誕生日", suffix: "おめでとう" };
    for (const [id, encoding] of [
      ["gpt-4", "cl100k_base"],
      ["gpt-4o", "o200k_base"],
    ] as const) {
      const { promptTokens } = await estimateUsage(gap, [], id);
      const sides = await Promise.all([gap.prefix, gap.suffix].map((side) => countTokens(side, encoding)));
      expect(promptTokens).toBe(sides.reduce((sum, count) => sum + count));
    }
  });
});
