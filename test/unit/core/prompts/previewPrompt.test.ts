import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { previewPrompt } from "../../../../src/core/prompts/previewPrompt";
import type { PromptTemplate } from "../../../../src/core/prompts/promptTemplate";
import { renderTemplate, type TemplateContext } from "../../../../src/core/prompts/renderTemplate";
import { estimateTokens } from "../../../../src/core/text/tokenEstimate";
import { anyTemplate, plain } from "./templates";

const context: TemplateContext = {
  selection: "海".repeat(50),
  paragraph: "海".repeat(80),
  sample: "",
  before: "",
  languageId: "markdown",
  fileName: "story.md",
  title: "Sea",
  variables: {},
};
const parts = (own: Partial<PromptTemplate>, more: Partial<TemplateContext> = {}) =>
  Object.fromEntries(
    previewPrompt({ ...plain, ...own }, { ...context, ...more }).parts.map(({ name, tokens }) => [
      name,
      tokens,
    ]),
  );

describe("previewPrompt", () => {
  it("is the prompt as it is sent", () => {
    fc.assert(
      fc.property(anyTemplate, (template) => {
        const { system, messages } = renderTemplate(template, context);
        expect(previewPrompt(template, context)).toMatchObject({
          messages,
          ...(system !== undefined && { system }),
        });
      }),
    );
  });

  it("says how much of it comes from where", () => {
    const system = "诗".repeat(10);
    expect(parts({ system, user: "诗诗: {{selection}} {{{selection}}} ({{title}})" })).toEqual({
      ...{ selection: 100, title: 1 },
      // Twelve characters, and six marks and spaces at a quarter each, rounded up.
      template: 14,
    });
  });

  it("counts a text that stands in a section under the name of it, and nothing that is not shown", () => {
    expect(parts({ user: "{{#selection}}{{.}}{{/selection}}{{#sample}}{{paragraph}}{{/sample}}" })).toEqual({
      selection: 50,
    });
  });

  it("counts what stands in the prompt for an answer under the variable's name", () => {
    const choices = [{ value: "a", label: "A", text: "诗诗诗{{selection}}" }];
    const form = { name: "form", type: "choice" as const, label: "?", choices, allowOther: false };
    const topic = { name: "topic", type: "text" as const, label: "?" };
    const own = { user: "{{form}}{{topic}}", variables: [form, topic] };
    expect(parts(own, { variables: { form: "a", topic: "大海" } })).toEqual({ form: 53, topic: 2 });
  });

  it("has the examples only for the models that are shown them", () => {
    const template = { ...plain, examples: [{ selection: "海海", output: "诗" }] };
    expect(previewPrompt(template, context)).not.toHaveProperty("examples");
    const { examples, parts: all, tokens } = previewPrompt(template, context, { withExamples: true });
    expect(examples).toEqual([{ input: "海海", output: "诗" }]);
    expect(all).toEqual([
      { name: "selection", tokens: 50 },
      { name: "examples", tokens: 3 },
    ]);
    expect(tokens).toBe(53);
  });

  it("has parts that make up the whole, which is about what is estimated for it", () => {
    fc.assert(
      fc.property(anyTemplate, fc.string(), (template, selection) => {
        const preview = previewPrompt(template, { ...context, selection });
        expect(preview.parts.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(preview.tokens);
        expect(preview.parts.every(({ tokens }) => tokens > 0)).toBe(true);
        const whole = (preview.system ?? "") + preview.messages.map(({ content }) => content).join("");
        // Each part is rounded up on its own, and white space at the ends is not sent.
        expect(preview.tokens).toBeGreaterThanOrEqual(estimateTokens(whole) - 1);
        expect(preview.tokens).toBeLessThanOrEqual(
          estimateTokens(whole) + preview.parts.length + selection.length,
        );
      }),
    );
  });
});
