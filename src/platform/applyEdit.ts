import * as vscode from "vscode";
import type { TextEdit } from "../core/text/textEdit";
import { EditorError } from "./editorError";

/** A text, and where it has to stand for an edit to be made. */
export interface ExpectedText {
  /** UTF-16 offset. */
  readonly start: number;
  readonly text: string;
}

/** Makes one edit as `applyEdits` makes several. */
export function applyEdit(uri: vscode.Uri, edit: TextEdit, expected: ExpectedText): Promise<void> {
  return applyEdits(uri, [edit], [expected]);
}

/**
 * Makes edits that do not overlap, their offsets counted before any of them, in one step of undo, if all that is
 * expected still stands. Throws EditorError: "textChanged", "documentClosed" when the document is gone,
 * "editRefused" when VS Code says no.
 */
export async function applyEdits(
  uri: vscode.Uri,
  edits: readonly TextEdit[],
  expected: readonly ExpectedText[],
): Promise<void> {
  const document = await openDocument(uri);
  const range = (start: number, end: number) =>
    new vscode.Range(document.positionAt(start), document.positionAt(end));
  if (expected.some(({ start, text }) => document.getText(range(start, start + text.length)) !== text)) {
    throw new EditorError("textChanged");
  }
  const workspaceEdit = new vscode.WorkspaceEdit();
  // Edits that say what they are VS Code takes as they are. Others it makes smaller, by UTF-16 units: 👩 in place of
  // 👨 would lose half of its surrogate pair.
  const metadata = { label: "Inkling", needsConfirmation: false };
  for (const { start, end, text } of edits) workspaceEdit.replace(uri, range(start, end), text, metadata);
  if (!(await vscode.workspace.applyEdit(workspaceEdit))) throw new EditorError("editRefused");
}

/**
 * The document, opened again from disk when its editor was closed. Throws EditorError "documentClosed" when it is
 * gone, as a closed untitled one always is.
 */
export async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open && !open.isClosed) return open;
  if (uri.scheme === "untitled") throw new EditorError("documentClosed");
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    throw new EditorError("documentClosed");
  }
}
