import * as vscode from "vscode";
import type { Disposable } from "../../core/common/disposable";
import type { Configuration } from "../../platform/configuration";
import { isCancellation, type ErrorReporter } from "../../platform/errorReporter";
import { wordError } from "../../platform/errorWording";
import type { ModelAccess } from "../../platform/modelAccess";
import { modelLabel } from "../../platform/modelLabel";

/** The status-bar item: whether ghost text is on, which model writes it, and why it is silent. */
export class GhostTextStatus implements Disposable {
  readonly #item = vscode.window.createStatusBarItem(
    "inkling.ghostText",
    vscode.StatusBarAlignment.Right,
    90,
  );
  readonly #subscription: vscode.Disposable;
  #problem: string | undefined;
  #asking = 0;

  constructor(
    private readonly configuration: Configuration,
    private readonly models: ModelAccess,
    private readonly errors: Pick<ErrorReporter, "log">,
  ) {
    this.#item.name = vscode.l10n.t("Inkling ghost text");
    this.#item.command = "inkling.toggleGhostText";
    this.#subscription = configuration.onDidChange(() => {
      this.#problem = undefined;
      this.#draw();
    });
    this.#draw();
    this.#item.show();
  }

  /** A model has been asked; one `settled` follows. */
  asking(): void {
    this.#asking++;
    this.#draw();
  }

  /** What was asked for has come, or has failed with `error`; a superseded request is no failure. */
  settled(error?: unknown): void {
    this.#asking--;
    this.#problem = undefined;
    if (error !== undefined && !isCancellation(error)) {
      this.errors.log(error);
      this.#problem = wordError(error).message;
    }
    this.#draw();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item.dispose();
  }

  #draw(): void {
    const { enabled } = this.configuration.settings.ghostText;
    const name = this.models.chosen("ghostText")?.name ?? "?";
    const icon = !enabled
      ? "circle-slash"
      : this.#problem
        ? "warning"
        : this.#asking
          ? "loading~spin"
          : "sparkle";
    // The model's name stands beside it, where another one can be chosen.
    this.#item.text = `$(${icon})`;
    const state = enabled
      ? vscode.l10n.t("Inkling ghost text is on. Click to turn it off.")
      : vscode.l10n.t("Inkling ghost text is off. Click to turn it on.");
    this.#item.tooltip = [modelLabel(name), this.#problem, state].filter(Boolean).join("\n\n");
    this.#item.accessibilityInformation = { label: `Inkling, ${name}. ${this.#problem ?? ""} ${state}` };
    this.#item.backgroundColor =
      this.#problem && enabled ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
  }
}
