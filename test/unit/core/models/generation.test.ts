import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generationSampling, withGeneration } from "../../../../src/core/models/generation";

describe("the pipeline's options", () => {
  it("mean ours", () => {
    const options = {
      top_k: 50,
      top_p: 0.9,
      temperature: 0.6,
      num_return_sequences: 3,
      repetition_penalty: 1.2,
      seed: 7,
      stop: ["\n\n"],
    };
    expect(generationSampling(options)).toEqual({
      topK: 50,
      topP: 0.9,
      temperature: 0.6,
      candidates: 3,
      repetitionPenalty: 1.2,
      seed: 7,
      stop: ["\n\n"],
    });
  });

  it("say nothing where nothing is said", () => {
    expect(generationSampling({})).toEqual({});
  });

  it("are greedy without do_sample, whatever the temperature", () => {
    expect(generationSampling({ do_sample: false, temperature: 0.9 })).toEqual({ temperature: 0 });
    expect(generationSampling({ do_sample: true })).toEqual({});
  });
});

describe("a request to a model with options of its own", () => {
  it("keeps what it says itself, and takes the rest from the model", () => {
    const sampling = withGeneration({ maxTokens: 100, temperature: 0 }, { temperature: 1, top_p: 0.5 }, 0);
    expect(sampling).toMatchObject({ maxTokens: 100, temperature: 0, topP: 0.5 });
  });

  it.each([
    ["max_new_tokens", { max_new_tokens: 20 }, 20],
    ["max_length, prompt and all", { max_length: 130 }, 30],
    ["the smaller of both", { max_length: 130, max_new_tokens: 25 }, 25],
    ["its own number", { max_new_tokens: 5000, max_length: 5000 }, 200],
    ["one token at the least", { max_length: 50 }, 1],
  ])("is bounded by %s", (_, options, maxTokens) => {
    expect(withGeneration({ maxTokens: 200 }, options, 100).maxTokens).toBe(maxTokens);
  });

  it("has as many candidates as the model gives and the caller can use", () => {
    const candidates = (asked: number | undefined, own: number | undefined) =>
      withGeneration(
        { maxTokens: 1, ...(asked !== undefined && { candidates: asked }) },
        own === undefined ? {} : { num_return_sequences: own },
        0,
      ).candidates;
    expect([candidates(undefined, 4), candidates(3, undefined), candidates(3, 2), candidates(2, 4)]).toEqual([
      1, 3, 2, 2,
    ]);
  });

  it("ends at the stop strings of both, each once", () => {
    const { stop } = withGeneration({ maxTokens: 1, stop: ["a", "b"] }, { stop: ["b", "c"] }, 0);
    expect(stop).toEqual(["a", "b", "c"]);
    expect(withGeneration({ maxTokens: 1 }, {}, 0)).not.toHaveProperty("stop");
  });

  it("never gets more tokens than it asked for", () => {
    const positive = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(positive, positive, positive, positive, (maxTokens, max_new_tokens, max_length, prompt) => {
        const bounded = withGeneration({ maxTokens }, { max_new_tokens, max_length }, prompt).maxTokens;
        expect(bounded).toBeGreaterThanOrEqual(1);
        expect(bounded).toBeLessThanOrEqual(Math.min(maxTokens, max_new_tokens));
      }),
    );
  });
});
