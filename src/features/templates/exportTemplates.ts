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

/** Writes all template files of a folder, also those that cannot be used, into a zip that the writer chooses. */
export async function exportFolder(folder: vscode.Uri): Promise<void> {
  const names = await templateNamesIn(folder);
  if (names.length === 0) {
    const message = vscode.l10n.t("You have no templates of your own yet.");
    void vscode.window.showInformationMessage(message);
    return;
  }
  const file = await askForFile("inkling-templates.zip", "zip");
  if (!file) return;
  const read = async (name: string) =>
    [name, await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name))] as const;
  const files = Object.fromEntries(await Promise.all(names.map(read)));
  await vscode.workspace.fs.writeFile(file, await zipOf(files));
  void vscode.window.showInformationMessage(vscode.l10n.t("Exported: {0}", names.length));
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
