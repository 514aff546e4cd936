import * as vscode from "vscode";
import type { TextRange } from "../../core/text/textEdit";

/** Selects `range` of a document where it is seen; opens the document where it is not. `focus` moves the keyboard there. */
export async function revealRange(uri: vscode.Uri, range: TextRange, focus: boolean): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const selection = new vscode.Selection(document.positionAt(range.start), document.positionAt(range.end));
  const isOurs = (one: vscode.Uri) => one.toString() === uri.toString();
  const editor = vscode.window.visibleTextEditors.find((one) => isOurs(one.document.uri));
  if (editor && !focus) {
    editor.selection = selection;
    editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    return;
  }
  const group = vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && isOurs(input.uri)),
  );
  const viewColumn = editor?.viewColumn ?? group?.viewColumn ?? vscode.ViewColumn.One;
  await vscode.window.showTextDocument(document, { selection, viewColumn, preserveFocus: !focus });
}
