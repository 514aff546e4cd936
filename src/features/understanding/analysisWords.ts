import { env, l10n } from "vscode";
import type { AnalysisKind } from "../../core/understanding/analysis";
import { modelLabel } from "../../platform/modelLabel";

/** What a kind of analysis is called. */
export function kindTitle(kind: AnalysisKind): string {
  switch (kind) {
    case "sentiment":
      return l10n.t("Sentiment");
    case "entities":
      return l10n.t("Names, Places and Dates");
    case "intent":
      return l10n.t("Intent");
    case "question":
      return l10n.t("Question about the Text");
  }
}

/** Why there is no result, and what to do about it. */
export function inconclusiveNote(modelName: string): string {
  return l10n.t(
    "No result: {0} is a very small or a base model and hardly up to this. A larger instruct model can tell what there is to find.",
    modelLabel(modelName),
  );
}

/** A label in the writer's language; a model's or the writer's own labels are kept as they are. */
export function labelText(label: string): string {
  return labels().get(label) ?? label;
}

/** A score of 0 to 1. */
export function percent(score: number): string {
  return new Intl.NumberFormat(env.language, { style: "percent" }).format(score);
}

export function count(n: number): string {
  return new Intl.NumberFormat(env.language).format(n);
}

function labels(): ReadonlyMap<string, string> {
  return new Map([
    ["positive", l10n.t("positive")],
    ["negative", l10n.t("negative")],
    ["neutral", l10n.t("neutral")],
    ["mixed", l10n.t("mixed")],
    ["person", l10n.t("person")],
    ["place", l10n.t("place")],
    ["organisation", l10n.t("organisation")],
    ["date", l10n.t("date")],
    ["work", l10n.t("title of a work")],
    ["other", l10n.t("other")],
    ["inform", l10n.t("informs")],
    ["ask", l10n.t("asks")],
    ["request", l10n.t("requests")],
    ["promise", l10n.t("promises")],
    ["persuade", l10n.t("persuades")],
    ["complain", l10n.t("complains")],
    ["thank", l10n.t("thanks")],
    ["apologise", l10n.t("apologises")],
    ["greet", l10n.t("greets")],
    ["narrate", l10n.t("narrates")],
    ["describe", l10n.t("describes")],
    ["express", l10n.t("expresses a feeling")],
    ["answer", l10n.t("answer")],
  ]);
}
