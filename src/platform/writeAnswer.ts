import * as vscode from "vscode";
import { withLineEnding } from "../core/text/lineEnding";
import { applyEdit } from "./applyEdit";
import { EditorError } from "./editorError";
import { isReadOnly } from "./editorSnapshot";

/** Writes `answer` at the cursor of `editor`, by default the active one, as one undo step. Throws EditorError. */
export async function writeAnswer(answer: string, editor = vscode.window.activeTextEditor): Promise<void> {
  if (!editor) throw new EditorError("noEditor");
  const { document } = editor;
  if (await isReadOnly(document.uri)) throw new EditorError("readOnly");
  // Only now: a slow disk may have answered after a change, with which the cursor went.
  const start = document.offsetAt(editor.selection.active);
  const text = withLineEnding(answer, document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n");
  await applyEdit(document.uri, { start, end: start, text }, { start, text: "" });
}
