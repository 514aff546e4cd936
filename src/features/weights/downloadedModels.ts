import { DEMO_MODEL, type Face, type ModelSettings } from "../../core/settings/settings";
import type { Configuration } from "../../platform/configuration";
import type { ConfiguredModels } from "../../platform/configuredModels";

const FACES: readonly Face[] = ["actions", "ghostText", "chat"];

/** Downloaded weights in the settings: as models of the user's own, never of the workspace's. */
export class DownloadedModels {
  constructor(
    private readonly configuration: Pick<Configuration, "settings" | "update">,
    private readonly configured: Pick<ConfiguredModels, "add" | "remove">,
  ) {}

  /** The name of the model with these weights; it is added where there is none yet. */
  async add(wanted: Pick<ModelSettings, "name" | "kind"> & { readonly path: string }): Promise<string> {
    const [known] = this.#with(wanted.path);
    if (known !== undefined) return known;
    const { name, path, kind } = wanted;
    return this.configured.add({ name, provider: "embedded", path, ...(kind === "base" && { kind }) });
  }

  /** Takes the models of these weights out of the settings; the faces that used one get the demo model. */
  async remove(path: string): Promise<void> {
    const { model } = this.configuration.settings;
    const names = this.#with(path);
    for (const face of FACES) {
      if (names.includes(model[face])) await this.configuration.update(`model.${face}`, DEMO_MODEL);
    }
    for (const name of names) await this.configured.remove(name);
  }

  /** Chooses the model for everything that it can do: a base model goes on with a text and does nothing else. */
  async use(name: string, kind: "instruct" | "base"): Promise<void> {
    const faces: readonly Face[] = kind === "base" ? ["ghostText"] : FACES;
    for (const face of faces) await this.configuration.update(`model.${face}`, name);
  }

  /** The names of the user's models that run these weights. */
  #with(path: string): string[] {
    const { models } = this.configuration.settings;
    return models.flatMap((one) => (one.path === path && !one.fromWorkspace ? one.name : []));
  }
}
