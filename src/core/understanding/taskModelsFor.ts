import type { ModelSettings, ModelTask } from "../settings/settings";
import type { AnalysisKind } from "./analysis";

const TASK_OF: Readonly<Record<AnalysisKind, ModelTask>> = {
  sentiment: "text-classification",
  entities: "token-classification",
  intent: "zero-shot-classification",
  question: "question-answering",
};

/** Those of `models` that were made for this kind of analysis, in the order of the settings. */
export function taskModelsFor(kind: AnalysisKind, models: readonly ModelSettings[]): ModelSettings[] {
  return models.filter(({ task }) => task === TASK_OF[kind]);
}
