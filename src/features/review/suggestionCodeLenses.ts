import * as vscode from "vscode";
import type { Disposable } from "../../core/common/disposable";
import type { PendingSuggestion } from "./pendingSuggestion";

/**
 * "Accept | Reject" above the text of each pending suggestion. Registered with the first one and then kept: where
 * no provider is left, VS Code goes on showing the last lenses for half a minute.
 */
export class SuggestionCodeLenses implements vscode.CodeLensProvider, Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  #registration: vscode.Disposable | undefined;

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(private readonly pending: () => readonly PendingSuggestion[]) {}

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    return this.pending()
      .filter(({ uri }) => uri.toString() === document.uri.toString())
      .flatMap(({ range, isReady, thread }) => {
        if (!range) return [];
        const lens = (title: string, command: string) =>
          new vscode.CodeLens(range, {
            title,
            command: `inkling.suggestion.${command}`,
            arguments: [thread],
          });
        const accept = lens(`$(check) ${vscode.l10n.t("Accept")}`, "accept");
        const reject = lens(
          `$(close) ${isReady ? vscode.l10n.t("Reject") : vscode.l10n.t("Stop")}`,
          "reject",
        );
        return isReady ? [accept, reject] : [reject];
      });
  }

  /** Says that the list has changed. */
  refresh(): void {
    if (this.pending().length > 0) {
      this.#registration ??= vscode.languages.registerCodeLensProvider("*", this);
    }
    this.#changed.fire();
  }

  dispose(): void {
    this.#registration?.dispose();
    this.#changed.dispose();
  }
}
