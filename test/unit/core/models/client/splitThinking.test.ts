import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitThinking } from "../../../../../src/core/models/client/splitThinking";
import type { ModelChunk } from "../../../../../src/core/models/languageModel";
import { collect } from "../../../../support/askModel";

async function* pieces(texts: readonly string[]): AsyncGenerator<ModelChunk> {
  for (const text of texts) yield await Promise.resolve({ kind: "text" as const, text });
  yield { kind: "finish", reason: "stop" };
}

async function split(texts: readonly string[], implicit = false) {
  const chunks = await collect(splitThinking(pieces(texts), { implicit }));
  const all = (kind: "text" | "reasoning") =>
    chunks.map((chunk) => (chunk.kind === kind ? chunk.text : "")).join("");
  expect(chunks.at(-1)).toEqual({ kind: "finish", reason: "stop" });
  return { text: all("text"), reasoning: all("reasoning") };
}

/** `text` cut at these places. */
function cut(text: string, cuts: readonly number[]): string[] {
  const places = [0, ...cuts.map((at) => at % (text.length + 1)).sort((a, b) => a - b), text.length];
  return places.slice(1).map((end, i) => text.slice(places[i], end));
}

describe("thoughts in the text", () => {
  it.each([
    ["<think>The sea…</think>\n\nBlue.", { text: "Blue.", reasoning: "The sea…" }],
    ["\n<thinking>a < b, 海</thinking>海", { text: "海", reasoning: "a < b, 海" }],
    ["<think></think>Blue.", { text: "Blue.", reasoning: "" }],
    ["<think>never closed", { text: "", reasoning: "never closed" }],
    [
      "Blue. <think>not at the beginning</think>",
      { text: "Blue. <think>not at the beginning</think>", reasoning: "" },
    ],
    ["<thin ice>", { text: "<thin ice>", reasoning: "" }],
    ["<", { text: "<", reasoning: "" }],
    ["  ", { text: "  ", reasoning: "" }],
    ["", { text: "", reasoning: "" }],
  ])("%j: are told from the answer, however the text is cut", async (whole, expected) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 12 }), async (cuts) => {
        expect(await split(cut(whole, cuts))).toEqual(expected);
      }),
    );
  });

  it("begin at once where the prompt has opened the tag", async () => {
    expect(await split(["They want ", "blue.</th", "ink>\n\nBlue."], true)).toEqual({
      text: "Blue.",
      reasoning: "They want blue.",
    });
  });

  it("do not hold up an answer without any", async () => {
    const first = await splitThinking(pieces(["Blue", " sea"]), { implicit: false }).next();
    expect(first.value).toEqual({ kind: "text", text: "Blue" });
  });

  it("leave the other candidates alone", async () => {
    async function* two(): AsyncGenerator<ModelChunk> {
      yield await Promise.resolve({ kind: "text" as const, text: "<think>a", candidate: 1 });
      yield { kind: "finish", reason: "stop" };
    }
    const [chunk] = await collect(splitThinking(two(), { implicit: false }));
    expect(chunk).toEqual({ kind: "text", text: "<think>a", candidate: 1 });
  });
});
