import { describe, expect, it } from "vitest";
import { runsHere, staysHere } from "../../../../src/core/models/modelAddress";

describe("where a model answers", () => {
  it.each([
    ["localhost:11434", "llama3.2:3b", true],
    ["127.0.0.1:8080", "m", true],
    ["[::1]:8080", "m", true],
    [undefined, "inkling-demo.gguf", true],
    ["api.example.com", "m", false],
    ["localhost.example.com:80", "m", false],
    // Ollama on this machine passes these on to its cloud.
    ["localhost:11434", "gpt-oss:120b-cloud", false],
    ["localhost:11434", "glm-4.6:cloud", false],
    ["localhost:11434", "cloudy:7b", true],
  ])("at %s, %s: here %j", (host, model, isHere) => {
    expect(runsHere({ model, ...(host !== undefined && { host }) })).toBe(isHere);
  });

  it("is told from the settings in the same way", () => {
    const here = (model: string) => staysHere({ name: "m", provider: "ollama", model });
    expect([here("llama3.2:3b"), here("gpt-oss:120b-cloud"), here("glm-4.6:cloud")]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
