import * as vscode from "vscode";
import { ModelError } from "../../core/models/modelError";
import { DEMO_MODEL, type Face, type ModelSettings } from "../../core/settings/settings";
import type { CommandRegistry } from "../../platform/commandRegistry";
import type { Configuration } from "../../platform/configuration";
import type { ConfiguredModels } from "../../platform/configuredModels";
import type { ModelAccess } from "../../platform/modelAccess";
import type { ModelServers } from "../../platform/modelServers";
import { askForModel, type AddModelParts } from "./addModel";
import { ModelChooser, type ModelChooserParts } from "./modelChooser";
import { showModelDetails } from "./modelDetails";
import { faceLabel } from "./modelItems";
import { testModel } from "./modelTest";

export interface ModelCommandsParts extends Pick<AddModelParts, "keys">, Omit<ModelChooserParts, "models"> {
  readonly configuration: Configuration;
  readonly configured: ConfiguredModels;
  readonly models: ModelAccess;
  readonly servers: Pick<ModelServers, "list" | "pull" | "discover">;
}

const FACES: readonly Face[] = ["actions", "ghostText", "chat"];

/** Choosing, adding, testing and changing models. */
export class ModelCommands {
  readonly #chooser: ModelChooser;

  constructor(
    commands: CommandRegistry,
    private readonly parts: ModelCommandsParts,
  ) {
    this.#chooser = new ModelChooser(parts);
    commands.register("chooseModel", (face) => this.#choose(isFace(face) ? face : undefined));
    commands.register("addModel", () => this.#add());
    commands.register("testModel", (name) => this.#test(this.#named(name)));
  }

  /** With a face, for that one; else it is asked afterwards what the model is to be used for. */
  async #choose(face: Face | undefined): Promise<void> {
    const current = this.parts.configuration.settings.model[face ?? "actions"];
    const placeholder = face ? faceLabel(face) : vscode.l10n.t("Which model should Inkling use?");
    const choice = await this.#chooser.choose(placeholder, current);
    switch (choice?.kind) {
      case undefined:
        return;
      case "add":
        return this.#add();
      case "download":
        await vscode.commands.executeCommand("inkling.downloadModel");
        return;
      case "details":
        return this.#details(choice.model);
      case "found":
        return this.#found(choice.model, face);
      case "configured":
        return this.#use(choice.model.name, face);
    }
  }

  /** VS Code asks for its consent when one of its models is used first, which must not be while somebody types. */
  async #found(model: ModelSettings, face: Face | undefined): Promise<void> {
    const name = await this.parts.configured.add(model);
    if (model.provider === "vscode") await vscode.commands.executeCommand("inkling.testModel", name);
    await this.#use(name, face);
  }

  async #add(): Promise<void> {
    const model = await askForModel(this.parts);
    if (!model) return;
    const name = await this.parts.configured.add(model);
    // Through the command, whose border words a failure and offers what helps.
    await vscode.commands.executeCommand("inkling.testModel", name);
    await this.#use(name, undefined);
  }

  async #use(name: string, face: Face | undefined): Promise<void> {
    const faces = face ? [face] : await this.#askFaces(name);
    for (const one of faces) await this.parts.configuration.update(`model.${one}`, name);
  }

  async #askFaces(name: string): Promise<readonly Face[]> {
    const { model } = this.parts.configuration.settings;
    const items = [
      { label: vscode.l10n.t("Everything"), faces: FACES },
      ...FACES.map((face) => ({ label: faceLabel(face), description: model[face], faces: [face] })),
    ];
    const title = vscode.l10n.t("Use {0} for what?", name);
    return (await vscode.window.showQuickPick(items, { title }))?.faces ?? [];
  }

  #details(model: ModelSettings): Promise<void> {
    return showModelDetails(model, {
      ...this.parts,
      test: (tested) => this.#test(tested),
      use: ({ name }) => this.#use(name, undefined),
      remove: ({ name }) => this.#remove(name),
    });
  }

  /** What used the model gets the demo model, which is always there. */
  async #remove(name: string): Promise<void> {
    const { configuration, configured } = this.parts;
    const faces = FACES.filter((face) => configuration.settings.model[face] === name);
    for (const face of faces) await configuration.update(`model.${face}`, DEMO_MODEL);
    await configured.remove(name);
  }

  #test(model: ModelSettings): Promise<void> {
    return testModel(() => this.parts.models.open(model, { mayAsk: true, face: "actions" }));
  }

  /** The model with this name; the one for actions where none is given. */
  #named(name: unknown): ModelSettings {
    const { models, configuration } = this.parts;
    const wanted = typeof name === "string" ? name : configuration.settings.model.actions;
    const model = models.list().find((one) => one.name === wanted);
    if (model) return model;
    throw new ModelError("unknownModel", { subject: wanted });
  }
}

function isFace(value: unknown): value is Face {
  return FACES.includes(value as Face);
}
