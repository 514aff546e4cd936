import * as vscode from "vscode";
import { DEMO_MODEL, type Face, type ModelSettings } from "../../core/settings/settings";
import { keyOwner, type ApiKeys, type KeyOwner } from "../../platform/apiKeys";
import type { CommandRegistry } from "../../platform/commandRegistry";
import type { Configuration } from "../../platform/configuration";
import type { ModelAccess } from "../../platform/modelAccess";
import { modelLabel } from "../../platform/modelLabel";

export interface ModelCommandsParts {
  readonly configuration: Configuration;
  readonly models: ModelAccess;
  readonly keys: ApiKeys;
}

/** Choosing a model for each face, and the keys. */
export class ModelCommands {
  constructor(
    commands: CommandRegistry,
    private readonly parts: ModelCommandsParts,
  ) {
    commands.register("chooseModel", (face) => this.#choose(isFace(face) ? face : undefined));
    commands.register("setApiKey", (host) => this.#setKey(host));
    commands.register("removeApiKey", () => this.#removeKey());
  }

  async #choose(wanted: Face | undefined): Promise<void> {
    const { models, configuration } = this.parts;
    const face = wanted ?? (await this.#askFace());
    if (!face) return;
    const current = models.chosen(face)?.name;
    const add = { label: `$(add) ${vscode.l10n.t("Add a model in the settings…")}`, name: undefined };
    const items = models
      .list()
      .map((model) => ({ ...modelItem(model, model.name === current), name: model.name }));
    const chosen = await vscode.window.showQuickPick([...items, add], {
      title: vscode.l10n.t("Inkling: Choose Model"),
      placeHolder: faceLabel(face),
    });
    if (!chosen) return;
    if (chosen.name === undefined) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "inkling.models");
    } else {
      await configuration.update(`model.${face}`, chosen.name);
    }
  }

  async #askFace(): Promise<Face | undefined> {
    const faces: Face[] = ["actions", "ghostText", "chat"];
    const items = faces.map((face) => ({
      label: faceLabel(face),
      description: this.parts.configuration.settings.model[face],
      face,
    }));
    const title = vscode.l10n.t("Choose a model for what?");
    return (await vscode.window.showQuickPick(items, { title }))?.face;
  }

  /** `host` is given where the key of that very host is missing or refused, whichever provider asked it. */
  async #setKey(host: unknown): Promise<void> {
    const known = this.#owners().flatMap(({ owner }) => (owner.host === host ? owner : []));
    const asked = known.length > 0 ? undefined : await this.#askOwner(vscode.l10n.t("Whose API key?"));
    const owners = asked ? [asked] : known;
    const [owner] = owners;
    if (!owner) return;
    const key = await vscode.window.showInputBox({
      title: vscode.l10n.t("API key for {0}", owner.host),
      prompt: vscode.l10n.t("Kept in VS Code's secret storage, and sent to {0} alone.", owner.host),
      password: true,
      ignoreFocusOut: true,
    });
    if (!key?.trim()) return;
    for (const one of owners) await this.parts.keys.set(one, key.trim());
    void vscode.window.showInformationMessage(vscode.l10n.t("The key for {0} is stored.", owner.host));
  }

  async #removeKey(): Promise<void> {
    const owner = await this.#askOwner(vscode.l10n.t("Whose key should be removed?"));
    if (!owner) return;
    await this.parts.keys.remove(owner);
    void vscode.window.showInformationMessage(vscode.l10n.t("The key for {0} is removed.", owner.host));
  }

  async #askOwner(title: string): Promise<KeyOwner | undefined> {
    return (await vscode.window.showQuickPick(this.#owners(), { title }))?.owner;
  }

  /** The hosts of OpenAI and Hugging Face, and those of the configured models. */
  #owners(): (vscode.QuickPickItem & { owner: KeyOwner })[] {
    const known: ModelSettings[] = [
      { name: "OpenAI", provider: "openai" },
      { name: "Hugging Face", provider: "huggingface" },
    ];
    const byHost = new Map<string, vscode.QuickPickItem & { owner: KeyOwner }>();
    for (const model of [...known, ...this.parts.models.list()]) {
      const owner = keyOwner(model);
      if (!owner || byHost.has(JSON.stringify(owner))) continue;
      byHost.set(JSON.stringify(owner), { label: model.name, description: owner.host, owner });
    }
    return [...byHost.values()];
  }
}

function modelItem(model: ModelSettings, current: boolean): vscode.QuickPickItem {
  const host = keyOwner(model)?.host;
  const isDemo = model.name === DEMO_MODEL;
  return {
    label: `$(${current ? "check" : "blank"}) ${modelLabel(model.name)}`,
    description: isDemo ? "" : (model.model ?? model.path ?? ""),
    detail: isDemo
      ? vscode.l10n.t("Runs on this machine. A tiny model for trying things out, not for real work.")
      : host === undefined
        ? vscode.l10n.t("Runs on this machine. Your text stays here.")
        : vscode.l10n.t("Your text goes to {0}.", host),
  };
}

function faceLabel(face: Face): string {
  switch (face) {
    case "actions":
      return vscode.l10n.t("Actions on the selection");
    case "ghostText":
      return vscode.l10n.t("Ghost text while typing");
    case "chat":
      return vscode.l10n.t("The chat panel");
  }
}

function isFace(value: unknown): value is Face {
  return value === "actions" || value === "ghostText" || value === "chat";
}
