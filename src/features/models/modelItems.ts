import * as vscode from "vscode";
import type { ModelFacts } from "../../core/models/catalogue/modelFacts";
import { DEMO_MODEL, type Face, type ModelSettings } from "../../core/settings/settings";
import { modelLabel, whereTextGoes } from "../../platform/modelLabel";

/** A model in a list: its name, its id, and below them where text goes and what is known of it. */
export function modelItem(
  model: ModelSettings,
  facts: ModelFacts | undefined,
  isCurrent = false,
): vscode.QuickPickItem {
  const isDemo = model.name === DEMO_MODEL;
  return {
    label: `$(${isCurrent ? "check" : "blank"}) ${modelLabel(model.name)}`,
    description: isDemo ? "" : (model.model ?? model.path ?? model.vendor ?? ""),
    detail: [whereTextGoes(model), ...(facts && !isDemo ? factWords(facts) : [])].join(" · "),
  };
}

/** Base or instruct, context, eyes and licence, as far as they are known. */
export function factWords({ kind, contextTokens, vision, licence }: ModelFacts): string[] {
  return [
    kindWord(kind),
    ...(contextTokens === undefined ? [] : [vscode.l10n.t("{0} tokens of context", tokens(contextTokens))]),
    ...(vision ? [vscode.l10n.t("sees images")] : []),
    ...(licence === undefined ? [] : [licenceWords(licence)]),
  ];
}

export function kindWord(kind: ModelFacts["kind"]): string {
  return kind === "base" ? vscode.l10n.t("base model") : vscode.l10n.t("instruct model");
}

/** A licence that only the server named may allow anything. */
export function licenceWords(licence: NonNullable<ModelFacts["licence"]>): string {
  const { name } = licence;
  if (!("commercialUse" in licence)) return name;
  switch (licence.commercialUse) {
    case "yes":
      return vscode.l10n.t("{0}, commercial use allowed", name);
    case "no":
      return vscode.l10n.t("{0}, no commercial use", name);
    case "conditions":
      return vscode.l10n.t("{0}, commercial use under conditions", name);
  }
}

export function faceLabel(face: Face): string {
  switch (face) {
    case "actions":
      return vscode.l10n.t("Actions on the selection");
    case "ghostText":
      return vscode.l10n.t("Ghost text while typing");
    case "chat":
      return vscode.l10n.t("The chat panel");
  }
}

function tokens(count: number): string {
  return new Intl.NumberFormat(vscode.env.language).format(count);
}
