import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import type { ReviewView } from "../../core/review/chooseView";
import { ContextKeys } from "../../platform/contextKeys";
import { chooseShownView, mayBeInline } from "./chooseShownView";
import { InlineChanges } from "./inlineChanges";
import type { PendingSuggestion } from "./pendingSuggestion";
import type { PendingSuggestions } from "./pendingSuggestions";
import { ProposalDocuments } from "./proposalDocuments";
import { SuggestionCodeLenses } from "./suggestionCodeLenses";
import { changeAt, changeRanges } from "./suggestionPlace";
import { SuggestionThread } from "./suggestionThread";
import { Throttle } from "./throttle";

/** The shortest time between two paints of growing proposals: about every third frame. */
const PAINT_MS = 50;

/**
 * What is to be seen of the pending suggestions: threads, changes in the line, comparisons, dimmed originals,
 * CodeLenses and the context of the keys. All of it follows from the list; nothing else is stored.
 */
export class ReviewViews implements Disposable {
  readonly #store = new DisposableStore();
  readonly #painting = this.#store.add(new Throttle(() => this.#paint(), PAINT_MS));
  readonly #threads = new Map<PendingSuggestion, SuggestionThread>();
  readonly #dirty = new Set<PendingSuggestion>();
  /** How each looked when it was last drawn. */
  readonly #drawn = new WeakMap<PendingSuggestion, string>();
  readonly #keys = new ContextKeys();
  readonly #documents: ProposalDocuments;
  readonly #inline: InlineChanges;
  readonly #lenses: SuggestionCodeLenses;
  #comments: vscode.CommentController | undefined;
  #dimmed: vscode.TextEditorDecorationType | undefined;

  constructor(
    private readonly pending: PendingSuggestions,
    private readonly setting: () => ReviewView | "auto",
  ) {
    this.#documents = new ProposalDocuments((id) => pending.all.find((one) => one.id === id));
    this.#inline = new InlineChanges((uri) => pending.of(uri).filter((one) => this.#view(one) === "inline"));
    this.#lenses = new SuggestionCodeLenses(() => pending.all);
    for (const own of [this.#documents, this.#inline, this.#lenses]) this.#store.add(own);
    const { window } = vscode;
    this.#store.add(window.onDidChangeVisibleTextEditors(() => this.refresh()));
    this.#store.add(window.onDidChangeActiveTextEditor(() => this.refresh()));
    this.#store.add(
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        for (const one of pending.of(textEditor.document.uri)) this.draw(one, false);
      }),
    );
  }

  /** Draws one suggestion, soon; what has gone goes at once. */
  draw(pending: PendingSuggestion, isGone: boolean): void {
    if (!isGone) {
      this.#dirty.add(pending);
      if (this.#drawn.get(pending) !== pending.look) this.#painting.now();
      else this.#painting.request();
      return;
    }
    this.#dirty.delete(pending);
    this.#closeThread(pending);
    void this.#documents.close(pending);
    this.#painting.now();
  }

  /** Draws what follows from the list of those that wait. */
  refresh(): void {
    this.#painting.request();
  }

  /** Shows it in another way. */
  async show(pending: PendingSuggestion, view: ReviewView): Promise<void> {
    pending.chosenView = view;
    pending.view = view === "inline" && !mayBeInline(pending) ? "thread" : view;
    this.#dirty.add(pending);
    this.#painting.now();
    if (view === "diff") await this.#documents.open(pending);
    else await this.#documents.close(pending);
  }

  /** The suggestions in the active editor: of its document, or the one that it shows the outcome of. */
  here(): readonly PendingSuggestion[] {
    const uri = vscode.window.activeTextEditor?.document.uri;
    if (!uri) return [];
    const compared = this.compared(uri);
    return compared ? [compared] : this.pending.of(uri);
  }

  /** The suggestion whose outcome a document of ours shows. */
  compared(uri: unknown): PendingSuggestion | undefined {
    return this.#documents.suggestionIn(uri);
  }

  /** The suggestion that a thread shows. */
  inThread(thread: unknown): PendingSuggestion | undefined {
    return [...this.#threads].find(([, { thread: shown }]) => shown === thread)?.[0];
  }

  dispose(): void {
    for (const thread of this.#threads.values()) thread.dispose();
    this.#threads.clear();
    this.#store.dispose();
  }

  #view(pending: PendingSuggestion): ReviewView | "hidden" {
    if (pending.isKept) return "hidden";
    if (!pending.isReady) return "thread";
    return (pending.view ??= this.#choose(pending));
  }

  /** A comparison takes the place of what the writer looks at, so it comes by itself only where they wait for it. */
  #choose(pending: PendingSuggestion): ReviewView {
    const view = chooseShownView(pending, this.setting());
    if (view !== "diff") return view;
    if (vscode.window.activeTextEditor?.document.uri.toString() !== pending.uri.toString()) return "thread";
    void this.#documents.open(pending);
    return "diff";
  }

  #paint(): void {
    for (const pending of this.#dirty) {
      if (this.#view(pending) === "thread") this.#drawThread(pending);
      else this.#closeThread(pending);
      this.#documents.update(pending);
      this.#drawn.set(pending, pending.look);
    }
    this.#dirty.clear();
    this.#inline.refresh();
    this.#dim();
    this.#lenses.refresh();
    this.#setContexts();
  }

  #drawThread(pending: PendingSuggestion): void {
    const { thread } = this.#threads.get(pending) ?? {};
    if (thread && thread.uri.toString() !== pending.uri.toString()) this.#closeThread(pending);
    const shown = this.#threads.get(pending) ?? this.#openThread(pending);
    shown.update(this.#currentChange(pending));
  }

  /** The change that the cursor stands at, or -1. */
  #currentChange(pending: PendingSuggestion): number {
    const editor = vscode.window.activeTextEditor;
    const isHere = editor?.document.uri.toString() === pending.uri.toString();
    if (!editor || !isHere || !pending.isReady || !pending.replaces) return -1;
    return changeAt(changeRanges(pending, editor.document), editor.selection.active);
  }

  #openThread(pending: PendingSuggestion): SuggestionThread {
    this.#comments ??= this.#createComments();
    const thread = new SuggestionThread(this.#comments, pending);
    this.#threads.set(pending, thread);
    return thread;
  }

  #createComments(): vscode.CommentController {
    const comments = this.#store.add(vscode.comments.createCommentController("inkling", "Inkling"));
    comments.options = {
      prompt: vscode.l10n.t("Ask for a Change…"),
      placeHolder: vscode.l10n.t(
        "What should be different? For instance: shorter, and without the second sentence",
      ),
    };
    return comments;
  }

  #closeThread(pending: PendingSuggestion): void {
    this.#threads.get(pending)?.dispose();
    this.#threads.delete(pending);
  }

  #dim(): void {
    if (!this.#dimmed && this.pending.all.length === 0) return;
    const dimmed = (this.#dimmed ??= this.#store.add(
      vscode.window.createTextEditorDecorationType({ opacity: "0.55" }),
    ));
    for (const editor of vscode.window.visibleTextEditors) {
      const ranges = this.pending
        .of(editor.document.uri)
        .filter((one) => one.replaces && one.state !== "changed")
        .filter((one) => this.#view(one) === "thread")
        .map(({ range }) => range);
      editor.setDecorations(dimmed, ranges);
    }
  }

  #setContexts(): void {
    const here = this.here();
    const ready = here.filter((one) => one.isReady && !one.isKept);
    this.#keys.setContext(
      "inkling.suggestion.any",
      this.pending.all.length + this.pending.waiting.all.length > 0,
    );
    this.#keys.setContext(
      "inkling.suggestion.pending",
      here.some(({ isKept }) => !isKept),
    );
    this.#keys.setContext("inkling.suggestion.ready", ready.length > 0);
    this.#keys.setContext(
      "inkling.suggestion.changes",
      ready.some(({ replaces }) => replaces),
    );
  }
}
