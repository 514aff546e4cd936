import * as vscode from "vscode";
import type { RecommendedWeights } from "../../core/models/weights/weightsCatalogue";
import type {
  StoredWeights,
  UnfinishedWeights,
  WeightsFolder,
} from "../../core/models/weights/weightsFolder";
import type { WeightsDownload } from "../../core/models/weights/weightsRecord";
import { bytesText, languagesText, licenceText, memoryText, noteText } from "./weightsWords";

/** What the writer wants of the list. */
export type WeightsAction =
  | { readonly kind: "use"; readonly weights: StoredWeights }
  | { readonly kind: "resume"; readonly download: WeightsDownload }
  | { readonly kind: "recommended"; readonly entry: RecommendedWeights }
  | { readonly kind: "other" }
  | { readonly kind: "delete"; readonly weights: Pick<StoredWeights, "name" | "repo" | "files"> };

interface ActionItem extends vscode.QuickPickItem {
  readonly action?: WeightsAction;
  /** What the item's button does. */
  readonly buttonAction?: WeightsAction;
}

/** Shows what is here, what was begun and what can be had; undefined when the writer leaves. */
export function pickWeights(
  folder: WeightsFolder,
  recommended: readonly RecommendedWeights[],
): Promise<WeightsAction | undefined> {
  const list = vscode.window.createQuickPick<ActionItem>();
  list.title = vscode.l10n.t("Inkling: Download a Local Model");
  list.placeholder = vscode.l10n.t("Local models run on this machine. Your text stays here.");
  list.matchOnDetail = true;
  list.items = items(folder, recommended);
  return new Promise((resolve) => {
    list.onDidAccept(() => {
      resolve(list.selectedItems[0]?.action);
      list.hide();
    });
    list.onDidTriggerItemButton(({ item }) => {
      resolve(item.buttonAction);
      list.hide();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}

function items(
  { stored, unfinished }: WeightsFolder,
  recommended: readonly RecommendedWeights[],
): ActionItem[] {
  const here = new Set([...stored, ...unfinished.map(({ download }) => download)].map(firstFile));
  const missing = recommended.filter(({ repo, file }) => !here.has(`${repo}/${file}`));
  const other = {
    label: `$(search) ${vscode.l10n.t("Other repository on the Hub…")}`,
    action: { kind: "other" },
  } as const;
  return [
    ...section(vscode.l10n.t("Downloaded"), stored.map(storedItem)),
    ...section(vscode.l10n.t("Unfinished"), unfinished.map(unfinishedItem)),
    ...section(
      vscode.l10n.t("Recommended for this computer"),
      missing.filter(({ fits }) => fits).map(recommendedItem),
    ),
    ...section(
      vscode.l10n.t("Too large for this computer"),
      missing.filter(({ fits }) => !fits).map(recommendedItem),
    ),
    ...section(vscode.l10n.t("More"), [other]),
  ];
}

function section(label: string, members: readonly ActionItem[]): ActionItem[] {
  return members.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...members];
}

function storedItem(weights: StoredWeights): ActionItem {
  const { name, repo, bytes } = weights;
  return {
    label: `$(check) ${name}`,
    description: bytesText(bytes),
    detail: repo,
    action: { kind: "use", weights },
    ...deleteButton({ kind: "delete", weights }),
  };
}

function unfinishedItem({ download, receivedBytes, totalBytes }: UnfinishedWeights): ActionItem {
  return {
    label: `$(debug-pause) ${download.name}`,
    description: vscode.l10n.t("{0} of {1}; go on", bytesText(receivedBytes), bytesText(totalBytes)),
    detail: download.repo,
    action: { kind: "resume", download },
    ...deleteButton({ kind: "delete", weights: download }),
  };
}

function deleteButton(buttonAction: WeightsAction) {
  const button = {
    iconPath: new vscode.ThemeIcon("trash"),
    tooltip: vscode.l10n.t("Delete from this computer"),
  };
  return { buttons: [button], buttonAction };
}

function recommendedItem(entry: RecommendedWeights): ActionItem {
  const facts = [licenceText(entry), languagesText(entry.languages), memoryText(entry.memoryBytes)];
  return {
    label: `$(cloud-download) ${entry.title}`,
    description: bytesText(entry.bytes),
    detail: `${noteText(entry.note)} ${facts.join(" · ")}`,
    action: { kind: "recommended", entry },
  };
}

/** What tells weights apart, wherever they are listed: the repository and the first file. */
export function firstFile({ repo, files }: Pick<StoredWeights, "repo" | "files">): string {
  return `${repo}/${files[0]?.path ?? ""}`;
}
