import * as vscode from "vscode";

/** Tells VS Code what the conditions of package.json look at. */
export function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand("setContext", key, value);
}

/** Keys that are set again and again: VS Code is told only of what has changed, since each telling is a message to its window. */
export class ContextKeys {
  readonly #last = new Map<string, boolean>();

  setContext(key: string, value: boolean): void {
    if (this.#last.get(key) === value) return;
    this.#last.set(key, value);
    setContext(key, value);
  }
}
