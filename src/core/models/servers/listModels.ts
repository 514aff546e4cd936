import type { ModelSettings } from "../../settings/settings";
import type { EditorModels } from "../editorModels";
import { modelAddress } from "../modelAddress";
import type { Hub } from "../weights/hubGet";
import { listHubModels } from "./hubApi";
import { listOllama } from "./ollamaApi";
import { listOpenAiModels, serverRoot, type ListedModel } from "./openAiApi";

export interface ListingPorts {
  readonly key: (settings: ModelSettings) => Promise<string | undefined>;
  readonly editorModels: Pick<EditorModels, "list">;
  readonly hub: () => Hub;
}

/** The models that the server of `settings` has, as it says itself; none where it does not say. Throws ModelError. */
export async function listModels(
  settings: ModelSettings,
  ports: ListingPorts,
  signal: AbortSignal,
): Promise<readonly ListedModel[]> {
  const { provider, headers } = settings;
  const address = modelAddress(settings) ?? "";
  const credentials = { key: await ports.key(settings), headers };
  switch (provider) {
    case "openai":
    case "openai-compatible":
      return listOpenAiModels(address, credentials, signal);
    case "llama.cpp":
      return listOpenAiModels(`${serverRoot(address)}/v1`, credentials, signal);
    case "ollama":
      return (await listOllama(address, credentials, signal)).map(({ name, bytes }) => ({ id: name, bytes }));
    case "huggingface":
      return settings.baseUrl === undefined
        ? listHubModels({ search: "" }, ports.hub(), signal)
        : listOpenAiModels(`${serverRoot(address)}/v1`, credentials, signal);
    case "vscode": {
      const models = await ports.editorModels.list();
      return models.map(({ id, vendor, maxInputTokens }) => ({
        id,
        ownedBy: vendor,
        contextTokens: maxInputTokens,
      }));
    }
    case "azure-openai": // lists what could be deployed, and not what is
    case "embedded":
      return [];
  }
}
