import * as vscode from "vscode";
import type { GhostTextEngine } from "../../core/completion/ghostTextEngine";
import type { CommandRegistry } from "../../platform/commandRegistry";

/** Esc: hides what is shown, as in every editor, and has it stay away from that place for a while. */
export class DismissCommand {
  constructor(
    commands: CommandRegistry,
    private readonly engine: Pick<GhostTextEngine, "refused">,
  ) {
    commands.register("dismissGhostText", () => this.#dismiss());
  }

  async #dismiss(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document) this.engine.refused(document.uri.toString());
    await vscode.commands.executeCommand("editor.action.inlineSuggest.hide");
  }
}
