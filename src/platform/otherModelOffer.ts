import * as vscode from "vscode";

/** Offers to choose another model for the actions, once for each model: the second time it is no news. */
export class OtherModelOffer {
  readonly #offered = new Set<string>();

  /** `reason` says to the writer what is wrong with `model`. Returns without waiting for them. */
  offer(model: string, reason: string): void {
    if (this.#offered.has(model)) return;
    this.#offered.add(model);
    const choose = vscode.l10n.t("Choose Model");
    void vscode.window.showInformationMessage(reason, choose).then((chosen) => {
      if (chosen) void vscode.commands.executeCommand("inkling.chooseModel", "actions");
    });
  }
}
