import * as vscode from "vscode";
import { withLineEnding } from "../core/text/lineEnding";
import { applyEdit } from "./applyEdit";
import { EditorError } from "./editorError";
import { isReadOnly } from "./editorSnapshot";

/**
 * Writes `answer` at the cursor of `editor`, by default the active one ("insert"), or in place of its selection
 * ("replace"), as one undo step. Throws EditorError; "nothingToWorkOn" when nothing is selected to be replaced.
 */
export async function writeAnswer(
  answer: string,
  where: "insert" | "replace",
  editor = vscode.window.activeTextEditor,
): Promise<void> {
  if (!editor) throw new EditorError("noEditor");
  const { document, selection } = editor;
  if (where === "replace" && selection.isEmpty) throw new EditorError("nothingToWorkOn");
  const start = document.offsetAt(where === "replace" ? selection.start : selection.active);
  const replaced = where === "replace" ? document.getText(selection) : "";
  if (await isReadOnly(document.uri)) throw new EditorError("readOnly");
  const text = withLineEnding(answer, document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n");
  await applyEdit(document.uri, { start, end: start + replaced.length, text }, { start, text: replaced });
}
