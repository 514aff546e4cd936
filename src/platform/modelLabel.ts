import { l10n } from "vscode";
import { DEMO_MODEL } from "../core/settings/settings";

/** How a model is called on screen: as the writer named it, and the demo model by what it is. */
export function modelLabel(name: string): string {
  return name === DEMO_MODEL ? l10n.t("demo model") : name;
}
