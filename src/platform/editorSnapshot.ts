import * as vscode from "vscode";
import type { LineEnding } from "../core/text/lineEnding";
import { paragraphAt, trimRange } from "../core/text/paragraph";
import type { TextRange } from "../core/text/textEdit";
import { EditorError } from "./editorError";

/** The editor at one moment: everything that an action needs, so that it never looks again. */
export interface EditorSnapshot {
  readonly uri: vscode.Uri;
  readonly range: TextRange;
  /** The text at `range`; empty on a blank line. */
  readonly text: string;
  /** The document up to the end of `range`. */
  readonly before: string;
  readonly languageId: string;
  readonly fileName: string;
  readonly lineEnding: LineEnding;
}

/**
 * The selection, or the paragraph at the cursor when nothing is selected; without the white space at its ends,
 * so that a line selected with its line break keeps it. Throws EditorError "noEditor".
 */
export function readSnapshot(): EditorSnapshot {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new EditorError("noEditor");
  const { document, selection } = editor;
  const content = document.getText();
  const range = selection.isEmpty
    ? paragraphAt(content, document.offsetAt(selection.active))
    : trimRange(content, {
        start: document.offsetAt(selection.start),
        end: document.offsetAt(selection.end),
      });
  const before = content.slice(0, range.end);
  return {
    uri: document.uri,
    range,
    text: before.slice(range.start),
    before,
    languageId: document.languageId,
    fileName: document.uri.path.split("/").at(-1) ?? "",
    lineEnding: document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n",
  };
}

/** The same for an edit to come: throws EditorError "readOnly" as well. */
export async function takeSnapshot(): Promise<EditorSnapshot> {
  const snapshot = readSnapshot();
  if (await isReadOnly(snapshot.uri)) throw new EditorError("readOnly");
  return snapshot;
}

/** Whether the file or its file system refuses to be written. Untitled documents are not files yet. */
export async function isReadOnly(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme === "untitled") return false;
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) return true;
  try {
    const { permissions = 0 } = await vscode.workspace.fs.stat(uri);
    return (permissions & vscode.FilePermission.Readonly) !== 0;
  } catch {
    // Documents that are no files (git's, output) have providers of content alone.
    return uri.scheme !== "file" && uri.scheme !== "vscode-remote";
  }
}
