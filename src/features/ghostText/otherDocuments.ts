import * as vscode from "vscode";
import type { OtherDocument } from "../../core/completion/relatedParagraphs";

/** Longer documents, in lines, are left out: looking through them takes longer than a writer waits. */
const MAX_LINES = 20_000;

/**
 * The documents in other tabs in which ghost text is offered. VS Code keeps what was closed for a while, and other
 * extensions open documents that nobody sees: neither is the writer's choice.
 */
export function otherDocuments(selector: vscode.DocumentSelector): OtherDocument[] {
  const active = vscode.window.activeTextEditor?.document;
  const inTabs = new Set(
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri.toString()] : [])),
  );
  return vscode.workspace.textDocuments
    .filter((document) => document !== active && inTabs.has(document.uri.toString()))
    .filter((document) => document.lineCount <= MAX_LINES && vscode.languages.match(selector, document) > 0)
    .map((document) => ({ id: document.uri.toString(), text: document.getText() }));
}
