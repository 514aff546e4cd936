import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import { escapeMarkdown } from "../../core/common/escapeMarkdown";
import type { Face, ModelSettings } from "../../core/settings/settings";
import type { Configuration } from "../../platform/configuration";
import type { ModelAccess } from "../../platform/modelAccess";
import { modelLabel, whereTextGoes } from "../../platform/modelLabel";
import type { UsageLedger } from "../../platform/usageLedger";
import { usageTooltip } from "../../platform/usageWording";
import { faceLabel } from "./modelItems";

const FACES = ["actions", "ghostText", "chat"] as const;

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
    this.#item.tooltip = this.#tooltip();
    this.#item.accessibilityInformation = {
      label: vscode.l10n.t("Inkling model: {0}. Click to choose another.", name),
    };
  }

  /** Each model in use once: what for, where the text goes, and what it used today. */
  #tooltip(): vscode.MarkdownString {
    const names = new Set(FACES.map((face) => this.#nameOf(face)));
    const tooltip = new vscode.MarkdownString();
    for (const [index, name] of [...names].entries()) {
      const faces = FACES.filter((face) => this.#nameOf(face) === name);
      if (index > 0) tooltip.appendMarkdown("\n\n---\n\n");
      tooltip.appendMarkdown(`**${escapeMarkdown(name)}**`);
      for (const line of [
        faces.map(faceLabel).join(" · "),
        ...this.#about(this.parts.models.chosen(faces[0] ?? "actions")),
      ]) {
        tooltip.appendMarkdown(`\n\n${escapeMarkdown(line)}`);
      }
    }
    return tooltip;
  }

  #about(model: ModelSettings | undefined): string[] {
    if (!model) return [];
    const { usage } = this.parts;
    const today = usage.today().find((used) => used.model === model.name);
    return [whereTextGoes(model), usageTooltip(today, usage.lastRequest(model.name))].filter(Boolean);
  }

  #nameOf(face: Face): string {
    const model = this.parts.models.chosen(face);
    return model ? modelLabel(model.name) : "?";
  }
}
