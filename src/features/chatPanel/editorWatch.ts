import * as vscode from "vscode";
import type { Disposable } from "../../core/common/disposable";

/** Milliseconds after which a text that changes is told. */
const PAUSE_MS = 150;

/** Tells once, soon after another text, or another part of it, is in front than now; not after the result is disposed of. */
export function onceEditorChanges(changed: () => void): Disposable {
  const { window, workspace } = vscode;
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    timer ??= setTimeout(() => {
      dispose();
      changed();
    }, PAUSE_MS);
  };
  const subscriptions = [
    window.onDidChangeTextEditorSelection(soon),
    window.onDidChangeActiveTextEditor(soon),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === window.activeTextEditor?.document) soon();
    }),
  ];
  function dispose(): void {
    clearTimeout(timer);
    for (const subscription of subscriptions) subscription.dispose();
  }
  return { dispose };
}
