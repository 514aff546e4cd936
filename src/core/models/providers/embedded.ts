import { homedir } from "node:os";
import { basename, join } from "node:path";
import { DEMO_MODEL, type ModelSettings } from "../../settings/settings";
import type { LanguageModel, ModelInfo } from "../languageModel";
import { ModelError } from "../modelError";
import type { ModelPorts } from "../modelPorts";
import type { Weights } from "../worker/embeddedMessages";
import { guardedStream } from "./guardedStream";

/** The context window that the demo model was trained on (media/model/README.md). */
const DEMO_CONTEXT_TOKENS = 512;

/** GGUF weights run by llama.cpp in a child process on this machine. */
export function createEmbeddedModel(settings: ModelSettings, ports: ModelPorts): LanguageModel {
  const demo = settings.name === DEMO_MODEL;
  const path = demo ? ports.demoPath : expandHome(settings.path ?? "");
  const contextTokens = demo ? DEMO_CONTEXT_TOKENS : settings.contextTokens;
  const weights: Weights = {
    path,
    ...(contextTokens !== undefined && { contextTokens }),
    ...(settings.threads !== undefined && { threads: settings.threads }),
  };
  const info: ModelInfo = {
    name: settings.name,
    model: basename(path),
    kind: settings.kind ?? "instruct",
    prompts: settings.kind === "base" ? ["text", "infill"] : ["chat", "text", "infill"],
    ...(contextTokens !== undefined && { contextTokens }),
  };
  return {
    info,
    stream: (request, signal) => {
      const temperature = request.sampling.temperature ?? settings.temperature;
      const sampling = { ...request.sampling, ...(temperature !== undefined && { temperature }) };
      return guardedStream((combined) => ports.engine.stream(weights, { ...request, sampling }, combined), {
        signal,
        idleMs: ports.idleMs,
        subject: info.model,
        toError: (cause) => new ModelError("engineFailed", { subject: path, cause }),
      });
    },
  };
}

function expandHome(path: string): string {
  return path.startsWith("~/") ? join(homedir(), path.slice(2)) : path;
}
