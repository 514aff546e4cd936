import * as vscode from "vscode";
import { isInside } from "./insideFolder";

/** The file's name, beside the templates. */
const FILE = "glossary.md";
/** What is for whoever writes the glossary, and not for models. */
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;

/**
 * The names and words that the writer keeps to: `.inkling/glossary.md` of the workspace's folder, where there is one
 * and the workspace is trusted, else a file of the user's own that goes for everything.
 */
export class Glossary {
  /** @param userFile need not be there */
  constructor(readonly userFile: vscode.Uri) {}

  /** Where a glossary is or may be: in each folder of a trusted workspace, and the user's own last. */
  get places(): readonly vscode.Uri[] {
    const { isTrusted, workspaceFolders = [] } = vscode.workspace;
    return [...(isTrusted ? workspaceFolders.map(fileIn) : []), this.userFile];
  }

  /**
   * Without its comments; undefined where there is none.
   *
   * @param document what it is wanted for; a text that stands nowhere has none
   */
  async read(document?: vscode.Uri): Promise<string | undefined> {
    const folder = folderOf(document);
    const isRead = vscode.workspace.isTrusted && folder !== undefined;
    return (isRead ? await textOf(fileIn(folder), folder.uri) : undefined) ?? textOf(this.userFile);
  }
}

/** What is not saved yet, or was typed in the panel, is taken to be for the one folder that is open. */
function folderOf(document: vscode.Uri | undefined): vscode.WorkspaceFolder | undefined {
  const { workspaceFolders = [] } = vscode.workspace;
  if (document && document.scheme !== "untitled") return vscode.workspace.getWorkspaceFolder(document);
  return workspaceFolders.length === 1 ? workspaceFolders[0] : undefined;
}

function fileIn({ uri }: Pick<vscode.WorkspaceFolder, "uri">): vscode.Uri {
  return vscode.Uri.joinPath(uri, ".inkling", FILE);
}

/** @param folder links out of it are not followed */
async function textOf(file: vscode.Uri, folder?: vscode.Uri): Promise<string | undefined> {
  try {
    if (folder && !(await isInside(file, folder))) return undefined;
    const bytes = await vscode.workspace.fs.readFile(file);
    return new TextDecoder().decode(bytes).replace(COMMENT, "").trim();
  } catch {
    return undefined; // most writers have none
  }
}
