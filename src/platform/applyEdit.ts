import * as vscode from "vscode";
import type { TextEdit } from "../core/text/textEdit";
import { EditorError } from "./editorError";

/**
 * Makes one edit that can be undone in one step, if `expected` still stands at `check`. Throws EditorError:
 * "textChanged", "documentClosed" when the document is gone, "editRefused" when VS Code says no.
 */
export async function applyEdit(
  uri: vscode.Uri,
  edit: TextEdit,
  original: { readonly start: number; readonly text: string },
): Promise<void> {
  const document = await openDocument(uri);
  const range = (start: number, end: number) =>
    new vscode.Range(document.positionAt(start), document.positionAt(end));
  const { start, text } = original;
  if (document.getText(range(start, start + text.length)) !== text) throw new EditorError("textChanged");
  const workspaceEdit = new vscode.WorkspaceEdit();
  workspaceEdit.replace(uri, range(edit.start, edit.end), edit.text);
  if (!(await vscode.workspace.applyEdit(workspaceEdit))) throw new EditorError("editRefused");
}

/** The document, opened again from disk when its editor was closed. A closed untitled one is gone. */
async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open && !open.isClosed) return open;
  if (uri.scheme === "untitled") throw new EditorError("documentClosed");
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    throw new EditorError("documentClosed");
  }
}
