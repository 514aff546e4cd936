import type { LanguageModel, ModelRequest } from "../languageModel";
import type { ModelPorts } from "../modelPorts";

/** `model`, which is sent the words alone where it sees no images; that they are left out is told to `lacks`. */
export function withoutUnseenImages(model: LanguageModel, lacks: ModelPorts["lacks"]): LanguageModel {
  const { seesImages, model: id } = model.info;
  if (seesImages) return model;

  function wordsAlone(request: ModelRequest): ModelRequest {
    const { prompt } = request;
    if (prompt.kind !== "chat" || !prompt.messages.some(({ images }) => images?.length)) return request;
    lacks(id, "images");
    const messages = prompt.messages.map(({ role, content }) => ({ role, content }));
    return { ...request, prompt: { ...prompt, messages } };
  }

  return { ...model, stream: (request, signal) => model.stream(wordsAlone(request), signal) };
}
