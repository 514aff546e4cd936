import * as vscode from "vscode";
import type { PromptTemplate } from "../../core/prompts/promptTemplate";
import { ACTION_GROUPS, type ActionGroup } from "./actionCatalogue";

interface ActionItem extends vscode.QuickPickItem {
  /** Left out on the lines between the groups. */
  readonly id?: string;
}

/** Asks for one of the actions on a text; undefined when the writer leaves. */
export async function chooseAction(templates: readonly PromptTemplate[]): Promise<string | undefined> {
  const groups = Object.keys(ACTION_GROUPS) as ActionGroup[];
  const items = groups.flatMap((group): ActionItem[] => {
    const ids: readonly string[] = ACTION_GROUPS[group];
    const actions = ids.flatMap((id) => templates.filter((template) => template.id === id));
    return [
      { label: groupLabel(group), kind: vscode.QuickPickItemKind.Separator },
      ...actions.map(({ id, icon, name, description }) => ({ id, label: `$(${icon}) ${name}`, description })),
    ];
  });
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Actions on the Selection"),
    placeHolder: vscode.l10n.t("What should be done with the selection, or the paragraph at the cursor?"),
    matchOnDescription: true,
  });
  return chosen?.id;
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
