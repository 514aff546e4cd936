import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import type { ReviewView } from "../../core/review/chooseView";
import type { Refinement } from "../../core/rewrite/proposal";
import type { Settings } from "../../core/settings/settings";
import type { CommandRegistry } from "../../platform/commandRegistry";
import { EditorError } from "../../platform/editorError";
import type { EditorSnapshot } from "../../platform/editorSnapshot";
import type { ErrorReporter } from "../../platform/errorReporter";
import { modelLabel } from "../../platform/modelLabel";
import { cancellableProgress } from "../../platform/progress";
import type { Proposals } from "../../platform/proposals";
import type { Suggestion, SuggestionPresenter } from "../../platform/suggestionPresenter";
import { askAboutSpoilt } from "./askAboutSpoilt";
import type { PendingSuggestion } from "./pendingSuggestion";
import { PendingSuggestions } from "./pendingSuggestions";
import { ReviewCommands } from "./reviewCommands";
import { ReviewViews } from "./reviewViews";
import type { SuggestionStore } from "./suggestionStore";

export interface ReviewControllerParts {
  readonly errors: Pick<ErrorReporter, "report">;
  readonly proposals: Pick<Proposals, "open">;
  readonly store: SuggestionStore;
  readonly configuration: { readonly settings: Pick<Settings, "review"> };
}

/** Reads proposals as they come, for as long as the writer wants them, and asks for further versions. */
export class ReviewController implements SuggestionPresenter, Disposable {
  readonly #store = new DisposableStore();
  readonly #pending: PendingSuggestions;
  readonly #views: ReviewViews;

  constructor(
    commands: CommandRegistry,
    private readonly parts: ReviewControllerParts,
  ) {
    const { errors, store, configuration } = parts;
    this.#pending = this.#store.add(
      new PendingSuggestions({
        store,
        refresh: () => this.#views.refresh(),
        draw: (pending, isGone) => this.#views.draw(pending, isGone),
        spoilt: (pending) => void askAboutSpoilt(pending),
        lost: ({ proposal }) => errors.report(new EditorError("documentClosed", proposal || undefined)),
      }),
    );
    this.#views = this.#store.add(
      new ReviewViews(this.#pending, (): ReviewView | "auto" => configuration.settings.review.view),
    );
    new ReviewCommands(commands, {
      pending: this.#pending,
      views: this.#views,
      another: (pending, change) => this.#another(pending, change),
      renew: (pending) => this.#renew(pending),
    });
    void this.#pending.restore();
  }

  async present(
    suggestion: Suggestion,
    proposals: AsyncIterable<string>,
    abort: AbortController,
  ): Promise<void> {
    const document = await vscode.workspace.openTextDocument(suggestion.snapshot.uri);
    const pending = this.#pending.add(suggestion, document);
    pending.begin(abort, suggestion.modelName);
    await this.#read(pending, proposals, abort.signal);
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** Asks once more: for another version, for a change of the shown one, or for what broke off. */
  async #another(pending: PendingSuggestion, change?: string): Promise<void> {
    const { snapshot, proposal, state } = pending;
    const refinement =
      state === "ready" ? { previous: proposal, ...(change !== undefined && { change }) } : undefined;
    await this.#ask(pending, snapshot, refinement);
  }

  /** Asks about what the writer has made of the text. What there was stays until a model is ready. */
  async #renew(pending: PendingSuggestion): Promise<void> {
    const { range, lineEnding } = pending.anchor;
    const document = pending.anchor.document.getText();
    const before = document.slice(0, range.end);
    const text = before.slice(range.start);
    const snapshot = { ...pending.suggestion.snapshot, range, text, before, document, lineEnding };
    await this.#ask(pending, snapshot, undefined, () => pending.renew(snapshot));
  }

  async #ask(
    pending: PendingSuggestion,
    snapshot: EditorSnapshot,
    refinement: Refinement | undefined,
    prepare?: () => void,
  ): Promise<void> {
    const { request } = pending.suggestion;
    if (!request) throw new EditorError("fromChat");
    const opened = await this.parts.proposals.open(request, snapshot);
    if (!this.#pending.all.includes(pending)) return;
    prepare?.();
    const abort = new AbortController();
    const modelName = modelLabel(opened.model.info.name);
    pending.begin(abort, modelName);
    await cancellableProgress(
      vscode.l10n.t("Inkling: {0} with {1}", opened.template.name, modelName),
      abort,
      this.#read(pending, opened.propose(abort.signal, refinement), abort.signal),
    );
  }

  async #read(
    pending: PendingSuggestion,
    proposals: AsyncIterable<string>,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      for await (const proposal of proposals) {
        if (!pending.isReading(signal)) return;
        pending.grow(proposal);
      }
      if (!pending.isReading(signal)) return;
      pending.finish();
      this.#dropEqual(pending);
    } catch (error) {
      // What broke off is shown as such; what the writer has cancelled is not wanted.
      if (pending.isReading(signal) && !pending.interrupt(signal.aborted)) this.#pending.remove(pending);
      throw error;
    }
  }

  /** A text that stays as it is is nothing to review. */
  #dropEqual(pending: PendingSuggestion): void {
    const { suggestion, text, isReady, replaces, modelName } = pending;
    if (!isReady || !replaces || text.versionCount > 1 || text.hunks.length > 0) return;
    this.#pending.remove(pending);
    void vscode.window.showInformationMessage(
      vscode.l10n.t("{0}: nothing to change here, says {1}.", suggestion.title, modelName),
    );
  }
}
