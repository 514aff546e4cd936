import { describe, expect, it } from "vitest";
import { completionsWay } from "../../../../../src/core/models/providers/openaiCompletions";
import type { ModelSettings } from "../../../../../src/core/settings/settings";

const facts = { kind: "base", sources: { kind: "user" } } as const;
const gap = { kind: "infill", prefix: "Dear Ann, ", suffix: "Yours, Bo" } as const;

const way = (provider: ModelSettings["provider"], model: string, address: string) =>
  completionsWay({ name: "mine", provider, model }, address, facts);

describe("a gap for completions", () => {
  it.each([
    ["openai", "gpt-3.5-turbo-instruct", "https://api.openai.com/v1", "/completions"],
    ["openai", "gpt-3.5-turbo-instruct-0914", "https://api.openai.com/v1", "/completions"],
    ["azure-openai", "gpt-35-turbo-instruct", "https://mine.openai.azure.com", "/completions"],
    ["openai-compatible", "deepseek-chat", "https://api.deepseek.com/beta", "/completions"],
    ["openai-compatible", "codestral-latest", "https://api.mistral.ai/v1", "/fim/completions"],
    ["openai-compatible", "codestral-latest", "https://codestral.mistral.ai/v1", "/fim/completions"],
  ] as const)("is sent with its suffix: %s, %s at %s", (provider, model, address, path) => {
    const { prompts, write } = way(provider, model, address);
    expect(prompts).toEqual(["text", "infill"]);
    expect(write(gap)).toEqual({ path, body: { prompt: gap.prefix, suffix: gap.suffix } });
  });

  it.each([
    ["openai", "davinci-002", "https://api.openai.com/v1"],
    ["openai", "gpt-4.1", "https://api.openai.com/v1"],
    ["openai-compatible", "gpt-3.5-turbo-instruct", "http://127.0.0.1:8000/v1"],
    ["openai-compatible", "deepseek-chat", "https://api.deepseek.com/v1"],
    ["openai-compatible", "codestral-latest", "https://api.mistral.ai.example.org/v1"],
  ] as const)("is not claimed where nobody documents it: %s, %s at %s", (provider, model, address) => {
    const { prompts, write } = way(provider, model, address);
    expect(prompts).toEqual(["text"]);
    expect(write(gap)).toBeUndefined();
  });

  it("is left to the server's own endpoint for plain text too", () => {
    const { write } = way("openai-compatible", "codestral-latest", "https://api.mistral.ai/v1");
    expect(write({ kind: "text", text: "Dear Ann, " })).toEqual({
      path: "/fim/completions",
      body: { prompt: "Dear Ann, " },
    });
  });
});
