import * as vscode from "vscode";
import type { CommandRegistry } from "../../platform/commandRegistry";

/** Asks for ghost text here and now. VS Code's own command for it has no key unless Copilot gives it one. */
export class AskCommand {
  constructor(commands: CommandRegistry) {
    commands.register("askForGhostText", () => this.#ask());
  }

  async #ask(): Promise<void> {
    await vscode.commands.executeCommand("editor.action.inlineSuggest.trigger");
  }
}
