import * as vscode from "vscode";
import type { OtherDocument } from "../../core/completion/relatedParagraphs";

/** Longer documents, in lines, are left out: looking through them takes longer than a writer waits. */
const MAX_LINES = 20_000;

/** The open documents beside the active one in which ghost text is offered. */
export function otherDocuments(selector: vscode.DocumentSelector): OtherDocument[] {
  const active = vscode.window.activeTextEditor?.document;
  return vscode.workspace.textDocuments
    .filter((document) => document !== active && !document.isClosed && document.lineCount <= MAX_LINES)
    .filter((document) => vscode.languages.match(selector, document) > 0)
    .map((document) => ({ id: document.uri.toString(), text: document.getText() }));
}
