import type { FromUnderstanding } from "../../protocol/understanding";

declare function acquireVsCodeApi(): { postMessage(message: FromUnderstanding): void };

/** The way to the extension; VS Code hands it out once a page. */
const api = acquireVsCodeApi();

export function send(message: FromUnderstanding): void {
  api.postMessage(message);
}
