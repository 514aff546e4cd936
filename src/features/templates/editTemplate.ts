import * as vscode from "vscode";
import type { LibraryTemplate } from "../../core/prompts/libraryTemplate";
import type { TemplateFiles } from "../../platform/templateFiles";
import { templateIdsIn } from "./templateFolder";

type Files = Pick<TemplateFiles, "saveText" | "userFolder">;

/**
 * The file in which a template is changed. Of one that ships with Inkling it is a copy of the user's own, which takes
 * its place once the writer has agreed to that; undefined where they do not.
 */
export async function fileToEdit(found: LibraryTemplate, files: Files): Promise<vscode.Uri | undefined> {
  const { template, source, uri } = found;
  if (source !== "extension") return vscode.Uri.parse(uri);
  // One that cannot be used as it stands now does not take its place, but is the one to be changed.
  const own = (await templateIdsIn(files.userFolder)).includes(template.id);
  if (own) return vscode.Uri.joinPath(files.userFolder, `${template.id}.prompt.md`);
  const make = vscode.l10n.t("Make My Own");
  const message = vscode.l10n.t('"{0}" comes with Inkling. Make one of your own of it?', template.name);
  const detail = vscode.l10n.t("Yours is used in its place. If you delete it, Inkling’s comes back.");
  const pressed = await vscode.window.showInformationMessage(message, { modal: true, detail }, make);
  if (pressed !== make) return undefined;
  const { templateText } = await import("./templateText");
  return files.saveText(await templateText(found), { id: template.id, mayOverride: true });
}

/** A copy of the template among the user's own, under another name. */
export async function duplicate(found: LibraryTemplate, files: Files): Promise<vscode.Uri> {
  const [{ templateText }, { LONGEST_NAME }] = await Promise.all([
    import("./templateText"),
    import("../../core/prompts/templateSchema"),
  ]);
  const { name } = found.template;
  const room = LONGEST_NAME - vscode.l10n.t("{0} (Copy)", "").length;
  const text = await templateText(found, vscode.l10n.t("{0} (Copy)", name.slice(0, room)));
  return files.saveText(text, { id: `${found.template.id}Copy` });
}
