import type { LanguageModel } from "../models/languageModel";
import { ModelError } from "../models/modelError";
import type { TaskModel } from "../models/tasks/taskModel";
import { DEMO_MODEL } from "../settings/settings";
import { LETTER } from "../text/characters";
import { INTENTS, type Analysis, type AnalysisTask, type Found } from "./analysis";
import { answerByChat, answerByTask } from "./answers";
import { entitiesByChat, entitiesByTask } from "./entities";
import { intentByChat, intentByTask, sentimentByChat, sentimentByTask } from "./passageLabels";

/** Who is asked: a model that was made for the very task, or one that is told in words what to do. */
export type Analyst =
  { readonly by: "task"; readonly model: TaskModel } | { readonly by: "chat"; readonly model: LanguageModel };

/**
 * What `analyst` finds out about `text`, each finding at a place where the text has it. Nothing is sent when the text
 * has no letter, or the question none. Throws ModelError: "badAnswer" when a chat model does not keep to the form (from
 * one that is hardly up to it that is an inconclusive analysis), "aborted", and whatever the model throws.
 */
export async function analyse(
  task: AnalysisTask,
  text: string,
  analyst: Analyst,
  signal: AbortSignal,
): Promise<Analysis> {
  const { name: modelName, host } = analyst.model.info;
  const isEmpty = !LETTER.test(text) || (task.kind === "question" && !LETTER.test(task.question));
  const isWeak = isHardlyUpToIt(analyst);
  const nothing: Found = { findings: [], dropped: 0 };
  const found = isEmpty
    ? nothing
    : await find(task, text, analyst, signal).catch((error: unknown) => {
        if (isWeak && error instanceof ModelError && error.reason === "badAnswer") return nothing;
        throw error;
      });
  return {
    kind: task.kind,
    ...found,
    ...(isWeak && !isEmpty && found.findings.length === 0 && { isInconclusive: true }),
    ...(task.kind === "question" && { question: task.question }),
    modelName,
    ...(host !== undefined && { host }),
  };
}

/** The demo model is tiny, and base models only go on with text: a large one may do it, a small one never does. */
function isHardlyUpToIt({ by, model }: Analyst): boolean {
  return by === "chat" && (model.info.kind === "base" || model.info.name === DEMO_MODEL);
}

function find(task: AnalysisTask, text: string, analyst: Analyst, signal: AbortSignal): Promise<Found> {
  const { by, model } = analyst;
  switch (task.kind) {
    case "sentiment":
      return by === "task" ? sentimentByTask(text, model, signal) : sentimentByChat(text, model, signal);
    case "entities":
      return by === "task" ? entitiesByTask(text, model, signal) : entitiesByChat(text, model, signal);
    case "intent": {
      const labels = intentLabels(task.labels);
      return by === "task"
        ? intentByTask(text, labels, model, signal)
        : intentByChat(text, labels, model, signal);
    }
    case "question":
      return by === "task"
        ? answerByTask(task.question, text, model, signal)
        : answerByChat(task.question, text, model, signal);
  }
}

/** The writer's own labels, each once; ours where there are none. */
function intentLabels(own: readonly string[] = []): readonly string[] {
  const labels = [...new Set(own.map((label) => label.trim()))].filter((label) => label !== "");
  return labels.length > 0 ? labels : INTENTS;
}
