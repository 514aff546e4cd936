import { l10n } from "vscode";
import { goesThroughOllama, modelAddress, staysHere } from "../core/models/modelAddress";
import { DEMO_MODEL, type ModelSettings } from "../core/settings/settings";

/** How a model is called on screen: as the writer named it, and the demo model by what it is. */
export function modelLabel(name: string): string {
  return name === DEMO_MODEL ? l10n.t("demo model") : name;
}

/** The one thing that a writer should know of each model. */
export function whereTextGoes(model: ModelSettings): string {
  if (model.name === DEMO_MODEL) {
    return l10n.t("Runs on this machine. A tiny model for trying things out, not for real work.");
  }
  if (model.provider === "vscode") {
    return l10n.t("Your text goes through VS Code to {0}.", model.vendor ?? "VS Code");
  }
  if (goesThroughOllama(model)) return l10n.t("Your text goes to {0}.", "ollama.com");
  return staysHere(model)
    ? l10n.t("Runs on this machine. Your text stays here.")
    : l10n.t("Your text goes to {0}.", new URL(modelAddress(model) ?? "").host);
}
