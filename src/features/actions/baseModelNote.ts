import * as vscode from "vscode";

/** Says of a base model, once for each, that what it is asked to do is not what it was made for. */
export class BaseModelNote {
  readonly #noted = new Set<string>();

  show(name: string): void {
    if (this.#noted.has(name)) return;
    this.#noted.add(name);
    const choose = vscode.l10n.t("Choose Model");
    const message = vscode.l10n.t(
      "{0} is a base model: it only goes on with text, and is shown examples of what you want. An instruct model would do this better.",
      name,
    );
    void vscode.window.showInformationMessage(message, choose).then((chosen) => {
      if (chosen) void vscode.commands.executeCommand("inkling.chooseModel", "actions");
    });
  }
}
