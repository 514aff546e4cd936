import * as vscode from "vscode";

/** The names of VS Code's icons, as the style sheet of the panel has them, which ships with Inkling. */
export async function readCodiconNames(extensionUri: vscode.Uri): Promise<string[]> {
  const sheet = vscode.Uri.joinPath(extensionUri, "dist", "webview", "codicon.css");
  const css = new TextDecoder().decode(await vscode.workspace.fs.readFile(sheet));
  const names = [...css.matchAll(/\.codicon-([a-z0-9-]+):before/g)].map(([, name = ""]) => name);
  return [...new Set(names)].sort();
}
