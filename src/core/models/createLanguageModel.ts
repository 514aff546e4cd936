import type { ModelSettings } from "../settings/settings";
import type { LanguageModel } from "./languageModel";
import type { ModelPorts } from "./modelPorts";

/** The adapter for one configured model. Each SDK is loaded by its first use, never before. */
export async function createLanguageModel(
  settings: ModelSettings,
  ports: ModelPorts,
): Promise<LanguageModel> {
  switch (settings.provider) {
    case "openai":
    case "openai-compatible":
      return (await import("./providers/openai")).createOpenAiModel(settings, ports);
    case "huggingface":
      return (await import("./providers/huggingface")).createHuggingFaceModel(settings, ports);
    case "embedded":
      return (await import("./providers/embedded")).createEmbeddedModel(settings, ports);
  }
}
