import * as vscode from "vscode";
import { TEMPLATE_SUFFIX } from "../../core/prompts/templateCatalogue";
import type { LibraryTemplate } from "../../core/prompts/libraryTemplate";
import { templateNamesIn } from "./templateFolder";

/** Writes one template into a file that the writer chooses. */
export async function exportTemplate(found: LibraryTemplate): Promise<void> {
  const file = await askForFile(found.template.id + TEMPLATE_SUFFIX, "md");
  if (!file) return;
  const { templateText } = await import("./templateText");
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(await templateText(found)));
}

/**
 * Writes all template files of a folder, also those that cannot be used, into a zip that the writer chooses. Those that
 * are deleted meanwhile are named.
 */
export async function exportFolder(folder: vscode.Uri): Promise<void> {
  const names = await templateNamesIn(folder);
  if (names.length === 0) {
    const message = vscode.l10n.t("You have no templates of your own yet.");
    void vscode.window.showInformationMessage(message);
    return;
  }
  const file = await askForFile("inkling-templates.zip", "zip");
  if (!file) return;
  const files: Record<string, Uint8Array> = {};
  const missing: string[] = [];
  for (const name of names) {
    const content = await readIfThere(vscode.Uri.joinPath(folder, name));
    if (content) files[name] = content;
    else missing.push(name);
  }
  const count = names.length - missing.length;
  // An archive of nothing would only take the place of an earlier one.
  if (count > 0) await vscode.workspace.fs.writeFile(file, await zipOf(files));
  if (missing.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Exported: {0}", count));
    return;
  }
  const message = vscode.l10n.t("Exported: {0}. No longer there: {1}", count, missing.join(", "));
  void vscode.window.showWarningMessage(message);
}

async function readIfThere(file: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(file);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return undefined;
    throw error;
  }
}

async function zipOf(files: Readonly<Record<string, Uint8Array>>): Promise<Uint8Array> {
  const { zip } = await import("fflate");
  return new Promise((resolve, reject) => {
    zip({ ...files }, (error, archive) => (error ? reject(error) : resolve(archive)));
  });
}

/** In the first folder of the workspace, unless the writer goes elsewhere. */
function askForFile(name: string, ending: string): Thenable<vscode.Uri | undefined> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t("Export"),
    filters: { [vscode.l10n.t("Templates")]: [ending] },
    defaultUri: folder ? vscode.Uri.joinPath(folder.uri, name) : vscode.Uri.file(name),
  });
}
