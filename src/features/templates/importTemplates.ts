import * as vscode from "vscode";
import { freeId, isSameId, safeId } from "../../core/prompts/templateId";
import type { TemplateFiles } from "../../platform/templateFiles";
import type { TemplateLibrary } from "../../platform/templateLibrary";
import type { FoundFiles, ImportedTemplate } from "./importFiles";
import { templateIdsIn } from "./templateFolder";

/** More lines than this make a dialog that is higher than a screen. */
const MOST_REASONS = 15;

export interface ImportParts {
  readonly library: Pick<TemplateLibrary, "contents" | "userFolder">;
  readonly files: Pick<TemplateFiles, "saveText">;
}

type Answer = "replace" | "keepBoth" | "skip";

/** Takes template files, and zips of them, into the user's folder; of those that are there already the writer is asked. */
export async function importTemplates({ library, files }: ImportParts): Promise<void> {
  const uris = await vscode.window.showOpenDialog({
    title: vscode.l10n.t("Import Templates"),
    openLabel: vscode.l10n.t("Import"),
    canSelectMany: true,
    filters: { [vscode.l10n.t("Templates")]: ["md", "zip"] },
  });
  if (!uris || uris.length === 0) return;
  const { readFiles } = await import("./importFiles");
  const { templates, refused } = await readFiles(uris);
  const { templates: known } = await library.contents();
  const builtIn = known.filter(({ source, overrides }) =>
    [source, ...(overrides ?? [])].includes("extension"),
  );
  const own = await templateIdsIn(library.userFolder);
  const taken = [...builtIn.map(({ template }) => template.id), ...own];
  const isOneOf = (ids: readonly string[], id: string) => ids.some((other) => isSameId(other, id));
  const isTaken = (id: string) => isOneOf(taken, id);
  const wanted = templates.map((template) => ({ ...template, id: safeId(template.id) }));
  const clashes = wanted.filter(({ id }) => isTaken(id));
  const answer = clashes.length === 0 ? "keepBoth" : await askAboutClashes(clashes);
  if (!answer) return;
  const saved: string[] = [];
  for (const { id, text } of wanted) {
    if (answer === "skip" && isTaken(id)) continue;
    // Of two with one name in what is imported, none takes the place of the other.
    const takesPlace = answer === "replace" && !isOneOf(saved, id);
    const free = takesPlace ? id : freeId(id, [...taken, ...saved]);
    // Nor of one that was made since the writer was asked.
    const mayReplace = takesPlace && isOneOf(own, id);
    await files.saveText(text, { id: free, mayReplace, mayOverride: true });
    saved.push(free);
  }
  report(saved.length, refused);
}

async function askAboutClashes(clashes: readonly ImportedTemplate[]): Promise<Answer | undefined> {
  const labels: Readonly<Record<Answer, string>> = {
    replace: vscode.l10n.t("Replace"),
    keepBoth: vscode.l10n.t("Keep Both"),
    skip: vscode.l10n.t("Skip"),
  };
  const message = vscode.l10n.t("Some of these templates are there already. What should be done with them?");
  const detail = shortened(clashes.map(({ id }) => id));
  const options = { modal: true, detail };
  const pressed = await vscode.window.showWarningMessage(message, options, ...Object.values(labels));
  return (["replace", "keepBoth", "skip"] as const).find((answer) => labels[answer] === pressed);
}

/** Returns without waiting for the writer. */
function report(count: number, refused: FoundFiles["refused"]): void {
  const imported = vscode.l10n.t("Imported: {0}", count);
  if (refused.length === 0) {
    void vscode.window.showInformationMessage(imported);
    return;
  }
  const message = vscode.l10n.t("Imported: {0}. Could not be imported: {1}", count, refused.length);
  const detail = shortened(refused.map(({ fileName, reason }) => `${fileName}: ${reason}`));
  void vscode.window.showWarningMessage(message, { modal: true, detail });
}

function shortened(lines: readonly string[]): string {
  const more = lines.length - MOST_REASONS;
  const shown = lines.slice(0, MOST_REASONS);
  return [...shown, ...(more > 0 ? [vscode.l10n.t("… and {0} more", more)] : [])].join("\n");
}
