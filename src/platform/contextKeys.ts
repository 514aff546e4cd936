import * as vscode from "vscode";

/** Tells VS Code what the conditions of package.json look at. */
export function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand("setContext", key, value);
}
