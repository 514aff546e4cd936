import * as vscode from "vscode";
import { hasMaterial } from "../../core/prompts/templateContext";
import { propose } from "../../core/rewrite/proposal";
import type { BuiltInTemplates } from "../../platform/builtInTemplates";
import type { CommandRegistry } from "../../platform/commandRegistry";
import { EditorError } from "../../platform/editorError";
import { takeSnapshot } from "../../platform/editorSnapshot";
import type { ModelAccess } from "../../platform/modelAccess";
import { modelLabel } from "../../platform/modelLabel";
import { cancellableProgress } from "../../platform/progress";
import type { SuggestionPresenter } from "../../platform/suggestionPresenter";
import type { VariablePrompt } from "../../platform/variablePrompt";

/** The templates that have a command in package.json (a test keeps the two equal). */
export const ACTION_IDS = ["summarise", "translate", "poem", "rewrite", "fixGrammar", "continueWriting"];

export interface ActionRunnerParts {
  readonly templates: BuiltInTemplates;
  readonly models: ModelAccess;
  readonly variables: VariablePrompt;
  readonly presenter: SuggestionPresenter;
}

/** The palette's actions: snapshot, prompt, model, proposal. */
export class ActionRunner {
  readonly #noted = new Set<string>();

  constructor(
    commands: CommandRegistry,
    private readonly parts: ActionRunnerParts,
  ) {
    for (const id of ACTION_IDS) commands.register(`action.${id}`, () => this.#run(id));
  }

  async #run(id: string): Promise<void> {
    const { templates, models, variables, presenter } = this.parts;
    const snapshot = await takeSnapshot();
    const template = await templates.get(id);
    if (!hasMaterial(template, snapshot)) throw new EditorError("nothingToWorkOn");
    const values = await variables.ask(template.variables);
    if (!values) return;
    const model = await models.resolve("actions", { mayAsk: true });
    const modelName = modelLabel(model.info.name);
    if (model.info.kind === "base" && template.style === "chat") this.#noteBaseModel(modelName);
    const controller = new AbortController();
    const proposals = propose(template, { ...snapshot, variables: values }, model, controller.signal);
    const suggestion = {
      snapshot,
      target: template.target,
      title: template.name,
      modelName,
    };
    await cancellableProgress(
      vscode.l10n.t("Inkling: {0} with {1}", template.name, modelName),
      controller,
      presenter.present(suggestion, proposals, controller),
    );
  }

  /** Once for each model: what it is asked to do is not what it was made for. */
  #noteBaseModel(name: string): void {
    if (this.#noted.has(name)) return;
    this.#noted.add(name);
    const choose = vscode.l10n.t("Choose Model");
    const message = vscode.l10n.t(
      "{0} is a base model: it only goes on with text, and is shown examples of what you want. An instruct model would do this better.",
      name,
    );
    void vscode.window.showInformationMessage(message, choose).then((chosen) => {
      if (chosen) void vscode.commands.executeCommand("inkling.chooseModel", "actions");
    });
  }
}
