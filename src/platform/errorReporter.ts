import * as vscode from "vscode";
import { ModelError } from "../core/models/modelError";
import { EditorError } from "./editorError";
import { remedyLabel, wordError } from "./errorWording";
import type { OutputLogger } from "./logger";
import type { Remedy } from "./wordedError";

/** Shows an error to the writer, with the buttons that help, and logs it without any text of theirs. */
export class ErrorReporter {
  constructor(private readonly logger: OutputLogger) {}

  /** Writes the error to the log alone. */
  log(error: unknown): void {
    if (error instanceof ModelError) {
      const { status, detail } = error.details;
      // A server's own words may quote the prompt; only what this machine says of itself is kept.
      const ownWords = status === undefined && !FROM_SERVERS.has(error.reason) ? detail : undefined;
      this.logger.warn([error.message, status, ownWords].filter(Boolean).join(" · "));
    } else if (error instanceof EditorError) {
      this.logger.info(error.message);
    } else {
      // A fault of our own: where it happened, not the message, which may quote what was being worked on.
      const lines = error instanceof Error ? error.stack?.split("\n") : undefined;
      const stack = lines?.filter((line) => /^\s+at /.test(line)).join("\n");
      this.logger.error(`${error instanceof Error ? error.name : typeof error}\n${stack ?? ""}`);
    }
  }

  /**
   * Logs and shows the error; a cancellation is neither. `retry` does again what failed, where that makes
   * sense. Returns without waiting for the writer.
   */
  report(error: unknown, retry?: () => void): void {
    if (isCancellation(error)) return;
    this.log(error);
    void this.#show(error, retry);
  }

  /** Does what a button under the error promises. `retry` is for "tryAgain". */
  async apply(remedy: Remedy, error: unknown, retry?: () => void): Promise<void> {
    switch (remedy) {
      case "tryAgain":
        retry?.();
        return;
      case "setApiKey":
        await vscode.commands.executeCommand(
          "inkling.setApiKey",
          error instanceof ModelError ? error.details.subject : undefined,
        );
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

  async #show(error: unknown, retry: (() => void) | undefined): Promise<void> {
    const { message, remedies } = wordError(error);
    const offered = remedies.filter((remedy) => remedy !== "tryAgain" || retry);
    const labels = new Map(offered.map((remedy) => [remedyLabel(remedy), remedy]));
    const chosen = labels.get((await vscode.window.showErrorMessage(message, ...labels.keys())) ?? "");
    if (chosen) await this.apply(chosen, error, retry);
  }
}

/** Reasons whose detail comes from a server even where there was no HTTP status. */
const FROM_SERVERS: ReadonlySet<string> = new Set(["serverError", "badRequest", "badResponse", "tooLong"]);

/** True for what the writer stopped on purpose. */
export function isCancellation(error: unknown): boolean {
  return (
    (error instanceof ModelError && error.reason === "aborted") || error instanceof vscode.CancellationError
  );
}
