import * as vscode from "vscode";
import { isOfferedIn, type LibraryTemplate, type TemplateSource } from "../../core/prompts/libraryTemplate";
import { wordTemplateSource } from "../../platform/templateWording";
import { ACTION_GROUPS, COMMIT_MESSAGE, type ActionGroup } from "./actionCatalogue";

interface ActionItem extends vscode.QuickPickItem {
  /** Left out on the lines between the groups. */
  readonly id?: string;
}

/** Whose templates are listed below Inkling's own actions. */
const OTHERS = ["user", "workspace", "vscode"] as const satisfies readonly TemplateSource[];

/**
 * Asks for one of the actions on a text: Inkling's own, or any template of the user's and the workspace's that is for
 * the document. Undefined when the writer leaves.
 */
export async function chooseAction(templates: readonly LibraryTemplate[]): Promise<string | undefined> {
  const chosen = await vscode.window.showQuickPick([...ownActions(templates), ...otherActions(templates)], {
    title: vscode.l10n.t("Actions on the Selection"),
    placeHolder: vscode.l10n.t("What should be done with the selection, or the paragraph at the cursor?"),
    matchOnDescription: true,
  });
  return chosen?.id;
}

/** In the groups of the menu; also those that a template of the same id has taken the place of. */
function ownActions(templates: readonly LibraryTemplate[]): ActionItem[] {
  const groups = Object.keys(ACTION_GROUPS) as ActionGroup[];
  return groups.flatMap((group) => {
    const ids: readonly string[] = ACTION_GROUPS[group];
    const actions = ids.flatMap((id) => templates.filter(({ template }) => template.id === id));
    return [separator(groupLabel(group)), ...actions.map(actionItem)];
  });
}

function otherActions(templates: readonly LibraryTemplate[]): ActionItem[] {
  const listed: readonly string[] = [...Object.values(ACTION_GROUPS).flat(), COMMIT_MESSAGE];
  const languageId = vscode.window.activeTextEditor?.document.languageId ?? "";
  return OTHERS.flatMap((wanted) => {
    const actions = templates.filter(
      ({ source, template }) =>
        source === wanted && !listed.includes(template.id) && isOfferedIn(template, languageId),
    );
    return actions.length === 0 ? [] : [separator(wordTemplateSource(wanted)), ...actions.map(actionItem)];
  });
}

/** Says of a template that somebody else than Inkling or the user has written where it lies. */
function actionItem({ template, source, uri }: LibraryTemplate): ActionItem {
  const { id, icon, name, description } = template;
  const isOfWorkspace = source === "workspace" || source === "vscode";
  return {
    id,
    label: `$(${icon}) ${name}`,
    description,
    ...(isOfWorkspace && { detail: vscode.workspace.asRelativePath(vscode.Uri.parse(uri)) }),
  };
}

function separator(label: string): ActionItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function groupLabel(group: ActionGroup): string {
  switch (group) {
    case "edit":
      return vscode.l10n.t("Edit");
    case "add":
      return vscode.l10n.t("Add");
    case "turnInto":
      return vscode.l10n.t("Turn Into");
    case "understand":
      return vscode.l10n.t("Understand and Judge");
  }
}
