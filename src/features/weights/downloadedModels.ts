import * as vscode from "vscode";
import { DEMO_MODEL, type Face, type ModelSettings } from "../../core/settings/settings";
import type { Configuration } from "../../platform/configuration";

const FACES: readonly Face[] = ["actions", "ghostText", "chat"];

/** Downloaded weights in the settings: as models of the user's own, never of the workspace's. */
export class DownloadedModels {
  constructor(private readonly configuration: Pick<Configuration, "settings" | "update">) {}

  /** The name of the model with these weights; it is added where there is none yet. */
  async add(wanted: Pick<ModelSettings, "name" | "kind"> & { readonly path: string }): Promise<string> {
    const { models } = this.configuration.settings;
    const known = models.find(({ path, fromWorkspace }) => path === wanted.path && !fromWorkspace);
    if (known) return known.name;
    const taken = new Set([DEMO_MODEL, ...models.map(({ name }) => name)]);
    let name = wanted.name;
    for (let number = 2; taken.has(name); number++) name = `${wanted.name} ${number}`;
    const isBase = wanted.kind === "base";
    const model = { name, provider: "embedded", path: wanted.path, ...(isBase && { kind: "base" }) };
    await this.#change((list) => [...list, model]);
    return name;
  }

  /** Takes the models of these weights out of the settings; the faces that used one get the demo model. */
  async remove(path: string): Promise<void> {
    const { models, model } = this.configuration.settings;
    const names = models.filter((one) => one.path === path && !one.fromWorkspace).map(({ name }) => name);
    if (names.length === 0) return;
    for (const face of FACES) {
      if (names.includes(model[face])) await this.configuration.update(`model.${face}`, DEMO_MODEL);
    }
    await this.#change((list) => list.filter((entry) => (entry as { path?: unknown } | null)?.path !== path));
  }

  /** Chooses the model for everything that it can do: a base model goes on with a text and does nothing else. */
  async use(name: string, kind: "instruct" | "base"): Promise<void> {
    const faces: readonly Face[] = kind === "base" ? ["ghostText"] : FACES;
    for (const face of faces) await this.configuration.update(`model.${face}`, name);
  }

  /** The raw list, so that entries with a mistake in them are kept. */
  async #change(change: (list: unknown[]) => unknown[]): Promise<void> {
    const section = vscode.workspace.getConfiguration("inkling");
    const { globalValue } = section.inspect<unknown>("models") ?? {};
    const list = Array.isArray(globalValue) ? (globalValue as unknown[]) : [];
    await section.update("models", change(list), vscode.ConfigurationTarget.Global);
  }
}
