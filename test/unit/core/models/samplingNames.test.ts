import { describe, expect, it } from "vitest";
import { SAMPLING_NAMES, wireSampling, type Wire } from "../../../../src/core/models/samplingNames";
import type { Sampling } from "../../../../src/core/models/languageModel";

const EVERYTHING: Required<Sampling> = {
  maxTokens: 10,
  temperature: 0.5,
  topP: 0.9,
  topK: 40,
  repetitionPenalty: 1.1,
  seed: 3,
  stop: ["."],
  candidates: 2,
  logprobs: true,
};
const wires = Object.keys(SAMPLING_NAMES) as Wire[];

function mapped(sampling: Sampling, wire: Wire) {
  const lacking: string[] = [];
  return { body: wireSampling(sampling, wire, (option) => lacking.push(option)), lacking };
}

describe("sampling options on the wire", () => {
  it.each(wires)("%s: each is either there under one name or reported as lacking", (wire) => {
    const { body, lacking } = mapped(EVERYTHING, wire);
    expect(Object.keys(body).length + lacking.length).toBe(Object.keys(EVERYTHING).length);
    expect(Object.values(body)).toContain(10);
  });

  it("have the names of llama.cpp", () => {
    expect(mapped(EVERYTHING, "llama.cpp")).toEqual({
      body: {
        n_predict: 10,
        temperature: 0.5,
        top_p: 0.9,
        top_k: 40,
        repeat_penalty: 1.1,
        seed: 3,
        stop: ["."],
        n_probs: true,
      },
      lacking: ["candidates"],
    });
  });

  it.each(wires)("%s: what says nothing is neither sent nor missed", (wire) => {
    const { body, lacking } = mapped({ maxTokens: 10, candidates: 1, logprobs: false, stop: [] }, wire);
    expect(Object.values(body)).toEqual([10]);
    expect(lacking).toEqual([]);
  });

  it("say that nothing is to be punished where the default may be another, and are not missed elsewhere", () => {
    const free = { maxTokens: 10, repetitionPenalty: 1 };
    expect(mapped(free, "ollama").body).toEqual({ num_predict: 10, repeat_penalty: 1 });
    expect(mapped(free, "openai chat")).toEqual({ body: { max_completion_tokens: 10 }, lacking: [] });
  });
});
