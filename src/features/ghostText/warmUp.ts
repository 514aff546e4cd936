import * as vscode from "vscode";
import type { Clock } from "../../core/common/clock";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import type { GhostTextEngine } from "../../core/completion/ghostTextEngine";
import type { Configuration } from "../../platform/configuration";
import type { GhostTextPause } from "./ghostTextPause";
import { readAround } from "./readAround";

/** So much quiet at a place means that the writer will stay there, in milliseconds. */
const QUIET_MS = 3000;
/** Shorter texts are read by a server in no time. */
const MIN_CHARACTERS = 400;

export interface WarmUpParts {
  readonly engine: Pick<GhostTextEngine, "warmUp">;
  readonly configuration: Pick<Configuration, "settings">;
  readonly pause: Pick<GhostTextPause, "isPaused">;
  readonly selector: () => vscode.DocumentSelector;
  readonly clock: Clock;
}

/** Lets a server on this machine read the text around a place at which the writer has arrived, before it is needed. */
export class WarmUp implements Disposable {
  readonly #store = new DisposableStore();
  #cancel: (() => void) | undefined;

  constructor(private readonly parts: WarmUpParts) {
    const arrive = (editor: vscode.TextEditor | undefined) => {
      this.#cancel?.();
      if (editor) this.#cancel = parts.clock.after(QUIET_MS, () => void this.#warm(editor));
    };
    this.#store.add(vscode.window.onDidChangeActiveTextEditor(arrive));
    this.#store.add(
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
        // Typing moves the cursor too, and asks by itself.
        if (kind === vscode.TextEditorSelectionChangeKind.Mouse) arrive(textEditor);
      }),
    );
    arrive(vscode.window.activeTextEditor);
  }

  dispose(): void {
    this.#cancel?.();
    this.#store.dispose();
  }

  async #warm({ document, selection }: vscode.TextEditor): Promise<void> {
    const { engine, configuration, pause, selector } = this.parts;
    const { enabled, eagerness, speculate } = configuration.settings.ghostText;
    if (
      !enabled ||
      speculate === "off" ||
      eagerness === "onlyWhenAsked" ||
      pause.isPaused ||
      document.isClosed
    )
      return;
    if (vscode.languages.match(selector(), document) === 0) return;
    const { languageId, uri } = document;
    const around = readAround(document, selection.active);
    if (around.prefix.length < MIN_CHARACTERS) return;
    await engine.warmUp({ documentId: uri.toString(), languageId, ...around, explicit: false });
  }
}
