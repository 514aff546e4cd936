import * as vscode from "vscode";

/** Sets settings of VS Code itself for the tests around it. Call inside `describe`. */
export function withEditorSettings(settings: Readonly<Record<string, unknown>>): void {
  before(() => update(settings));
  after(() => update(Object.fromEntries(Object.keys(settings).map((key) => [key, undefined]))));
}

async function update(settings: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [key, value] of Object.entries(settings)) {
    await vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Global);
  }
}
