import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { completionPrompt } from "../../../../src/core/completion/completionPrompt";
import type { ModelInfo } from "../../../../src/core/models/languageModel";
import type { Prompt } from "../../../../src/core/models/prompt";
import { estimateTokens } from "../../../../src/core/text/tokenEstimate";
import { prose } from "../prose";
import { at } from "./cursor";

const info = (prompts: Prompt["kind"][], contextTokens?: number): ModelInfo => ({
  name: "m",
  model: "m",
  kind: "base",
  prompts,
  ...(contextTokens !== undefined && { contextTokens }),
});
const base = info(["text", "infill"]);

describe("completionPrompt", () => {
  it("is the text before the cursor at the end of a line", () => {
    expect(completionPrompt(at("The captain looked at║\n\nThe next day."), base, 48)).toEqual({
      kind: "text",
      text: "The captain looked at",
    });
  });

  it("takes both sides along inside a paragraph", () => {
    expect(completionPrompt(at("他看着大海║想起了往事"), base, 48)).toEqual({
      kind: "infill",
      prefix: "他看着大海",
      suffix: "想起了往事",
    });
  });

  it("leaves no space hanging before the cursor, but keeps a line break", () => {
    expect(completionPrompt(at("The captain \t║"), base, 48)).toMatchObject({ text: "The captain" });
    expect(completionPrompt(at("Dear captain,\n\n║"), base, 48)).toMatchObject({ text: "Dear captain,\n\n" });
    expect(completionPrompt(at("The sea, ║ and"), base, 48)).toMatchObject({
      prefix: "The sea,",
      suffix: " and",
    });
  });

  it("turns the gap into the text before it for a model without infill", () => {
    expect(completionPrompt(at("他看着大海║想起了往事"), info(["text"]), 48)).toEqual({
      kind: "text",
      text: "他看着大海",
    });
  });

  it("turns into an instruction with both sides for a chat model", () => {
    const prompt = completionPrompt(at("他看着大海║想起了往事"), info(["chat"]), 48);
    expect(prompt.kind).toBe("chat");
    expect(JSON.stringify(prompt)).toContain("他看着大海");
    expect(JSON.stringify(prompt)).toContain("想起了往事");
  });

  it("keeps the nearest text of a paragraph in one line, beginning at a sentence", () => {
    const paragraph = "The captain looked at the grey sea. ".repeat(400);
    const prompt = completionPrompt(at(`${paragraph}He║`), base, 48);
    if (prompt.kind !== "text") throw new Error("a text prompt was expected");
    expect(prompt.text).toMatch(/^The captain .* sea\. He$/);
    // A thousand tokens of English are some four thousand characters.
    expect(prompt.text.length).toBeGreaterThan(3900);
    expect(prompt.text.length).toBeLessThanOrEqual(4000);
  });

  it("keeps the nearest text after the cursor", () => {
    const after = "然后他想起了往事。".repeat(100);
    const prompt = completionPrompt(at(`船长看着窗外的大海，║${after}`), base, 48);
    expect(prompt).toMatchObject({ kind: "infill", suffix: after.slice(0, 200) });
  });

  it("leaves room for the answer in a small context window, whatever the text", () => {
    const long = prose.map((text) => text.repeat(20));
    fc.assert(
      fc.property(long, long, fc.integer({ min: 128, max: 2048 }), (prefix, suffix, contextTokens) => {
        const query = { ...at("║"), prefix, suffix };
        const prompt = completionPrompt(query, info(["text", "infill"], contextTokens), 48);
        if (prompt.kind === "chat") throw new Error("the model takes text");
        const text = prompt.kind === "text" ? prompt.text : prompt.prefix + prompt.suffix;
        expect(estimateTokens(text) + 48).toBeLessThanOrEqual(contextTokens);
      }),
    );
  });
});
