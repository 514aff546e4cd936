import type * as vscode from "vscode";
import type { Disposable } from "../core/common/disposable";

/** VS Code's token as the signal that core takes; dispose when the work is done. */
export function toAbortSignal(token: vscode.CancellationToken): { signal: AbortSignal } & Disposable {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  const subscription = token.onCancellationRequested(() => controller.abort());
  return { signal: controller.signal, dispose: () => void subscription.dispose() };
}
