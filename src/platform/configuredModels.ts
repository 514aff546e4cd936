import * as vscode from "vscode";
import { DEMO_MODEL, type ModelSettings } from "../core/settings/settings";

/** An entry as it stands in the settings: one with a mistake in it may be anything, and is kept as it is. */
type RawModel = Readonly<Record<string, unknown>> | null;

/** Writes `inkling.models`: adds to the user's own settings, and changes an entry where it stands. */
export class ConfiguredModels {
  /** Adds a model to the user's settings, under its name or the next one that is free; returns that name. */
  async add({ fromWorkspace: _, ...model }: ModelSettings): Promise<string> {
    const { user, workspace } = read();
    const taken = new Set<unknown>([DEMO_MODEL, ...[...user, ...workspace].map((model) => model?.name)]);
    let name = model.name;
    for (let n = 2; taken.has(name); n++) name = `${model.name} ${n}`;
    await write([...user, { ...model, name }], vscode.ConfigurationTarget.Global);
    return name;
  }

  /** Changes keys of the entry with this name; undefined takes a key out. */
  async change(name: string, changes: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#rewrite(name, (model) => {
      const entries = Object.entries({ ...model, ...changes });
      return [Object.fromEntries(entries.filter(([, value]) => value !== undefined))];
    });
  }

  async remove(name: string): Promise<void> {
    await this.#rewrite(name, () => []);
  }

  async #rewrite(name: string, change: (model: RawModel) => RawModel[]): Promise<void> {
    const { user, workspace } = read();
    const isIt = (model: RawModel) => model?.name === name;
    const inUser = user.some(isIt);
    if (!inUser && !workspace.some(isIt)) return; // taken out meanwhile
    const list = (inUser ? user : workspace).flatMap((model) => (isIt(model) ? change(model) : [model]));
    const { Global, Workspace } = vscode.ConfigurationTarget;
    await write(list, inUser ? Global : Workspace);
  }
}

function read(): { user: RawModel[]; workspace: RawModel[] } {
  const { globalValue, workspaceValue } = section().inspect<unknown>("models") ?? {};
  return { user: asList(globalValue), workspace: asList(workspaceValue) };
}

/** Whatever else stands in the settings is the writer's: a list that is none is not touched by us as one. */
function asList(value: unknown): RawModel[] {
  return Array.isArray(value) ? (value as RawModel[]) : [];
}

async function write(models: readonly RawModel[], target: vscode.ConfigurationTarget): Promise<void> {
  await section().update("models", models, target);
}

function section(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration("inkling");
}
