import * as vscode from "vscode";
import type { RecommendedWeights } from "../../core/models/weights/weightsCatalogue";

/** The languages that are named one by one; the others are counted. */
const NAMED_LANGUAGES = 4;

/** For instance "1.1 GB", in the writer's own way of writing numbers. A gigabyte is 10⁹ bytes, as on the Hub. */
export function bytesText(bytes: number): string {
  const isLarge = bytes >= 1e9;
  return new Intl.NumberFormat(vscode.env.language, {
    style: "unit",
    unit: isLarge ? "gigabyte" : "megabyte",
    maximumFractionDigits: isLarge || bytes < 1e7 ? 1 : 0,
  }).format(bytes / (isLarge ? 1e9 : 1e6));
}

/** For instance "English, Chinese and 11 others" from ISO codes; empty where none is known. */
export function languagesText(codes: readonly string[]): string {
  const names = codes.slice(0, NAMED_LANGUAGES).map(languageName).join(", ");
  const more = codes.length - NAMED_LANGUAGES;
  return more > 0 ? vscode.l10n.t("{0} and {1} more", names, more) : names;
}

export function memoryText(bytes: number): string {
  return vscode.l10n.t("needs about {0} of memory", bytesText(bytes));
}

/** The licence with what it means for a firm. */
export function licenceText({
  licence,
  commercialUse,
}: Pick<RecommendedWeights, "licence" | "commercialUse">): string {
  switch (commercialUse) {
    case "yes":
      return vscode.l10n.t("{0}, commercial use allowed", licence);
    case "conditions":
      return vscode.l10n.t("{0}, commercial use under conditions", licence);
  }
}

export function noteText(note: RecommendedWeights["note"]): string {
  switch (note) {
    case "smallest":
      return vscode.l10n.t("For small computers: quick, and often wrong.");
    case "quick":
      return vscode.l10n.t("Quick on most computers; for short and simple texts.");
    case "ghostText":
      return vscode.l10n.t("Goes on with your text; for ghost text, not for instructions.");
    case "good":
      return vscode.l10n.t("Writes well; slow without a graphics card.");
    case "best":
      return vscode.l10n.t("Writes best of these; for a computer with a graphics card or much patience.");
  }
}

/** Codes that are none, which model cards may hold, stay as they are. */
function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([vscode.env.language], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}
