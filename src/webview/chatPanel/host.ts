import type { FromPanel } from "../../protocol/chatPanel";

interface VsCodeApi {
  postMessage(message: FromPanel): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The way to the extension; VS Code hands it out once a page. */
const api = acquireVsCodeApi();

export function send(message: FromPanel): void {
  api.postMessage(message);
}

/** What stood in the composer when the panel was last hidden. */
export function loadDraft(): string {
  const state = api.getState();
  return typeof state === "string" ? state : "";
}

export function saveDraft(draft: string): void {
  api.setState(draft);
}
