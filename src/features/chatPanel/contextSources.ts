import * as vscode from "vscode";
import type { ContextSource } from "../../core/chat/chatContext";
import { documentSections } from "../../core/chat/documentSections";
import { EditorError } from "../../platform/editorError";
import { readEditors, readFolder, readImage, readText, type JoinedFiles } from "./contextFiles";
import { fileName, type ContextPlace } from "./contextPlace";

/** What a chip stands for at the moment, and a word about it for the writer. */
export interface ReadContext {
  readonly source: ContextSource;
  readonly detail?: string;
}

type HeadingPlace = Extract<ContextPlace, { readonly kind: "heading" }>;

/**
 * What is at a place now. An empty selection, and no open editor, have an empty text. Throws EditorError: "notText", "notAnImage",
 * "fileTooLarge", "fileUnreadable", "noHeadings".
 */
export async function readContext(place: ContextPlace): Promise<ReadContext> {
  switch (place.kind) {
    case "selection":
      return readSelection();
    case "editors":
      return joined("editors", vscode.l10n.t("Open Editors"), await readEditors());
    case "folder":
      return readFiles(place.uri);
    case "file": {
      const text = await readable(readText(place.uri));
      return { source: { kind: "file", label: fileName(place.uri), text }, detail: pathOf(place.uri) };
    }
    case "image": {
      const image = await readable(readImage(place.uri));
      return { source: { kind: "image", label: fileName(place.uri), text: "", image } };
    }
    case "heading":
      return readHeading(place);
  }
}

/** The selection of the editor that the writer was in last; all of them where there are several. */
function readSelection(): ReadContext {
  const editor = vscode.window.activeTextEditor;
  const selections = editor?.selections.filter(({ isEmpty }) => !isEmpty) ?? [];
  const first = selections[0];
  if (!editor || !first)
    return { source: { kind: "selection", label: vscode.l10n.t("Selection"), text: "" } };
  const { document } = editor;
  const text = selections.map((selection) => document.getText(selection)).join("\n\n");
  const [from, to] = [first.start.line + 1, (selections.at(-1) ?? first).end.line + 1];
  const label = `${fileName(document.uri)}:${from === to ? from : `${from}-${to}`}`;
  return { source: { kind: "selection", label, text }, detail: pathOf(document.uri) };
}

async function readHeading({ uri, title, nth }: HeadingPlace): Promise<ReadContext> {
  const document = await readable(vscode.workspace.openTextDocument(uri));
  const sections = documentSections(document.getText(), document.languageId);
  const section = sections.find((one) => one.title === title && one.nth === nth);
  if (!section) throw new EditorError("noHeadings");
  return { source: { kind: "heading", label: title, text: section.text }, detail: pathOf(uri) };
}

async function readFiles(folder: vscode.Uri): Promise<ReadContext> {
  const files = await readable(readFolder(folder));
  if (files.text === "") throw new EditorError("notText");
  return joined("folder", fileName(folder), files);
}

function joined(kind: "editors" | "folder", label: string, { text, read, found }: JoinedFiles): ReadContext {
  const { l10n } = vscode;
  const detail =
    read === found
      ? l10n.t("{0} files", read)
      : l10n.t("{0} of {1} files: the others are too many, or no text", read, found);
  return { source: { kind, label, text }, detail };
}

/** What Node and VS Code say of a file that is gone or locked becomes words for the writer. */
async function readable<T>(reading: PromiseLike<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw error instanceof EditorError ? error : new EditorError("fileUnreadable");
  }
}

function pathOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}
