import { basename } from "node:path";
import type { ModelSettings } from "../../settings/settings";
import type { LanguageModel, ModelChunk, ModelInfo, ModelRequest } from "../languageModel";
import { ModelError } from "../modelError";
import type { ModelPorts } from "../modelPorts";
import { wireSampling } from "../samplingNames";
import { DEFAULT_CONTEXT_TOKENS, type Weights } from "../worker/embeddedMessages";
import { weightsPath } from "../worker/weightsPath";
import { guardedStream } from "./guardedStream";

/** GGUF weights run by llama.cpp in a child process on this machine. */
export async function createEmbeddedModel(
  settings: ModelSettings,
  ports: ModelPorts,
): Promise<LanguageModel> {
  const { name, threads, gpu, promptFormat } = settings;
  const path = weightsPath(settings, ports.demoPath);
  // What is wrong with a file is said when it is asked, by the child process that cannot load it.
  const file = await ports.engine.facts(path).catch(() => undefined);
  const facts = await ports.facts(settings);
  const trained = file?.contextTokens ?? DEFAULT_CONTEXT_TOKENS;
  const contextTokens = settings.contextTokens ?? Math.min(trained, DEFAULT_CONTEXT_TOKENS);
  // llama.cpp writes a conversation by the file's own template, unless the writer or, without one, the catalogue
  // knows better.
  const ownFormat = promptFormat === undefined && (file?.chatTemplate ?? !facts.format);
  const chats = facts.kind === "instruct" && ownFormat;
  const weights: Weights = {
    path,
    contextTokens,
    ...(threads !== undefined && { threads }),
    ...(gpu !== undefined && { gpu }),
    ...(!chats && facts.format && { writtenOut: true }),
  };
  const info: ModelInfo = {
    name,
    model: basename(path),
    kind: facts.kind,
    prompts: [...(chats ? ["chat" as const] : []), "text", ...(file?.hasInfill ? ["infill" as const] : [])],
    seesImages: false, // node-llama-cpp reads text alone
    contextTokens,
    facts,
  };

  function open(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelChunk> {
    if (!info.prompts.includes(request.prompt.kind))
      throw new ModelError("badRequest", { subject: info.model });
    // The child process translates; what llama.cpp has no word for is told here.
    wireSampling(request.sampling, "embedded", (option) => ports.lacks(info.model, option));
    return ports.engine.stream(weights, request, signal);
  }

  return {
    info,
    stream: (request, signal) =>
      guardedStream((combined) => open(request, combined), {
        signal,
        timeouts: ports.timeouts,
        subject: info.model,
        toError: (cause) => new ModelError("engineFailed", { subject: path, cause }),
      }),
  };
}
