import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { until } from "./until";

/** Each test has files of its own: VS Code remembers a closed one for a while. */
let files = 0;

/** Opens a new file of the workspace with this text. */
export async function openText(text: string, ending = "md"): Promise<vscode.TextEditor> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error("the suites need a workspace");
  const path = join(folder.uri.fsPath, `draft-${++files}.${ending}`);
  await writeFile(path, text);
  return open(vscode.Uri.file(path));
}

export async function open(uri: vscode.Uri): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

/** Selects the first place at which `text` stands; an empty `length` puts the cursor there. */
export function select(editor: vscode.TextEditor, text: string, length = text.length): void {
  const { document } = editor;
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`no such text: ${text}`);
  editor.selection = new vscode.Selection(document.positionAt(offset), document.positionAt(offset + length));
}

/** Puts the cursor behind the first place at which `text` stands. */
export function cursorAfter(editor: vscode.TextEditor, text: string): void {
  select(editor, text);
  editor.selection = new vscode.Selection(editor.selection.end, editor.selection.end);
}

/** What the CodeLenses of the document offer, as the names of Inkling's commands. */
export async function lenses(document: vscode.TextDocument): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    "vscode.executeCodeLensProvider",
    document.uri,
  );
  return found.flatMap(({ command }) =>
    command?.command.startsWith("inkling.") ? [command.command.replace("inkling.suggestion.", "")] : [],
  );
}

/** Waits until so many suggestions stand in the document, all of them ready to be taken. */
export async function suggestionsReady(document: vscode.TextDocument, count = 1): Promise<void> {
  await until(`${count} suggestions to accept`, async () => {
    return (await lenses(document)).filter((name) => name === "accept").length === count;
  });
}

/** Waits until a suggestion is on its way in the document. */
export async function suggestionStreaming(document: vscode.TextDocument): Promise<void> {
  await until("a suggestion that streams", async () => (await lenses(document)).join() === "reject");
}

export async function undo(): Promise<void> {
  await vscode.commands.executeCommand("undo");
}

/** Closes every editor, whatever is unsaved. */
export async function closeAll(): Promise<void> {
  while (vscode.window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
}
