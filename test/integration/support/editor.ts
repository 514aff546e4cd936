import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { until } from "./until";

/** Each test has files of its own: VS Code remembers a closed one for a while. */
let files = 0;

/** Opens a new file of the workspace with this text. */
export async function openText(text: string | Uint8Array, ending = "md"): Promise<vscode.TextEditor> {
  return open(await createFile(text, ending));
}

/** A new file of the workspace with this content. */
export async function createFile(content: string | Uint8Array, ending = "md"): Promise<vscode.Uri> {
  const path = join(workspaceFolder(), `draft-${++files}.${ending}`);
  await writeFile(path, content);
  return vscode.Uri.file(path);
}

export function workspaceFolder(): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error("the suites need a workspace");
  return folder.uri.fsPath;
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

/** Makes one edit of the document, as somebody who types. */
export async function edit(
  editor: vscode.TextEditor,
  change: (builder: vscode.TextEditorEdit) => void,
): Promise<void> {
  if (!(await editor.edit(change))) throw new Error("VS Code refused the edit");
}

/** What is on disk of a document, as Latin-1, so that every byte counts and a difference can be read. */
export async function bytesOf({ uri }: vscode.TextDocument): Promise<string> {
  return readFile(uri.fsPath, "latin1");
}

/** The same of a text. */
export function asBytes(text: string): string {
  return Buffer.from(text).toString("latin1");
}

/** Saves, and waits for it: on a busy machine VS Code may answer "not saved" while it still saves. */
export async function save(document: vscode.TextDocument): Promise<void> {
  await document.save();
  await until("the end of saving", () => !document.isDirty);
}

/** What the CodeLenses of the document offer, as the names of Inkling's commands. */
export async function lenses(document: vscode.TextDocument): Promise<string[]> {
  return (await lensCommands(document)).map(({ command }) => command.replace("inkling.suggestion.", ""));
}

/** What is written on them, without the icons. */
export async function lensTitles(document: vscode.TextDocument): Promise<string[]> {
  return (await lensCommands(document)).map(({ title }) => title.replace(/^\$\([\w-]+\)\s*/, ""));
}

async function lensCommands({ uri }: vscode.TextDocument): Promise<vscode.Command[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    "vscode.executeCodeLensProvider",
    uri,
  );
  return found.flatMap(({ command }) => (command?.command.startsWith("inkling.") ? [command] : []));
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
