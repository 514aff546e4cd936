import type { ModelSettings } from "../settings/settings";
import { politeModel } from "./client/politeModel";
import { withoutRefusedSchema } from "./client/refusedSchema";
import { withoutUnseenImages } from "./client/unseenImages";
import type { LanguageModel } from "./languageModel";
import type { ModelPorts } from "./modelPorts";

/** One configured model, ready to be asked. Each SDK is loaded by its first use, never before. */
export async function createLanguageModel(
  settings: ModelSettings,
  ports: ModelPorts,
): Promise<LanguageModel> {
  const { temperature, generation } = settings;
  const options = { ...(temperature !== undefined && { temperature }), ...generation };
  const model = await withFormat(await adapter(settings, ports));
  const seeing = withoutUnseenImages(model, ports.lacks);
  return politeModel(withoutRefusedSchema(seeing, ports.quirks), {
    generation: options,
    limits: ports.limits,
  });
}

/** An instruct model that is reached through plain text alone needs the format it was taught. */
async function withFormat(model: LanguageModel): Promise<LanguageModel> {
  const { facts, prompts } = model.info;
  if (!facts?.format || prompts.includes("chat")) return model;
  const { loadFormat } = await import("./catalogue/modelFacts");
  const loaded = await loadFormat(facts.format);
  return loaded ? { ...model, info: { ...model.info, format: loaded.format } } : model;
}

async function adapter(settings: ModelSettings, ports: ModelPorts): Promise<LanguageModel> {
  switch (settings.provider) {
    case "openai":
    case "openai-compatible":
    case "azure-openai":
      return (await import("./providers/openai")).createOpenAiModel(settings, ports);
    case "ollama":
      return (await import("./providers/ollama")).createOllamaModel(settings, ports);
    case "llama.cpp":
      return (await import("./providers/llamaCpp")).createLlamaCppModel(settings, ports);
    case "huggingface":
      return (await import("./providers/huggingface")).createHuggingFaceModel(settings, ports);
    case "vscode":
      return (await import("./providers/vscode")).createVscodeModel(settings, ports);
    case "embedded":
      return (await import("./providers/embedded")).createEmbeddedModel(settings, ports);
  }
}
