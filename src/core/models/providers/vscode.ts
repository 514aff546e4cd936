import { abortable } from "../../common/abort";
import type { ModelSettings } from "../../settings/settings";
import type { EditorModel } from "../editorModels";
import type { LanguageModel, ModelChunk, ModelInfo, ModelRequest, TokenUsage } from "../languageModel";
import type { ChatMessage, ChatPrompt } from "../prompt";
import { ModelError } from "../modelError";
import type { ModelPorts } from "../modelPorts";
import { wireSampling } from "../samplingNames";
import { guardedStream } from "./guardedStream";

/** Milliseconds that the counting of tokens may keep a whole answer waiting. */
const COUNT_MS = 2_000;

/**
 * A model that VS Code or one of its extensions offers: the one with the id that the settings name, else the first
 * of that family, else the first of all. Throws ModelError "notFound" when there is none.
 */
export async function createVscodeModel(settings: ModelSettings, ports: ModelPorts): Promise<LanguageModel> {
  const { editorModels, timeouts } = ports;
  const model = choose(await editorModels.list(settings.vendor), settings);
  const { vendor, family } = model;
  const facts = await ports.facts({ ...settings, model: family });
  const info: ModelInfo = {
    name: settings.name,
    model: model.id,
    kind: "instruct",
    prompts: ["chat"],
    seesImages: editorModels.takesImages && facts.vision === true,
    // Only the vendor knows to which host the text goes.
    host: vendor,
    contextTokens: settings.contextTokens ?? model.maxInputTokens,
    facts,
  };

  async function* open({ prompt, sampling }: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelChunk> {
    if (prompt.kind !== "chat") throw new ModelError("badRequest", { subject: model.id });
    const messages = withSystemFirst(prompt);
    const options = wireSampling(sampling, "vscode", (option) => ports.lacks(model.id, option));
    let answer = "";
    for await (const text of editorModels.send(model, messages, options, signal)) {
      if (text === "") continue;
      answer += text;
      yield { kind: "text", text };
    }
    const usage = await count(messages, answer, signal);
    // The API does not tell why an answer ended.
    yield { kind: "finish", reason: "stop", ...(usage && { usage }) };
  }

  /**
   * Undefined when the model cannot count, or takes too long: an answer does not fail for that. Nor can all count
   * images.
   */
  async function count(
    messages: readonly ChatMessage[],
    answer: string,
    signal: AbortSignal,
  ): Promise<TokenUsage | undefined> {
    if (messages.some(({ images }) => images?.length)) return undefined;
    const limited = AbortSignal.any([signal, AbortSignal.timeout(Math.min(COUNT_MS, timeouts.idleMs / 2))]);
    const texts = [messages.map(({ content }) => content).join("\n"), answer];
    const counts = Promise.all(texts.map((text) => editorModels.countTokens(model, text, limited)));
    const [promptTokens, completionTokens] = (await abortable(counts, limited).catch(() => undefined)) ?? [];
    if (promptTokens === undefined || completionTokens === undefined) return undefined;
    return { promptTokens, completionTokens };
  }

  return {
    info,
    stream: (request, signal) =>
      guardedStream((combined) => open(request, combined), {
        signal,
        timeouts,
        subject: vendor,
        toError: (cause) => new ModelError("serverError", { subject: vendor, cause }),
      }),
  };
}

function choose(models: readonly EditorModel[], { model, vendor }: ModelSettings): EditorModel {
  const found =
    model === undefined
      ? models[0]
      : (models.find(({ id }) => id === model) ?? models.find(({ family }) => family === model));
  if (found) return found;
  throw new ModelError("notFound", { subject: model ?? vendor ?? "VS Code" });
}

/** The API has no system role: what would be there is the first thing that the user says. */
function withSystemFirst({ system, messages }: ChatPrompt): readonly ChatMessage[] {
  return system ? [{ role: "user", content: system }, ...messages] : messages;
}
