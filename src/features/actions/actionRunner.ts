import * as vscode from "vscode";
import type { PromptTemplate } from "../../core/prompts/promptTemplate";
import { hasMaterial, type TemplateInput } from "../../core/prompts/templateContext";
import type { CommandRegistry } from "../../platform/commandRegistry";
import { EditorError } from "../../platform/editorError";
import {
  readSnapshots,
  requireWritable,
  stillStands,
  type EditorSnapshot,
} from "../../platform/editorSnapshot";
import { isCancellation, type ErrorReporter } from "../../platform/errorReporter";
import type { Glossary } from "../../platform/glossary";
import type { ModelAccess } from "../../platform/modelAccess";
import { modelLabel } from "../../platform/modelLabel";
import { OtherModelOffer } from "../../platform/otherModelOffer";
import { cancellableProgress } from "../../platform/progress";
import type { Proposals } from "../../platform/proposals";
import type { SuggestionPresenter } from "../../platform/suggestionPresenter";
import { templateInput } from "../../platform/templateInput";
import type { TemplateLibrary } from "../../platform/templateLibrary";
import type { VariablePrompt } from "../../platform/variablePrompt";
import type { WorkspaceOverrides } from "../../platform/workspaceOverrides";
import { actionArguments, isArguments, missingVariables, type ActionArguments } from "./actionArguments";
import { ACTION_IDS } from "./actionCatalogue";
import { chooseAction } from "./actionChooser";
import type { AnswerDocuments } from "./answerDocuments";
import { writeAboutStaged } from "./stagedRequest";
import type { ActionRun, Destination } from "./destination";
import { editDestination } from "./editDestination";
import { newDocumentDestination } from "./newDocumentDestination";
import { PickDestination } from "./pickDestination";
import type { RemarkThreads } from "./remarkThreads";
import { askAll, type OpenedText } from "./textRequests";

export interface ActionRunnerParts {
  readonly templates: Pick<TemplateLibrary, "contents" | "find">;
  readonly overrides: Pick<WorkspaceOverrides, "mayRun">;
  readonly models: Pick<ModelAccess, "resolve">;
  readonly proposals: Pick<Proposals, "open">;
  readonly glossary: Pick<Glossary, "read">;
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

/** A text, and what the template is given of it: both as they were when the action was started. */
interface ReadText {
  readonly snapshot: EditorSnapshot;
  readonly input: Omit<TemplateInput, "variables">;
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
      this.#start("translate", { ...(isArguments(given) && given), target: "beside" }),
    );
    commands.register("chooseAction", (given) => this.#choose(given));
    commands.register("runAgain", () =>
      this.#last ? this.#start(this.#last.id, this.#last.given) : this.#choose(),
    );
  }

  /** A key binding may name any template, the user's own too, and answers to its variables beside it. */
  async #choose(given: unknown = {}): Promise<void> {
    const id = templateOf(given) ?? (await chooseAction((await this.parts.templates.contents()).templates));
    if (id !== undefined) await this.#start(id, given);
  }

  /** Reads the editor, then asks for what `given` leaves open: what is asked is about what was there. */
  async #start(id: string, given: unknown): Promise<void> {
    const found = await this.parts.templates.find(id);
    if (!(await this.parts.overrides.mayRun(found))) return;
    const { template } = found;
    const { variables, target } = actionArguments(template, given);
    if (template.scope === "stagedChanges") {
      const asked = await this.parts.variables.ask(missingVariables(template, variables));
      if (!asked) return;
      const request = { templateId: id, variables: { ...variables, ...asked } };
      this.#last = { id, given: { ...request.variables, target } };
      await writeAboutStaged({ template, target, request }, given, this.parts);
      return;
    }
    const snapshots = readSnapshots(template.scope);
    const read = snapshots.map(async (snapshot): Promise<ReadText> => {
      return { snapshot, input: await templateInput(template, snapshot, this.parts.glossary) };
    });
    const texts = (await Promise.all(read)).filter(({ input }) => hasMaterial(template, input));
    const [first] = texts;
    if (!first) throw new EditorError("nothingToWorkOn");
    if (changesText(target)) await requireWritable(first.snapshot.uri);
    const asked = await this.parts.variables.ask(missingVariables(template, variables));
    if (!asked) return;
    const answers = { ...variables, ...asked };
    this.#last = { id, given: { ...answers, target } };
    await this.#attempt({ template, target, variables: answers }, texts);
  }

  /** Whatever fails is tried again with the same answers, on what still stands of the texts. */
  async #attempt(action: Action, texts: readonly ReadText[]): Promise<void> {
    const tryAgain = (failed: readonly ReadText[]) => () =>
      void this.#attempt(
        action,
        failed.filter(({ snapshot }) => stillStands(snapshot)),
      );
    try {
      if (texts.length === 0) throw new EditorError("textChanged");
      const failures = await this.#run(action, texts);
      const told = failures.filter(({ error }) => !isCancellation(error));
      const failed = texts.filter((text) => told.some(({ snapshot }) => snapshot === text.snapshot));
      if (told[0]) this.parts.errors.report(told[0].error, tryAgain(failed));
    } catch (error) {
      this.parts.errors.report(error, tryAgain(texts));
    }
  }

  /** Asks about each text. The failures of some leave the others as they are. */
  async #run(action: Action, texts: readonly ReadText[]): Promise<readonly Failure[]> {
    const { template, target, variables } = action;
    const request = { templateId: template.id, variables };
    const asked: OpenedText[] = [];
    let modelName = "";
    for (const { snapshot, input } of texts) {
      const opened = await this.parts.proposals.open(request, snapshot, input);
      const { kind, name } = opened.model.info;
      modelName = modelLabel(name);
      if (kind === "base" && template.style === "chat")
        this.#otherModel.offer(name, baseModelNote(modelName));
      asked.push({ snapshot, opened });
    }
    const controller = new AbortController();
    const { name: title } = template;
    const run: ActionRun = { title, modelName, target, request, texts: texts.length, controller };
    const failed = this.#take(await this.#destination(run, texts), asked, run);
    const told = vscode.l10n.t("Inkling: {0} with {1}", title, modelName);
    // A list of alternatives shows itself that it is being filled, and how to leave it.
    return target === "pick" ? failed : cancellableProgress(told, controller, failed);
  }

  /** The texts whose answers failed. */
  async #take(
    destination: Destination,
    opened: readonly OpenedText[],
    { controller, target }: ActionRun,
  ): Promise<readonly Failure[]> {
    const asked = askAll(opened, controller);
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

  #destination(run: ActionRun, texts: readonly ReadText[]): Destination | Promise<Destination> {
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
        return this.parts.answers.open(run, texts[0]?.snapshot.fileName ?? "");
    }
  }
}

/** The id in `{ "template": "ode" }`. */
function templateOf(given: unknown): string | undefined {
  const id = typeof given === "object" && given !== null && "template" in given ? given.template : undefined;
  return typeof id === "string" ? id : undefined;
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
