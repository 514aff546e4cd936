import { describe, expect, it } from "vitest";
import type { ModelChunk } from "../../../../../src/core/models/languageModel";
import { ModelError } from "../../../../../src/core/models/modelError";
import { BenchModel, firstWords, tokensOf } from "../../../../bench/ghost/benchModel";
import { IntendedText } from "../../../../bench/ghost/intendedText";
import { makeTraces } from "../../../../bench/ghost/makeTraces";
import type { Trace } from "../../../../bench/ghost/trace";
import { VirtualClock } from "../../../../bench/ghost/virtualClock";

const traces = makeTraces();
const trace = traces.find(({ name }) => name === "english-one-line")!;
const SPEED = { firstTokenMs: 100, tokensPerSecond: 40 };
const SAMPLING = { maxTokens: 64, stop: ["\n"] };

function setUp(of: Trace = trace) {
  const clock = new VirtualClock();
  const model = new BenchModel(clock, SPEED, new IntendedText(of), {
    language: of.language,
    isHardWrapped: false,
  });
  const arrived: { at: number; chunk: ModelChunk }[] = [];
  const ask = async (prefix: string, signal = new AbortController().signal) => {
    const request = { prompt: { kind: "infill", prefix, suffix: "" }, sampling: SAMPLING } as const;
    for await (const chunk of model.stream(request, signal)) arrived.push({ at: clock.now(), chunk });
  };
  const said = () => arrived.map(({ chunk }) => (chunk.kind === "text" ? chunk.text : "")).join("");
  return { clock, model, arrived, ask, said };
}

describe("BenchModel", () => {
  it("sends tokens at its speed and then a finish", async () => {
    const { clock, arrived, ask, model } = setUp();
    const done = ask(trace.document);
    await clock.advanceTo(10_000);
    await done;
    expect(arrived[0]?.at).toBe(100);
    expect(arrived[4]?.at).toBe(200);
    expect(arrived.at(-1)?.chunk.kind).toBe("finish");
    expect(model.usage).toMatchObject({ requests: 1, aborted: 0, receivedTokens: arrived.length - 1 });
  });

  it("stops as soon as it is aborted", async () => {
    const { clock, ask, model, arrived } = setUp();
    const controller = new AbortController();
    const done = ask(trace.document, controller.signal);
    await clock.advanceTo(150);
    controller.abort();
    await expect(done).rejects.toThrow(ModelError);
    await clock.advanceTo(5000);
    expect(arrived).toHaveLength(3);
    expect(model.usage).toMatchObject({ aborted: 1, receivedTokens: 3 });
  });

  it("is right for 0 to 8 words, about 4 on average, and then never for long", async () => {
    const rights: number[] = [];
    for (let offset = trace.document.length; offset < trace.document.length + 300; offset += 3) {
      const { clock, ask, said } = setUp();
      const intended = new IntendedText(trace).after(trace.finalText.slice(0, offset));
      // The last word was changed in the end; up to there the final text is what is typed.
      if (!intended || !trace.finalText.startsWith(intended.text.slice(0, 60), offset)) continue;
      const done = ask(trace.finalText.slice(0, offset));
      await clock.advanceTo(10_000);
      await done;
      let right = 0;
      while (said().startsWith(firstWords(intended.text, right + 1))) right++;
      rights.push(right);
    }
    expect(rights.length).toBeGreaterThan(50);
    expect(Math.min(...rights)).toBe(0);
    expect(Math.max(...rights)).toBe(8);
    const mean = rights.reduce((sum, right) => sum + right, 0) / rights.length;
    expect(mean).toBeGreaterThan(3);
    expect(mean).toBeLessThan(5);
  });

  it("says the same at the same place, and other things after a slip", async () => {
    const prefix = `${trace.document}I found the book last`;
    const texts = [prefix, prefix, `${prefix}m`].map(async (text) => {
      const { clock, ask, said } = setUp();
      const done = ask(text);
      await clock.advanceTo(10_000);
      await done;
      return said();
    });
    const [first, second, slip] = await Promise.all(texts);
    expect(first).toBe(second);
    expect(slip).not.toBe("");
    expect(" summer, in a box".startsWith(slip!.slice(0, 3))).toBe(false);
  });

  it("speaks Chinese in a Chinese text", async () => {
    const chinese = traces.find(({ language }) => language === "zh")!;
    const { clock, ask, said } = setUp(chinese);
    const done = ask(`${chinese.document}茶园的主人`);
    await clock.advanceTo(10_000);
    await done;
    expect(said()).toMatch(/^[\p{Script=Han}，。]+$/u);
  });
});

describe("firstWords", () => {
  it("counts the rest of a word as one, marks with the word before", () => {
    expect(firstWords("den, and so on", 1)).toBe("den,");
    expect(firstWords(" and so on", 2)).toBe(" and so");
    expect(firstWords("one", 5)).toBe("one");
    expect(firstWords("one two", 0)).toBe("");
    expect(firstWords("我们一起，去采茶。", 2)).toBe("我们一起，");
  });
});

describe("tokensOf", () => {
  it("makes pieces of about four characters, and of one or two in Chinese", () => {
    const english = "The children have fought over the puzzle ever since, and I have hidden the chocolate.";
    const tokens = tokensOf(english);
    expect(tokens.join("")).toBe(english);
    expect(english.length / tokens.length).toBeGreaterThan(3.3);
    expect(english.length / tokens.length).toBeLessThan(4.7);
    expect(tokensOf("我们一起去采茶。").join("|")).toBe("我们|一起|去采|茶|。");
  });
});
