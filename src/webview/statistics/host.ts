import type { FromStatistics } from "../../protocol/statistics";

declare function acquireVsCodeApi(): { postMessage(message: FromStatistics): void };

/** The way to the extension; VS Code hands it out once a page. */
const api = acquireVsCodeApi();

export function send(message: FromStatistics): void {
  api.postMessage(message);
}
