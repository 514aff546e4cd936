import { createLanguageModel } from "../core/models/createLanguageModel";
import type { LanguageModel } from "../core/models/languageModel";
import { ModelError } from "../core/models/modelError";
import type { ModelPorts } from "../core/models/modelPorts";
import { DEMO_MODEL, type Face, type ModelSettings } from "../core/settings/settings";
import type { AddressApprovals } from "./addressApprovals";
import { keyOwner, type ApiKeys } from "./apiKeys";
import type { Configuration } from "./configuration";

const DEMO_SETTINGS: ModelSettings = { name: DEMO_MODEL, provider: "embedded" };

export interface ModelAccessParts extends Pick<ModelPorts, "engine" | "demoPath" | "logger"> {
  readonly configuration: Pick<Configuration, "settings">;
  readonly keys: Pick<ApiKeys, "get">;
  readonly approvals: Pick<AddressApprovals, "isApproved" | "ask">;
}

/** From a face of Inkling to the model that the writer chose for it. */
export class ModelAccess {
  constructor(private readonly parts: ModelAccessParts) {}

  /** Every model that can be chosen, the demo model first. */
  list(): ModelSettings[] {
    return [DEMO_SETTINGS, ...this.parts.configuration.settings.models];
  }

  /** The chosen model's settings; undefined when the settings name one that does not exist. */
  chosen(face: Face): ModelSettings | undefined {
    const name = this.parts.configuration.settings.model[face];
    return this.list().find((model) => model.name === name);
  }

  /**
   * The chosen model, ready to be asked. Throws ModelError: "unknownModel", or "notApproved" when the
   * workspace's address was not approved; `mayAsk` lets it ask the writer first.
   */
  async resolve(face: Face, { mayAsk }: { mayAsk: boolean }): Promise<LanguageModel> {
    const { configuration, keys, approvals, ...ports } = this.parts;
    const settings = this.chosen(face);
    if (!settings) throw new ModelError("unknownModel", { subject: configuration.settings.model[face] });
    if (!approvals.isApproved(settings) && !(mayAsk && (await approvals.ask(settings)))) {
      throw new ModelError("notApproved", { subject: settings.name });
    }
    const owner = keyOwner(settings);
    return createLanguageModel(settings, {
      ...ports,
      key: async () => owner && (await keys.get(owner)),
      idleMs: configuration.settings.requestTimeout * 1000,
    });
  }
}
