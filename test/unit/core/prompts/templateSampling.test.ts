import { describe, expect, it } from "vitest";
import type { PromptTemplate } from "../../../../src/core/prompts/promptTemplate";
import { templateSampling } from "../../../../src/core/prompts/templateSampling";

const template: PromptTemplate = {
  id: "rewrite",
  name: "Rewrite",
  description: "Clearer",
  icon: "edit",
  category: "write",
  target: "replace",
  otherTargets: [],
  scope: "selection",
  style: "chat",
  variables: [],
  examples: [],
  user: "{{selection}}",
  maxTokens: 300,
};
const chapter = "海".repeat(1000);

describe("a template's sampling", () => {
  it("is its length and temperature", () => {
    expect(templateSampling({ ...template, temperature: 0.8 })).toEqual({ maxTokens: 300, temperature: 0.8 });
    expect(templateSampling(template)).toEqual({ maxTokens: 300 });
  });

  it("is what it says under the pipeline's names, where it says both", () => {
    const generation = { max_new_tokens: 40, temperature: 0.1, top_k: 10, stop: ["\n"] };
    expect(templateSampling({ ...template, temperature: 0.8, generation })).toEqual({
      maxTokens: 40,
      temperature: 0.1,
      topK: 10,
      stop: ["\n"],
    });
  });

  it("has room for a long text's whole replacement, and more for its translation", () => {
    expect(templateSampling(template, { replaces: chapter }).maxTokens).toBe(1500);
    const variables = [{ name: "language", type: "language" as const, label: "?" }];
    expect(templateSampling({ ...template, variables }, { replaces: chapter }).maxTokens).toBe(3000);
    expect(templateSampling(template, { replaces: "海" }).maxTokens).toBe(300);
  });

  it("asks for no more than the model takes at all, nor more than the template names", () => {
    expect(templateSampling(template, { replaces: chapter, contextTokens: 1024 }).maxTokens).toBe(1024);
    expect(templateSampling(template, { replaces: chapter, contextTokens: undefined }).maxTokens).toBe(1500);
    const generation = { max_new_tokens: 40 };
    expect(templateSampling({ ...template, generation }, { replaces: chapter }).maxTokens).toBe(40);
  });
});
