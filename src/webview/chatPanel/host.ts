import { parseFromPanel, type FromPanel } from "../../protocol/chatPanel/fromPanel";
import { parseSavedState, type SavedState } from "./savedState";

interface VsCodeApi {
  postMessage(message: FromPanel): void;
  getState(): unknown;
  setState(state: SavedState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The way to the extension; VS Code hands it out once a page. */
const api = acquireVsCodeApi();

/** @returns false for what the host would not take, which is then not sent: a text that is far too long. */
export function send(message: FromPanel): boolean {
  if (!parseFromPanel(message)) return false;
  api.postMessage(message);
  return true;
}

/** What was not sent yet when the panel was last hidden. */
export function loadState(): SavedState {
  return parseSavedState(api.getState());
}

/** Keeps a part of what is not sent yet; undefined forgets it. */
export function saveState(part: { readonly [Key in keyof SavedState]?: SavedState[Key] | undefined }): void {
  api.setState(parseSavedState({ ...loadState(), ...part }));
}
