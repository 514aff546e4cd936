import * as vscode from "vscode";
import { TEMPLATE_SUFFIX } from "../../core/prompts/templateCatalogue";

/** The names of the template files in a folder, which need not be there. */
export async function templateNamesIn(folder: vscode.Uri): Promise<string[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries
      .filter(([name, type]) => (type & vscode.FileType.File) !== 0 && name.endsWith(TEMPLATE_SUFFIX))
      .map(([name]) => name);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return [];
    throw error;
  }
}

/** Their ids. */
export async function templateIdsIn(folder: vscode.Uri): Promise<string[]> {
  return (await templateNamesIn(folder)).map((name) => name.slice(0, -TEMPLATE_SUFFIX.length));
}
