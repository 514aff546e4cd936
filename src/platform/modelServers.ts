import type { EditorModels } from "../core/models/editorModels";
import { modelAddress } from "../core/models/modelAddress";
import type { PullProgress } from "../core/models/servers/ollamaApi";
import type { ListedModel } from "../core/models/servers/openAiApi";
import type { Hub } from "../core/models/weights/hubGet";
import type { ModelSettings } from "../core/settings/settings";
import { keyOwner, type ApiKeys } from "./apiKeys";

export interface ModelServersParts {
  readonly keys: Pick<ApiKeys, "get">;
  readonly editorModels: Pick<EditorModels, "list">;
  readonly hub: () => Hub;
}

/** What servers have to offer, before one of their models is chosen. Each protocol is loaded by its first use. */
export class ModelServers {
  constructor(private readonly parts: ModelServersParts) {}

  /** The stored key for a model's provider and host. */
  async key(settings: ModelSettings): Promise<string | undefined> {
    const owner = keyOwner(settings);
    return owner && this.parts.keys.get(owner);
  }

  /** The models that the server of `settings` has; `key` is one that is not stored yet. Throws ModelError. */
  async list(settings: ModelSettings, signal: AbortSignal, key?: string): Promise<readonly ListedModel[]> {
    const { listModels } = await import("../core/models/servers/listModels");
    const ports = { ...this.parts, key: async (model: ModelSettings) => key ?? (await this.key(model)) };
    return listModels(settings, ports, signal);
  }

  /** Models of the servers that run on this machine at their usual ports. */
  async discover(signal: AbortSignal): Promise<ModelSettings[]> {
    const { discoverLocalModels } = await import("../core/models/servers/localServers");
    return (await discoverLocalModels(signal)).map(({ settings }) => settings);
  }

  /** Has Ollama download the model of `settings`; `key` is one that is not stored yet. Throws ModelError. */
  async *pull(settings: ModelSettings, signal: AbortSignal, key?: string): AsyncGenerator<PullProgress> {
    const { pullOllama } = await import("../core/models/servers/ollamaApi");
    const { headers, model = "" } = settings;
    const credentials = { key: key ?? (await this.key(settings)), headers };
    yield* pullOllama(modelAddress(settings) ?? "", model, credentials, signal);
  }
}
