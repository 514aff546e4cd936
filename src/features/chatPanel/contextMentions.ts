import * as vscode from "vscode";
import { documentSections } from "../../core/chat/documentSections";
import type { PanelMention } from "../../protocol/chatPanel/panelState";
import { isImageName, NOT_READ, openEditors } from "./contextFiles";
import { fileName, placeId, type ContextPlace } from "./contextPlace";

/** The most that a list of mentions has. */
const MOST = 30;
/** Of headings, and of folders, no more. */
const MOST_OF_A_KIND = 8;
/** Files of the workspace that are looked at for one list. */
const MOST_FOUND = 200;
/** A longer name is not typed. */
const LONGEST_QUERY = 60;

/**
 * What "@" and these letters can mean: the selection, the open editors, files, headings of the active document and
 * folders, what is open first.
 *
 * @param seesImages whether images are among the files
 * @param token ends the search: more was typed meanwhile
 */
export async function findMentions(
  query: string,
  seesImages: boolean,
  token: vscode.CancellationToken,
): Promise<PanelMention[]> {
  const wanted = query.trim().slice(0, LONGEST_QUERY).toLowerCase();
  const has = (text: string) => text.toLowerCase().includes(wanted);
  const { l10n } = vscode;
  const always: PanelMention[] = [
    { id: placeId({ kind: "selection" }), kind: "selection", label: l10n.t("Selection") },
    { id: placeId({ kind: "editors" }), kind: "editors", label: l10n.t("Open Editors") },
  ];
  const found = await findFiles(wanted, token);
  const files = [
    ...openEditors().filter((uri) => has(fileName(uri))),
    ...found.filter((uri) => has(fileName(uri))),
  ];
  const all = [
    ...always.filter(({ label }) => has(label)),
    ...files.flatMap((uri) => fileMention(uri, seesImages)),
    ...headings()
      .filter(({ label }) => has(label))
      .slice(0, MOST_OF_A_KIND),
    ...folders(found)
      .filter(({ label }) => has(label))
      .slice(0, MOST_OF_A_KIND),
  ];
  return [...new Map(all.map((mention) => [mention.id, mention])).values()].slice(0, MOST);
}

/** Files of the workspace whose path has the letters, in capitals or not. None before anything is typed. */
async function findFiles(wanted: string, token: vscode.CancellationToken): Promise<vscode.Uri[]> {
  if (wanted === "") return [];
  const letters = Array.from(wanted, eitherCase).join("");
  return vscode.workspace.findFiles(`**/{*${letters}*,*${letters}*/**}`, NOT_READ, MOST_FOUND, token);
}

/** For a glob, in which letters are otherwise just themselves. */
function eitherCase(letter: string): string {
  if (/[\\[\]{}*?!,/]/.test(letter)) return "?";
  const upper = letter.toUpperCase();
  return upper === letter || upper.length > 1 ? letter : `[${letter}${upper}]`;
}

function fileMention(uri: vscode.Uri, seesImages: boolean): PanelMention[] {
  const isImage = isImageName(uri.path);
  if (isImage && !seesImages) return [];
  return [mention({ kind: isImage ? "image" : "file", uri }, fileName(uri), uri)];
}

function headings(): PanelMention[] {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return [];
  const { uri, languageId } = document;
  return documentSections(document.getText(), languageId).map(({ title, nth }) =>
    mention({ kind: "heading", uri, title, nth }, title, uri),
  );
}

/** Those that the files found are in, as deep as they are. */
function folders(files: readonly vscode.Uri[]): PanelMention[] {
  return files.flatMap((uri) => {
    const root = vscode.workspace.getWorkspaceFolder(uri)?.uri;
    if (!root) return [];
    const inside = uri.path
      .slice(root.path.length + 1)
      .split("/")
      .slice(0, -1);
    return inside.map((name, i) => {
      const folder = vscode.Uri.joinPath(root, ...inside.slice(0, i + 1));
      return mention({ kind: "folder", uri: folder }, name, folder);
    });
  });
}

function mention(place: ContextPlace, label: string, uri: vscode.Uri): PanelMention {
  const path = vscode.workspace.asRelativePath(uri);
  return { id: placeId(place), kind: place.kind, label, ...(path !== label && { detail: path }) };
}
