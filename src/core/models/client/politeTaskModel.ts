import { ModelError, toModelError } from "../modelError";
import type { TaskModel } from "../tasks/taskModel";
import type { HostLimits } from "./hostLimits";
import { retrying } from "./retryingStream";

/** `model` with a turn at its host for each call, and a second try where that can help: the Hub loads models on demand. */
export function politeTaskModel(model: TaskModel, limits: HostLimits): TaskModel {
  const { host = "" } = model.info;

  async function call<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const turn = await limits.take(host, signal).catch((error: unknown) => {
      throw toModelError(error, signal, (cause) => new ModelError("interrupted", { cause }));
    });
    try {
      return await retrying(ask, signal);
    } finally {
      turn.release();
    }
  }

  return {
    info: model.info,
    translate: (text, languages, signal) => call(() => model.translate(text, languages, signal), signal),
    summarise: (text, options, signal) => call(() => model.summarise(text, options, signal), signal),
    classifyText: (text, signal) => call(() => model.classifyText(text, signal), signal),
    findEntities: (text, signal) => call(() => model.findEntities(text, signal), signal),
    classifyZeroShot: (text, labels, signal) =>
      call(() => model.classifyZeroShot(text, labels, signal), signal),
    answer: (question, context, signal) => call(() => model.answer(question, context, signal), signal),
  };
}
