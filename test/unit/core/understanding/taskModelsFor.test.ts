import { describe, expect, it } from "vitest";
import { MODEL_TASKS, type ModelSettings } from "../../../../src/core/settings/settings";
import type { AnalysisKind } from "../../../../src/core/understanding/analysis";
import { taskModelsFor } from "../../../../src/core/understanding/taskModelsFor";

const MODELS: readonly ModelSettings[] = [
  { name: "chat", provider: "openai", model: "gpt" },
  ...MODEL_TASKS.map((task) => ({ name: task, provider: "huggingface", task }) as const),
  { name: "second", provider: "huggingface", task: "token-classification" },
];

describe("the task models for a kind of analysis", () => {
  it.each<[AnalysisKind, string[]]>([
    ["sentiment", ["text-classification"]],
    ["entities", ["token-classification", "second"]],
    ["intent", ["zero-shot-classification"]],
    ["question", ["question-answering"]],
  ])("are those made for it: %s", (kind, names) => {
    expect(taskModelsFor(kind, MODELS).map(({ name }) => name)).toEqual(names);
  });
});
