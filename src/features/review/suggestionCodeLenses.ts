import * as vscode from "vscode";
import type { Disposable } from "../../core/common/disposable";
import type { PendingSuggestion } from "./pendingSuggestion";

/**
 * What can be done with a suggestion, above its text. Registered with the first one and then kept: where no provider
 * is left, VS Code goes on showing the last lenses for half a minute.
 */
export class SuggestionCodeLenses implements vscode.CodeLensProvider, Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  #registration: vscode.Disposable | undefined;
  #shown = "";

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(private readonly pending: () => readonly PendingSuggestion[]) {}

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    return this.pending()
      .filter(({ uri }) => uri.toString() === document.uri.toString())
      .flatMap((pending) =>
        lensesOf(pending).map(
          ([icon, title, command]) =>
            new vscode.CodeLens(pending.range, {
              title: `$(${icon})\u00a0${title}`,
              command: `inkling.suggestion.${command}`,
              arguments: [pending.id],
            }),
        ),
      );
  }

  /** Looks whether something has changed that the lenses show. A growing text has them stay as they are. */
  refresh(): void {
    const pending = this.pending();
    if (pending.length > 0) this.#registration ??= vscode.languages.registerCodeLensProvider("*", this);
    const shown = JSON.stringify(
      pending.map((one) => [one.id, one.uri.toString(), one.range.start.line, lensesOf(one)]),
    );
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#changed.fire();
  }

  dispose(): void {
    this.#registration?.dispose();
    this.#changed.dispose();
  }
}

type Lens = readonly [icon: string, title: string, command: string];

function lensesOf({ state, isKept, text, suggestion, view, replaces }: PendingSuggestion): Lens[] {
  const again = (title: string, command: string): Lens[] =>
    suggestion.request ? [["refresh", title, command]] : [];
  const reject: Lens = ["close", vscode.l10n.t("Reject"), "reject"];
  if (isKept) {
    const title = vscode.l10n.t("Show the Suggestion That You Kept: {0}", suggestion.title);
    return [["bookmark", title, "show"], reject];
  }
  switch (state) {
    case "streaming":
      return [["close", vscode.l10n.t("Cancel"), "reject"]];
    case "changed":
      return [
        ...again(vscode.l10n.t("Ask Again About the Changed Text"), "askAgain"),
        ["go-to-file", vscode.l10n.t("Open the Proposal"), "openProposal"],
        reject,
      ];
    case "interrupted":
      return [
        ...again(vscode.l10n.t("Try Again"), "otherVersion"),
        ["go-to-file", vscode.l10n.t("Open the Proposal"), "openProposal"],
        reject,
      ];
    case "ready": {
      const { length } = text.hunks;
      const next: Lens = ["arrow-down", vscode.l10n.t("Next of {0} Changes", length), "nextChange"];
      const views: Lens[] = replaces ? [["layout", viewTitle(view), "switchView"]] : [];
      const accept: Lens = ["check", vscode.l10n.t("Accept"), "accept"];
      return [accept, reject, ...(length > 1 ? [next] : []), ...views];
    }
  }
}

function viewTitle(view: PendingSuggestion["view"]): string {
  if (view === "inline") return vscode.l10n.t("View: In the Line");
  return view === "diff" ? vscode.l10n.t("View: Side by Side") : vscode.l10n.t("View: Below the Text");
}
