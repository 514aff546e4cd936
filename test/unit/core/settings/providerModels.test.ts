import { describe, expect, it } from "vitest";
import { parseSettings } from "../../../../src/core/settings/parseSettings";

describe("a model of each provider", () => {
  const problemsOf = (model: object) => parseSettings({ models: [{ name: "m", ...model }] }).problems;

  it.each<[string, object]>([
    ["an organisation", { provider: "openai", model: "x", organization: "org-1", project: "proj_1" }],
    ["OpenAI's Responses", { provider: "openai", model: "x", api: "responses" }],
    [
      "headers and a body of its own",
      {
        provider: "openai-compatible",
        model: "x",
        baseUrl: "http://a/v1",
        headers: { "x-key": "${key}" },
        body: { min_p: 0.1, nested: { a: [1] } },
      },
    ],
    ["an account", { provider: "azure-openai", model: "d", baseUrl: "https://a.example.com", auth: "entra" }],
    ["no address", { provider: "ollama", model: "llama3.2" }],
    ["nothing but its provider", { provider: "llama.cpp" }],
    ["a vendor", { provider: "vscode", vendor: "copilot" }],
    ["layers on the graphics card", { provider: "embedded", path: "a.gguf", gpu: 12 }],
    ["a graphics card or none", { provider: "embedded", path: "a.gguf", gpu: "off" }],
    ["a task that it was made for", { provider: "huggingface", model: "a/b", task: "token-classification" }],
    ["eyes", { provider: "llama.cpp", vision: true }],
    ["no eyes", { provider: "azure-openai", model: "d", baseUrl: "https://a.example.com", vision: false }],
    ["eyes on the Hub", { provider: "huggingface", model: "a/b", vision: true }],
    ["eyes in VS Code", { provider: "vscode", vision: true }],
    ["the pipeline's options", { provider: "llama.cpp", generation: { do_sample: false, top_k: 0 } }],
  ])("may have %s", (_, model) => {
    expect(problemsOf(model)).toEqual([]);
  });

  it.each<[string, object, string]>([
    ["an address that it needs", { provider: "azure-openai", model: "d" }, "baseUrl"],
    ["headers that are no text", { provider: "ollama", model: "x", headers: { a: 1 } }, "headers.a"],
    ["a graphics card of another kind", { provider: "embedded", path: "a", gpu: "fast" }, "gpu"],
    [
      "an option that the pipeline does not have",
      { provider: "llama.cpp", generation: { topK: 4 } },
      "generation.topK",
    ],
    ["an option out of its bounds", { provider: "llama.cpp", generation: { top_p: 2 } }, "generation.top_p"],
    ["a task that no command asks for", { provider: "huggingface", task: "translation" }, "task"],
    ["eyes of another kind", { provider: "ollama", model: "x", vision: "yes" }, "vision"],
    ["eyes in a file", { provider: "embedded", path: "a", vision: true }, "vision"],
    ["a task where there are none", { provider: "ollama", model: "x", task: "token-classification" }, "task"],
    ["Responses where there are none", { provider: "huggingface", api: "responses" }, "api"],
  ])("is told of %s", (_, model, key) => {
    expect(problemsOf(model).map((problem) => problem.key)).toEqual([`inkling.models[0].${key}`]);
  });
});
