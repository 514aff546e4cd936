import * as vscode from "vscode";
import type { DownloadProgress } from "../../core/models/weights/downloadFile";
import { toAbortSignal } from "../../platform/cancellation";
import { bytesText } from "./weightsWords";

/** Milliseconds between two words about the progress, over which the speed is measured, too. */
const REPORT_MS = 500;

/** Runs a download under a notification with percent and speed, whose Cancel aborts it. Throws what it throws. */
export async function showDownload(
  title: string,
  download: (signal: AbortSignal) => AsyncIterable<DownloadProgress>,
): Promise<void> {
  const location = vscode.ProgressLocation.Notification;
  await vscode.window.withProgress({ location, title, cancellable: true }, async (notification, token) => {
    const cancellation = toAbortSignal(token);
    let last: { at: number; bytes: number } | undefined;
    let percentShown = 0;
    try {
      for await (const { receivedBytes, totalBytes } of download(cancellation.signal)) {
        const now = performance.now();
        if (last && now - last.at < REPORT_MS) continue;
        const percent = Math.floor((receivedBytes / totalBytes) * 100);
        const speed = last && ((receivedBytes - last.bytes) / (now - last.at)) * 1000;
        const message =
          speed === undefined
            ? vscode.l10n.t("{0} % of {1}", percent, bytesText(totalBytes))
            : vscode.l10n.t("{0} % of {1}, {2} a second", percent, bytesText(totalBytes), bytesText(speed));
        notification.report({ message, increment: percent - percentShown });
        last = { at: now, bytes: receivedBytes };
        percentShown = percent;
      }
    } finally {
      cancellation.dispose();
    }
  });
}
