import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import type { CommandRegistry } from "../../platform/commandRegistry";
import { setContext } from "../../platform/contextKeys";
import { EditorError } from "../../platform/editorError";
import type { ErrorReporter } from "../../platform/errorReporter";
import type { Suggestion, SuggestionPresenter } from "../../platform/suggestionPresenter";
import { PendingSuggestion } from "./pendingSuggestion";
import { SuggestionCodeLenses } from "./suggestionCodeLenses";

/** Shows proposals in threads below their paragraphs and takes the writer's yes or no. */
export class ReviewController implements SuggestionPresenter, Disposable {
  readonly #store = new DisposableStore();
  readonly #comments = vscode.comments.createCommentController("inkling", "Inkling");
  readonly #dimmed = vscode.window.createTextEditorDecorationType({ opacity: "0.55" });
  readonly #lenses = new SuggestionCodeLenses(() => this.#pending);
  #pending: readonly PendingSuggestion[] = [];

  constructor(
    commands: CommandRegistry,
    private readonly errors: Pick<ErrorReporter, "report">,
  ) {
    for (const own of [this.#comments, this.#dimmed, this.#lenses]) this.#store.add(own);
    commands.register("suggestion.accept", (which) => this.#accept(which));
    commands.register("suggestion.reject", (which) => this.#reject(which));
    this.#store.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const followed = this.#of(document);
        for (const pending of followed) pending.follow(contentChanges);
        if (followed.length > 0) this.#refresh();
      }),
    );
    this.#store.add(
      vscode.workspace.onDidOpenTextDocument((document) => {
        for (const pending of this.#of(document)) pending.reopen(document);
      }),
    );
    this.#store.add(
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.length > 0) this.#tabsClosed();
      }),
    );
    this.#store.add(vscode.window.onDidChangeVisibleTextEditors(() => this.#refresh()));
    this.#store.add(vscode.window.onDidChangeActiveTextEditor(() => this.#refresh()));
  }

  async present(
    suggestion: Suggestion,
    proposals: AsyncIterable<string>,
    abort: AbortController,
  ): Promise<void> {
    const document = await vscode.workspace.openTextDocument(suggestion.snapshot.uri);
    const pending = new PendingSuggestion(suggestion, document, this.#comments, abort);
    this.#set([...this.#pending, pending]);
    try {
      for await (const proposal of proposals) pending.grow(proposal);
      if (abort.signal.aborted) return;
      pending.finish();
      this.#refresh();
    } catch (error) {
      this.#remove(pending);
      throw error;
    }
  }

  dispose(): void {
    for (const pending of this.#pending) pending.dispose();
    this.#pending = [];
    this.#store.dispose();
  }

  async #accept(which: unknown): Promise<void> {
    const pending = this.#find(which);
    if (!pending?.isReady) return;
    // Off the list first: a second press finds nothing to accept.
    this.#remove(pending);
    await pending.accept();
  }

  #reject(which: unknown): void {
    const pending = this.#find(which);
    if (pending) this.#remove(pending);
  }

  /**
   * Whoever closes a document does not want to wait for what is still being written for it. A finished
   * proposal is there again when its file is opened; an untitled document never is. Tabs are what counts:
   * VS Code keeps the document itself for minutes.
   */
  #tabsClosed(): void {
    const lost = this.#pending.filter(
      ({ uri, isReady }) => (!isReady || uri.scheme === "untitled") && !hasTab(uri),
    );
    for (const pending of lost) {
      this.#remove(pending);
      this.errors.report(new EditorError("documentClosed", pending.proposal || undefined));
    }
  }

  /** The suggestion that a thread's icon or a CodeLens names; by key, the one nearest to the cursor. */
  #find(which: unknown): PendingSuggestion | undefined {
    if (which !== undefined) return this.#pending.find(({ thread }) => thread === which);
    const editor = vscode.window.activeTextEditor;
    if (!editor) return undefined;
    const distance = ({ range }: PendingSuggestion) =>
      range ? Math.abs(range.end.line - editor.selection.active.line) : Infinity;
    return this.#of(editor.document).toSorted((a, b) => distance(a) - distance(b))[0];
  }

  #of(document: vscode.TextDocument): PendingSuggestion[] {
    return this.#pending.filter(({ uri }) => uri.toString() === document.uri.toString());
  }

  #remove(pending: PendingSuggestion): void {
    pending.dispose();
    this.#set(this.#pending.filter((other) => other !== pending));
  }

  #set(pending: readonly PendingSuggestion[]): void {
    this.#pending = pending;
    this.#refresh();
  }

  /** Dimmed originals, CodeLenses and the context of the keys follow from the list; nothing else is stored. */
  #refresh(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const ranges = this.#of(editor.document)
        .filter(({ suggestion }) => suggestion.target === "replace")
        .flatMap(({ range }) => range ?? []);
      editor.setDecorations(this.#dimmed, ranges);
    }
    const active = vscode.window.activeTextEditor;
    const here = active ? this.#of(active.document) : [];
    setContext("inkling.suggestion.pending", here.length > 0);
    setContext(
      "inkling.suggestion.ready",
      here.some(({ isReady }) => isReady),
    );
    this.#lenses.refresh();
  }
}

function hasTab(uri: vscode.Uri): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) =>
    tabs.some(({ input }) => {
      if (input instanceof vscode.TabInputText) return input.uri.toString() === uri.toString();
      return input instanceof vscode.TabInputTextDiff && input.modified.toString() === uri.toString();
    }),
  );
}
