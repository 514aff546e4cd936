import * as vscode from "vscode";
import type { LineEnding } from "../core/text/lineEnding";
import type { TextRange } from "../core/text/textEdit";
import { voiceSample } from "../core/text/voiceSample";
import { EditorError } from "./editorError";
import { aroundRange, rangesOf, type SnapshotScope } from "./snapshotRange";

/** What a template works on, and what stands around it. */
export interface SourceText {
  /** What its scope says; empty on a blank line. */
  readonly text: string;
  /** The document up to the end of `text`. */
  readonly before: string;
  /** The whole paragraph around `text`, or the paragraphs that it reaches into. */
  readonly paragraph: string;
  /** Other prose of the document, to show its voice; may be empty. */
  readonly sample: string;
  /** The whole document. */
  readonly document: string;
  readonly languageId: string;
  readonly fileName: string;
}

/** The editor at one moment: everything that an action needs, so that it never looks again. */
export interface EditorSnapshot extends SourceText {
  readonly uri: vscode.Uri;
  /** Where `text` is. */
  readonly range: TextRange;
  readonly lineEnding: LineEnding;
}

/** A command with more cursors than this was hardly meant so. */
export const MOST_CURSORS = 10;

/** How much of the document on each side is looked through for a sample, in UTF-16 units; and what is taken of it. */
const SAMPLE_CHARACTERS = 8000;
const SAMPLE_TOKENS = 400;

/**
 * The selection, or the paragraph at the cursor when nothing is selected; without the white space at its ends,
 * so that a line selected with its line break keeps it. Of several cursors it is the first. Throws EditorError
 * "noEditor".
 */
export function readSnapshot(): EditorSnapshot {
  const { document, selection } = activeEditor();
  const content = document.getText();
  const [range] = rangesOf(document, content, [selection], "selection");
  return snapshotOf(document, content, range ?? { start: 0, end: 0 });
}

/**
 * What `scope` names, once for each cursor of the active editor, in the order of the text; where two would overlap
 * they are one. Of the cursors that stand at nothing only the first is there, and only when all of them do.
 * Throws EditorError "noEditor", "noImage", "tooManyCursors".
 */
export function readSnapshots(scope: SnapshotScope): readonly EditorSnapshot[] {
  const { document, selections } = activeEditor();
  const content = document.getText();
  const ranges = rangesOf(document, content, selections, scope);
  if (scope === "image" && ranges.length === 0) throw new EditorError("noImage");
  const filled = ranges.filter(({ start, end }) => start < end);
  const taken = filled.length > 0 ? filled : ranges.slice(0, 1);
  if (taken.length > MOST_CURSORS) throw new EditorError("tooManyCursors");
  return taken.map((range) => snapshotOf(document, content, range));
}

/** Whether the document is open and the snapshot's text still stands where it was. */
export function stillStands({ uri, range, text }: EditorSnapshot): boolean {
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  if (!document || document.isClosed) return false;
  const place = new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
  return document.getText(place) === text;
}

/** For an edit to come: throws EditorError "readOnly" where the document cannot be changed. */
export async function requireWritable(uri: vscode.Uri): Promise<void> {
  if (isLeftOfDiff(uri) || (await isReadOnly(uri))) throw new EditorError("readOnly");
}

/** Whether the file or its file system refuses to be written. Untitled documents are not files yet. */
export async function isReadOnly(uri: vscode.Uri): Promise<boolean> {
  const file = notebookOf(uri) ?? uri;
  if (file.scheme === "untitled") return false;
  if (vscode.workspace.fs.isWritableFileSystem(file.scheme) === false) return true;
  try {
    const { permissions = 0 } = await vscode.workspace.fs.stat(file);
    return (permissions & vscode.FilePermission.Readonly) !== 0;
  } catch {
    // Documents that are no files (git's, output) have providers of content alone.
    return file.scheme !== "file" && file.scheme !== "vscode-remote";
  }
}

function activeEditor(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new EditorError("noEditor");
  return editor;
}

/** Only pieces of `content` are looked at: it may be a book of megabytes. */
function snapshotOf(document: vscode.TextDocument, content: string, range: TextRange): EditorSnapshot {
  const around = aroundRange(document, content, range);
  return {
    uri: document.uri,
    range,
    text: content.slice(range.start, range.end),
    before: content.slice(0, range.end),
    paragraph: content.slice(around.start, around.end),
    sample: voiceSample(
      content.slice(Math.max(0, around.start - SAMPLE_CHARACTERS), around.start),
      content.slice(around.end, around.end + SAMPLE_CHARACTERS),
      SAMPLE_TOKENS,
    ),
    document: content,
    languageId: document.languageId,
    fileName: document.uri.path.split("/").at(-1) ?? "",
    lineEnding: document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n",
  };
}

/** The notebook that a cell's document belongs to; the cell itself is no file. */
function notebookOf(uri: vscode.Uri): vscode.Uri | undefined {
  const cell = uri.toString();
  return vscode.workspace.notebookDocuments.find((notebook) =>
    notebook.getCells().some(({ document }) => document.uri.toString() === cell),
  )?.uri;
}

/** The side of a comparison that VS Code does not let the writer change, whatever the file itself allows. */
function isLeftOfDiff(uri: vscode.Uri): boolean {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (!(input instanceof vscode.TabInputTextDiff)) return false;
  const document = uri.toString();
  return input.original.toString() === document && input.modified.toString() !== document;
}
