import * as vscode from "vscode";
import type { PromptTemplate } from "../../core/prompts/promptTemplate";
import { hasMaterial } from "../../core/prompts/templateContext";
import type { BuiltInTemplates } from "../../platform/builtInTemplates";
import type { CommandRegistry } from "../../platform/commandRegistry";
import { EditorError } from "../../platform/editorError";
import {
  readSnapshots,
  requireWritable,
  stillStands,
  type EditorSnapshot,
} from "../../platform/editorSnapshot";
import { isCancellation, type ErrorReporter } from "../../platform/errorReporter";
import type { ModelAccess } from "../../platform/modelAccess";
import { modelLabel } from "../../platform/modelLabel";
import { OtherModelOffer } from "../../platform/otherModelOffer";
import { cancellableProgress } from "../../platform/progress";
import type { Proposals } from "../../platform/proposals";
import type { SuggestionPresenter } from "../../platform/suggestionPresenter";
import type { VariablePrompt } from "../../platform/variablePrompt";
import { actionArguments, missingVariables, type ActionArguments } from "./actionArguments";
import { ACTION_IDS } from "./actionCatalogue";
import { chooseAction } from "./actionChooser";
import type { AnswerDocuments } from "./answerDocuments";
import { writeCommitMessage } from "./commitMessage";
import type { ActionRun, Destination } from "./destination";
import { editDestination } from "./editDestination";
import { newDocumentDestination } from "./newDocumentDestination";
import { PickDestination } from "./pickDestination";
import type { RemarkThreads } from "./remarkThreads";
import { askAll, type OpenedText } from "./textRequests";

export interface ActionRunnerParts {
  readonly templates: Pick<BuiltInTemplates, "all" | "get">;
  readonly models: Pick<ModelAccess, "resolve">;
  readonly proposals: Pick<Proposals, "open">;
  readonly variables: Pick<VariablePrompt, "ask">;
  readonly presenter: SuggestionPresenter;
  readonly answers: Pick<AnswerDocuments, "open">;
  readonly remarks: Pick<RemarkThreads, "open">;
  readonly errors: Pick<ErrorReporter, "report">;
}

/** An action with everything that it asks the writer for. */
interface Action extends ActionArguments {
  readonly template: PromptTemplate;
}

/** A text about which there is no answer, and why. */
interface Failure {
  readonly snapshot: EditorSnapshot;
  readonly error: unknown;
}

/** The commands of the actions: snapshots, answers to the template's questions, requests, and where the answers go. */
export class ActionRunner {
  readonly #otherModel = new OtherModelOffer();
  /** For Run Again. */
  #last: { readonly id: string; readonly given: object } | undefined;

  constructor(
    commands: CommandRegistry,
    private readonly parts: ActionRunnerParts,
  ) {
    for (const id of ACTION_IDS) commands.register(`action.${id}`, (given) => this.#start(id, given));
    commands.register("translateBeside", (given) =>
      this.#start("translate", { ...(typeof given === "object" && given), target: "beside" }),
    );
    commands.register("chooseAction", () => this.#choose());
    commands.register("runAgain", () =>
      this.#last ? this.#start(this.#last.id, this.#last.given) : this.#choose(),
    );
  }

  async #choose(): Promise<void> {
    const id = await chooseAction(await this.parts.templates.all());
    if (id !== undefined) await this.#start(id, {});
  }

  /** Reads the editor, then asks for what `given` leaves open: what is asked is about what was there. */
  async #start(id: string, given: unknown): Promise<void> {
    const template = await this.parts.templates.get(id);
    if (template.scope === "stagedChanges") {
      await writeCommitMessage(template, given, this.parts);
      return;
    }
    const { variables, target } = actionArguments(template, given);
    const all = readSnapshots(template.scope);
    const snapshots = all.filter((snapshot) => hasMaterial(template, snapshot));
    const [first] = snapshots;
    if (!first) throw new EditorError("nothingToWorkOn");
    if (changesText(target)) await requireWritable(first.uri);
    const asked = await this.parts.variables.ask(missingVariables(template, variables));
    if (!asked) return;
    const answers = { ...variables, ...asked };
    this.#last = { id, given: { ...answers, target } };
    await this.#attempt({ template, target, variables: answers }, snapshots);
  }

  /** Whatever fails is tried again with the same answers, on what still stands of the texts. */
  async #attempt(action: Action, snapshots: readonly EditorSnapshot[]): Promise<void> {
    const tryAgain = (failed: readonly EditorSnapshot[]) => () =>
      void this.#attempt(action, failed.filter(stillStands));
    try {
      if (snapshots.length === 0) throw new EditorError("textChanged");
      const failures = await this.#run(action, snapshots);
      const told = failures.filter(({ error }) => !isCancellation(error));
      const failed = told.map(({ snapshot }) => snapshot);
      if (told[0]) this.parts.errors.report(told[0].error, tryAgain(failed));
    } catch (error) {
      this.parts.errors.report(error, tryAgain(snapshots));
    }
  }

  /** Asks about each snapshot. The failures of some leave the others as they are. */
  async #run(action: Action, snapshots: readonly EditorSnapshot[]): Promise<readonly Failure[]> {
    const { template, target, variables } = action;
    const request = { templateId: template.id, variables };
    const texts: OpenedText[] = [];
    let modelName = "";
    for (const snapshot of snapshots) {
      const opened = await this.parts.proposals.open(request, snapshot);
      const { kind, name } = opened.model.info;
      modelName = modelLabel(name);
      if (kind === "base" && template.style === "chat")
        this.#otherModel.offer(name, baseModelNote(modelName));
      texts.push({ snapshot, opened });
    }
    const controller = new AbortController();
    const { name: title } = template;
    const run: ActionRun = { title, modelName, target, request, texts: texts.length, controller };
    const failed = this.#take(await this.#destination(run, snapshots), texts, run);
    const told = vscode.l10n.t("Inkling: {0} with {1}", title, modelName);
    // A list of alternatives shows itself that it is being filled, and how to leave it.
    return target === "pick" ? failed : cancellableProgress(told, controller, failed);
  }

  /** The texts whose answers failed. */
  async #take(
    destination: Destination,
    texts: readonly OpenedText[],
    { controller, target }: ActionRun,
  ): Promise<readonly Failure[]> {
    const asked = askAll(texts, controller);
    // The last in the text first where one choice after the other changes it: the places before it stay.
    const ordered = target === "pick" ? asked.toReversed() : asked;
    const taken = ordered.map(async (one) => {
      try {
        await destination.take(one);
        return [];
      } catch (error) {
        return [{ snapshot: one.snapshot, error }];
      }
    });
    const failures = (await Promise.all(taken)).flat();
    destination.done?.();
    return failures;
  }

  #destination(run: ActionRun, snapshots: readonly EditorSnapshot[]): Destination | Promise<Destination> {
    switch (run.target) {
      case "replace":
      case "insertAfter":
      case "append":
        return editDestination(this.parts.presenter, run, run.target);
      case "pick":
        return new PickDestination(run);
      case "remarks":
        return this.parts.remarks.open(run);
      case "newDocument":
        return newDocumentDestination();
      case "beside":
      case "panel": // in the panel itself it stays in the chat
      case "commitMessage": // only for what is staged; of a text it is an answer like others
        return this.parts.answers.open(run, snapshots[0]?.fileName ?? "");
    }
  }
}

/** What a base model is asked to do is not what it was made for. */
function baseModelNote(modelName: string): string {
  return vscode.l10n.t(
    "{0} is a base model: it only goes on with text, and is shown examples of what you want. An instruct model would do this better.",
    modelName,
  );
}

function changesText(target: ActionRun["target"]): boolean {
  return target === "replace" || target === "insertAfter" || target === "append" || target === "pick";
}
