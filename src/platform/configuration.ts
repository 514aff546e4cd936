import * as vscode from "vscode";
import type { Disposable } from "../core/common/disposable";
import {
  parseSettings,
  SCALAR_KEYS,
  type RawSettings,
  type SettingProblem,
} from "../core/settings/parseSettings";
import type { Settings } from "../core/settings/settings";

const SECTION = "inkling";

/** The writer's settings, typed and checked, read anew at each change. */
export class Configuration implements Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];
  #parsed = read();

  readonly onDidChange = this.#changed.event;

  constructor() {
    const refresh = () => {
      this.#parsed = read();
      this.#changed.fire();
    };
    this.#subscriptions = [
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SECTION)) refresh();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(refresh),
    ];
  }

  get settings(): Settings {
    return this.#parsed.settings;
  }

  get problems(): readonly SettingProblem[] {
    return this.#parsed.problems;
  }

  /** Writes one setting where the writer has it already: the workspace when it is set there, else the user's. */
  async update(key: string, value: unknown): Promise<void> {
    const configuration = vscode.workspace.getConfiguration(SECTION);
    const inWorkspace = configuration.inspect(key)?.workspaceValue !== undefined;
    const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
    await configuration.update(key, value, target);
  }

  dispose(): void {
    this.#changed.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

function read(): ReturnType<typeof parseSettings> {
  const configuration = vscode.workspace.getConfiguration(SECTION);
  const raw = Object.fromEntries(SCALAR_KEYS.map((key) => [key, configuration.get<unknown>(key)]));
  return parseSettings({ ...raw, ...readModels(configuration) });
}

/** The user's models and those of the workspace. In an untrusted folder the workspace's are not read at all. */
function readModels(configuration: vscode.WorkspaceConfiguration): RawSettings {
  const { globalValue, workspaceValue } = configuration.inspect<unknown>("models") ?? {};
  return { models: globalValue, workspaceModels: vscode.workspace.isTrusted ? workspaceValue : undefined };
}
