import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import { analyse, type Analyst } from "../../core/understanding/analyse";
import type { Analysis, AnalysisKind, AnalysisTask } from "../../core/understanding/analysis";
import { toCsv, toJson } from "../../core/understanding/analysisExport";
import { taskModelsFor } from "../../core/understanding/taskModelsFor";
import { setContext } from "../../platform/contextKeys";
import { EditorError } from "../../platform/editorError";
import { readSnapshot } from "../../platform/editorSnapshot";
import type { ErrorReporter } from "../../platform/errorReporter";
import type { ModelAccess } from "../../platform/modelAccess";
import { modelLabel } from "../../platform/modelLabel";
import { OtherModelOffer } from "../../platform/otherModelOffer";
import { cancellableProgress } from "../../platform/progress";
import type { ToUnderstanding } from "../../protocol/understanding";
import { asItStands, type AnalysedText } from "./analysedText";
import { Analyses } from "./analyses";
import { readTask } from "./analysisTask";
import { analysisView, understandingStrings } from "./analysisView";
import { inconclusiveNote, kindTitle } from "./analysisWords";
import { Highlights } from "./highlights";
import { revealRange } from "./revealRange";
import { UnderstandingPage, type PageAction } from "./understandingPage";

/** How long the status bar says that something was copied. */
const COPIED_MS = 3000;

export interface UnderstandingParts {
  readonly models: Pick<ModelAccess, "resolve" | "taskModels" | "openTask">;
  readonly errors: Pick<ErrorReporter, "report">;
  readonly extensionUri: vscode.Uri;
}

/** Analyses, their marks in the editors and their page: everything that there is once a text has been analysed. */
export class UnderstandingSession implements Disposable {
  readonly #store = new DisposableStore();
  readonly #analyses = this.#store.add(new Analyses());
  readonly #page: UnderstandingPage;
  /** The document whose analysis is on the page. */
  #onPage: vscode.Uri | undefined;
  #isAnyShown = false;
  readonly #otherModel = new OtherModelOffer();
  /** The writer's own, of the last intent that was asked for with such. */
  #lastLabels: readonly string[] = [];

  constructor(private readonly parts: UnderstandingParts) {
    this.#store.add(new Highlights(this.#analyses));
    this.#page = this.#store.add(
      new UnderstandingPage({
        extensionUri: parts.extensionUri,
        title: understandingStrings().title,
        state: () => this.#state(),
        handle: (action) => {
          this.#handle(action).catch((error: unknown) => parts.errors.report(error));
        },
      }),
    );
    this.#store.add(
      this.#analyses.onDidChange(() => {
        this.#setContext();
        this.#page.drawSoon();
      }),
    );
    this.#store.add(
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (!editor || !this.#analyses.of(editor.document.uri)) return;
        this.#onPage = editor.document.uri;
        this.#page.draw();
      }),
    );
  }

  /** Analyses the selection, or the paragraph at the cursor. Throws ModelError and EditorError. */
  async run(kind: AnalysisKind, argument: unknown): Promise<void> {
    const snapshot = readSnapshot();
    if (snapshot.text === "") throw new EditorError("nothingToWorkOn");
    const isNew = await this.#analyses.run(snapshot, async (controller) => {
      const task = await readTask(kind, argument, this.#lastLabels);
      if (task?.kind === "intent") this.#lastLabels = task.labels ?? this.#lastLabels;
      return task && this.#analyse(task, snapshot.text, controller);
    });
    if (!isNew) return;
    this.#onPage = snapshot.uri;
    this.#page.show(false);
    const { analysis } = this.#analyses.of(snapshot.uri) ?? {};
    if (analysis?.isInconclusive) {
      this.#otherModel.offer(analysis.modelName, inconclusiveNote(analysis.modelName));
    }
  }

  show(): void {
    this.#page.show(true);
  }

  async copy(format: "csv" | "json"): Promise<void> {
    const text = this.#shown;
    if (!text) {
      this.#sayEmpty();
      return;
    }
    const analysis = asItStands(text);
    await vscode.env.clipboard.writeText(format === "csv" ? toCsv(analysis) : toJson(analysis));
    const done = format === "csv" ? vscode.l10n.t("Copied as CSV.") : vscode.l10n.t("Copied as JSON.");
    vscode.window.setStatusBarMessage(done, COPIED_MS);
    this.#page.tell(done);
  }

  clear(): void {
    const text = this.#shown;
    if (!text) {
      this.#sayEmpty();
      return;
    }
    this.#analyses.clear(text.uri);
    this.#page.draw();
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #analyse(task: AnalysisTask, text: string, controller: AbortController): Promise<Analysis> {
    const analyst = await this.#analyst(task.kind);
    const title = vscode.l10n.t(
      "Inkling: {0} with {1}",
      kindTitle(task.kind),
      modelLabel(analyst.model.info.name),
    );
    return cancellableProgress(title, controller, analyse(task, text, analyst, controller.signal));
  }

  /** A model that was made for the task, where one is configured; else the model of the actions. */
  async #analyst(kind: AnalysisKind): Promise<Analyst> {
    const { models } = this.parts;
    const [forTask] = taskModelsFor(kind, models.taskModels());
    return forTask
      ? { by: "task", model: await models.openTask(forTask, { mayAsk: true }) }
      : { by: "chat", model: await models.resolve("actions", { mayAsk: true }) };
  }

  /** The menus of package.json look at it. */
  #setContext(): void {
    const isAnyShown = this.#analyses.latest !== undefined;
    if (isAnyShown === this.#isAnyShown) return;
    this.#isAnyShown = isAnyShown;
    setContext("inkling.understanding.shown", isAnyShown);
  }

  get #shown(): AnalysedText | undefined {
    return (this.#onPage && this.#analyses.of(this.#onPage)) ?? this.#analyses.latest;
  }

  #sayEmpty(): void {
    void vscode.window.showInformationMessage(understandingStrings().empty);
  }

  #state(): ToUnderstanding {
    const text = this.#shown;
    const document = vscode.workspace.textDocuments.find(
      (open) => open.uri.toString() === text?.uri.toString(),
    );
    return {
      kind: "state",
      strings: understandingStrings(),
      ...(text && { analysis: analysisView(text, document) }),
    };
  }

  async #handle(action: PageAction): Promise<void> {
    switch (action.kind) {
      case "copyCsv":
        return this.copy("csv");
      case "copyJson":
        return this.copy("json");
      case "clear":
        this.clear();
        return;
      case "chooseModel":
        await vscode.commands.executeCommand("inkling.chooseModel", "actions");
        return;
      case "reveal":
        return this.#reveal(action);
    }
  }

  async #reveal({ id, focus }: { readonly id: number; readonly focus: boolean }): Promise<void> {
    const text = this.#shown;
    const span = text?.spans.find((one) => one.id === id);
    if (text && span) await revealRange(text.uri, span.range, focus);
  }
}
