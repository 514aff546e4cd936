import { describe, expect, it } from "vitest";
import type { PromptTemplate } from "../../../../src/core/prompts/promptTemplate";
import { templateSampling } from "../../../../src/core/prompts/templateSampling";

const template = { maxTokens: 300, temperature: 0.8 } as PromptTemplate;

describe("a template's sampling", () => {
  it("is its length and temperature", () => {
    expect(templateSampling(template)).toEqual({ maxTokens: 300, temperature: 0.8 });
    expect(templateSampling({ ...template, temperature: undefined } as never)).toEqual({ maxTokens: 300 });
  });

  it("is what it says under the pipeline's names, where it says both", () => {
    const generation = { max_new_tokens: 40, temperature: 0.1, top_k: 10, stop: ["\n"] };
    expect(templateSampling({ ...template, generation })).toEqual({
      maxTokens: 40,
      temperature: 0.1,
      topK: 10,
      stop: ["\n"],
    });
  });
});
