import * as vscode from "vscode";
import { ModelError } from "../core/models/modelError";
import { EditorError } from "./editorError";
import { wordError, type Remedy } from "./errorWording";
import type { OutputLogger } from "./logger";

/** Shows an error to the writer, with the buttons that help, and logs it without any text of theirs. */
export class ErrorReporter {
  constructor(private readonly logger: OutputLogger) {}

  /** Writes the error to the log alone. */
  log(error: unknown): void {
    if (error instanceof ModelError) {
      const { status, detail } = error.details;
      this.logger.warn(
        [error.message, status, error.reason === "badRequest" ? undefined : detail]
          .filter(Boolean)
          .join(" · "),
      );
    } else if (error instanceof EditorError) {
      this.logger.info(error.message);
    } else {
      // A fault of our own: the stack, not the message, which may quote what was being worked on.
      const stack = error instanceof Error ? error.stack?.split("\n").slice(1).join("\n") : undefined;
      this.logger.error(`${error instanceof Error ? error.name : typeof error}\n${stack ?? ""}`);
    }
  }

  /** Logs and shows the error. A cancellation is neither. Returns without waiting for the writer. */
  report(error: unknown): void {
    if (isCancellation(error)) return;
    this.log(error);
    void this.#show(error);
  }

  async #show(error: unknown): Promise<void> {
    const { message, remedies } = wordError(error);
    const labels = new Map(remedies.map((remedy) => [remedyLabel(remedy), remedy]));
    const chosen = labels.get((await vscode.window.showErrorMessage(message, ...labels.keys())) ?? "");
    if (chosen) await this.#apply(chosen, error);
  }

  async #apply(remedy: Remedy, error: unknown): Promise<void> {
    switch (remedy) {
      case "setApiKey":
        await vscode.commands.executeCommand("inkling.setApiKey");
        return;
      case "chooseModel":
        await vscode.commands.executeCommand("inkling.chooseModel");
        return;
      case "openSettings":
        await vscode.commands.executeCommand("workbench.action.openSettings", "inkling.");
        return;
      case "showLog":
        this.logger.show();
        return;
      case "openProposal": {
        const content = error instanceof EditorError ? (error.proposal ?? "") : "";
        await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content }));
        return;
      }
    }
  }
}

/** True for what the writer stopped on purpose. */
export function isCancellation(error: unknown): boolean {
  return (
    (error instanceof ModelError && error.reason === "aborted") || error instanceof vscode.CancellationError
  );
}

function remedyLabel(remedy: Remedy): string {
  switch (remedy) {
    case "setApiKey":
      return vscode.l10n.t("Set API Key");
    case "chooseModel":
      return vscode.l10n.t("Choose Model");
    case "openSettings":
      return vscode.l10n.t("Open Settings");
    case "showLog":
      return vscode.l10n.t("Show Log");
    case "openProposal":
      return vscode.l10n.t("Open the Proposal");
  }
}
