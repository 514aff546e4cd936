import * as vscode from "vscode";
import { delay } from "../core/common/abort";

/** Work that is done sooner than this needs no word about it. */
const QUIET_MS = 1000;

/**
 * Waits for `work`, and after a second shows a notification with Cancel, which aborts `controller`.
 * The notification goes when the work settles, however it does.
 */
export async function cancellableProgress<T>(
  title: string,
  controller: AbortController,
  work: Promise<T>,
): Promise<T> {
  const settled = new AbortController();
  void delay(QUIET_MS, settled.signal).then((slow) => {
    if (!slow) return;
    const location = vscode.ProgressLocation.Notification;
    void vscode.window.withProgress({ location, title, cancellable: true }, (_, token) => {
      token.onCancellationRequested(() => controller.abort());
      return new Promise<void>((resolve) => {
        if (settled.signal.aborted) resolve();
        settled.signal.addEventListener("abort", () => resolve(), { once: true });
      });
    });
  });
  try {
    return await work;
  } finally {
    settled.abort();
  }
}
