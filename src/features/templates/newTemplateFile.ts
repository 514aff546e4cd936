import * as vscode from "vscode";
import { TEMPLATE_SUFFIX } from "../../core/prompts/templateCatalogue";
import { templateId } from "../../core/prompts/templateId";
import { LONGEST_NAME } from "../../core/prompts/templateSchema";
import { textStep } from "../../platform/quickInput";
import type { TemplateFiles } from "../../platform/templateFiles";
import { templateIdsIn } from "./templateFolder";
import { templateSkeleton } from "./templateSkeleton";

/** Asks for a name and a place, and writes a template file to go on from. Undefined where the writer leaves. */
export async function newTemplateFile(
  files: Pick<TemplateFiles, "ids" | "saveText">,
): Promise<vscode.Uri | undefined> {
  const title = vscode.l10n.t("New Template");
  const prompt = vscode.l10n.t("What is it called?");
  const answer = await textStep({ title, step: 1, totalSteps: 1 }, { prompt, check: nameFault });
  if (typeof answer === "string") return undefined;
  const { value: name } = answer;
  const place = await pickPlace(title);
  if (!place) return undefined;
  const text = templateSkeleton(name);
  if (place.folder === undefined) return files.saveText(text, { id: templateId(name) });
  const folder = vscode.Uri.joinPath(place.folder, ".inkling", "templates");
  await vscode.workspace.fs.createDirectory(folder);
  const id = templateId(name, [...(await templateIdsIn(folder)), ...(await files.ids())]);
  const file = vscode.Uri.joinPath(folder, id + TEMPLATE_SUFFIX);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  return file;
}

function nameFault(name: string): string | undefined {
  if (name === "") return vscode.l10n.t("Write something here, or press Escape to leave.");
  if (/[\\/]/.test(name)) return vscode.l10n.t("No slashes may be in the name.");
  if (name.length > LONGEST_NAME) return vscode.l10n.t("The name is too long.");
  return undefined;
}

/** Nobody is asked where there is only one place. */
async function pickPlace(title: string): Promise<{ readonly folder: vscode.Uri | undefined } | undefined> {
  const { isTrusted, workspaceFolders = [] } = vscode.workspace;
  if (!isTrusted || workspaceFolders.length === 0) return { folder: undefined };
  const own = {
    label: `$(account) ${vscode.l10n.t("Your own")}`,
    detail: vscode.l10n.t("For you alone, in every window."),
    folder: undefined,
  };
  const shared = workspaceFolders.map(({ uri, name }) => ({
    label: `$(folder) ${name}`,
    detail: vscode.l10n.t("In .inkling/templates, for everyone who works in this folder."),
    folder: uri,
  }));
  const placeHolder = vscode.l10n.t("Where should it be kept?");
  return vscode.window.showQuickPick([own, ...shared], { title, placeHolder });
}
