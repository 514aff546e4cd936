import * as vscode from "vscode";
import type { PullProgress } from "../../core/models/servers/ollamaApi";
import { toAbortSignal } from "../../platform/cancellation";

/**
 * Has Ollama download a model, with progress and Cancel; Ollama goes on where it was when it is asked again.
 * Throws ModelError, "aborted" after Cancel.
 */
export async function pullModel(
  name: string,
  pull: (signal: AbortSignal) => AsyncIterable<PullProgress>,
): Promise<void> {
  const title = vscode.l10n.t("Ollama: downloading {0}", name);
  const location = vscode.ProgressLocation.Notification;
  await vscode.window.withProgress({ location, title, cancellable: true }, async (progress, token) => {
    const cancellation = toAbortSignal(token);
    let shown = 0;
    try {
      for await (const { status, completedBytes, totalBytes } of pull(cancellation.signal)) {
        // Each of a model's layers counts from nothing: the bar goes on with the largest, which comes first.
        const percent = completedBytes && totalBytes ? Math.floor((100 * completedBytes) / totalBytes) : 0;
        progress.report({
          message: percent > 0 ? `${percent} %` : status,
          increment: Math.max(0, percent - shown),
        });
        shown = Math.max(shown, percent);
      }
    } finally {
      cancellation.dispose();
    }
  });
}
