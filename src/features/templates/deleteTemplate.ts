import * as vscode from "vscode";
import type { LibraryTemplate } from "../../core/prompts/libraryTemplate";

/** What ships with Inkling, and VS Code's own prompt files, are not Inkling's to delete. */
export function canDelete({ source }: Pick<LibraryTemplate, "source">): boolean {
  return source === "user" || source === "workspace";
}

/** Deletes a template's file, once the writer has said so. Whether it is gone. */
export async function deleteTemplate(found: LibraryTemplate): Promise<boolean> {
  const { template, uri, overrides } = found;
  if (!canDelete(found)) {
    const message = vscode.l10n.t('"{0}" is not one of your own and stays.', template.name);
    void vscode.window.showInformationMessage(message);
    return false;
  }
  const file = vscode.Uri.parse(uri);
  const remove = vscode.l10n.t("Delete");
  const confirmed = async (message: string, detail?: string) => {
    const options = { modal: true, ...(detail !== undefined && { detail }) };
    return (await vscode.window.showWarningMessage(message, options, remove)) === remove;
  };
  const returns = vscode.l10n.t("The template that it takes the place of is used again.");
  const message = vscode.l10n.t('Delete the template "{0}"?', template.name);
  if (!(await confirmed(message, overrides && returns))) return false;
  try {
    await vscode.workspace.fs.delete(file, { useTrash: true });
  } catch {
    // A server has no trash.
    if (!(await confirmed(vscode.l10n.t("It could not be put into the trash. Delete it for good?"))))
      return false;
    await vscode.workspace.fs.delete(file);
  }
  return true;
}
