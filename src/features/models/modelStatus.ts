import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import type { Face, ModelSettings } from "../../core/settings/settings";
import type { Configuration } from "../../platform/configuration";
import type { ModelAccess } from "../../platform/modelAccess";
import { modelLabel, whereTextGoes } from "../../platform/modelLabel";
import type { UsageLedger } from "../../platform/usageLedger";
import { usageTooltip } from "../../platform/usageWording";
import { faceLabel } from "./modelItems";

export interface ModelStatusParts {
  readonly configuration: Pick<Configuration, "onDidChange">;
  readonly models: Pick<ModelAccess, "chosen">;
  readonly usage: Pick<UsageLedger, "today" | "lastRequest" | "onDidChange">;
}

/** The status-bar item: which model is in use, where its text goes and what it has cost; a click chooses another. */
export class ModelStatus implements Disposable {
  readonly #store = new DisposableStore();
  readonly #item: vscode.StatusBarItem;

  constructor(private readonly parts: ModelStatusParts) {
    this.#item = this.#store.add(
      vscode.window.createStatusBarItem("inkling.model", vscode.StatusBarAlignment.Right, 91),
    );
    this.#item.name = vscode.l10n.t("Inkling model");
    this.#item.command = "inkling.chooseModel";
    this.#store.add(parts.configuration.onDidChange(() => this.#draw()));
    this.#store.add(parts.usage.onDidChange(() => this.#draw()));
    this.#draw();
    this.#item.show();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #draw(): void {
    const name = this.#nameOf("actions");
    this.#item.text = `$(hubot) ${name}`;
    const lines = (["actions", "ghostText", "chat"] as const).map((face) => this.#line(face));
    // Plain text: names are the writer's, and Markdown made of it would not break its lines.
    this.#item.tooltip = lines.join("\n");
    this.#item.accessibilityInformation = {
      label: vscode.l10n.t("Inkling model: {0}. Click to choose another.", name),
    };
  }

  /** "Actions on the selection: gpt. Your text goes to …" and what it used today. */
  #line(face: Face): string {
    const model: ModelSettings | undefined = this.parts.models.chosen(face);
    if (!model) return `${faceLabel(face)}: ?`;
    const { usage } = this.parts;
    const today = usage.today().find((used) => used.model === model.name);
    const used = usageTooltip(today, usage.lastRequest(model.name, face));
    return [`${faceLabel(face)}: ${modelLabel(model.name)}. ${whereTextGoes(model)}`, used]
      .filter(Boolean)
      .join(" ");
  }

  #nameOf(face: Face): string {
    const model = this.parts.models.chosen(face);
    return model ? modelLabel(model.name) : "?";
  }
}
