import * as vscode from "vscode";
import type { Glossary } from "../../platform/glossary";

/** Opens the writer's glossary, which is begun where there is none; asks which, where there may be several. */
export async function openGlossary({ places }: Pick<Glossary, "places">): Promise<vscode.Uri | undefined> {
  const file = places.length > 1 ? await pickPlace(places) : places[0];
  if (file && !(await isThere(file))) {
    await vscode.workspace.fs.createDirectory(file.with({ path: file.path.replace(/\/[^/]*$/, "") }));
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(`<!--\n${hint()}\n-->\n\n`));
  }
  return file;
}

function hint(): string {
  return vscode.l10n.t(
    "One name or term a line, and how it is written or translated. Templates that name the glossary send what stands below to the model.",
  );
}

async function pickPlace(places: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  const items = places.map((file) => {
    const folder = vscode.workspace.getWorkspaceFolder(file);
    const label = folder?.name ?? vscode.l10n.t("Your own");
    const detail = folder ? undefined : vscode.l10n.t("For everything that has no glossary of its own.");
    return { label, ...(detail !== undefined && { detail }), file };
  });
  const title = vscode.l10n.t("Glossary");
  const placeHolder = vscode.l10n.t("Which one?");
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.file;
}

async function isThere(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
