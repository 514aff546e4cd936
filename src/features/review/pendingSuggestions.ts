import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import type { Suggestion } from "../../platform/suggestionPresenter";
import { toTextEdit } from "../../platform/contentChange";
import { hasTab } from "./openTabs";
import { PendingSuggestion } from "./pendingSuggestion";
import { renamedUri } from "./renamedUri";
import type { SuggestionProgress } from "./suggestionProgress";
import type { SuggestionStore } from "./suggestionStore";
import { Throttle } from "./throttle";
import { WaitingSuggestions } from "./waitingSuggestions";

/** The shortest time between two savings of suggestions that grow, in milliseconds. */
const SAVE_MS = 500;

export interface PendingSuggestionsParts {
  readonly store: SuggestionStore;
  /** Others wait on disk than before. */
  readonly refresh: () => void;
  /** Something about the suggestion is to be drawn anew; for one that has gone, `isGone` is true. */
  readonly draw: (pending: PendingSuggestion, isGone: boolean) => void;
  /** The writer has edited the text that it is about. */
  readonly spoilt: (pending: PendingSuggestion) => void;
  /** Its document was closed and cannot be opened again. */
  readonly lost: (pending: PendingSuggestion) => void;
}

/**
 * Every suggestion that waits for the writer: followed through edits, closed and opened documents and new names, and
 * kept on disk until it is taken or left.
 */
export class PendingSuggestions implements Disposable {
  readonly #store = new DisposableStore();
  readonly #unsaved = new Set<PendingSuggestion>();
  /** How each looked when it was last saved. */
  readonly #saved = new WeakMap<PendingSuggestion, string>();
  readonly #saving = this.#store.add(new Throttle(() => this.#save(), SAVE_MS));
  /** Those whose documents are not open. */
  readonly waiting: WaitingSuggestions;
  #all: readonly PendingSuggestion[] = [];
  #takingUp = Promise.resolve();
  #isDisposed = false;

  constructor(private readonly parts: PendingSuggestionsParts) {
    this.waiting = new WaitingSuggestions(parts.store);
    const { workspace, window } = vscode;
    for (const subscription of [
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0) return;
        const edits = contentChanges.map(toTextEdit);
        // An untitled document that is closed without saving is emptied first.
        const isEmptied = document.isUntitled && document.lineCount === 1 && document.lineAt(0).text === "";
        for (const pending of this.of(document.uri)) {
          if (pending.follow(edits) && !isEmptied) parts.spoilt(pending);
        }
      }),
      workspace.onDidOpenTextDocument((document) => {
        this.#takingUp = this.#opened(document);
      }),
      window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.length > 0) this.#tabsClosed();
      }),
      workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) this.#renamed(oldUri, newUri);
      }),
    ]) {
      this.#store.add(subscription);
    }
  }

  get all(): readonly PendingSuggestion[] {
    return this.#all;
  }

  of(uri: vscode.Uri): readonly PendingSuggestion[] {
    if (this.#all.length === 0) return this.#all;
    const id = uri.toString();
    return this.#all.filter((pending) => pending.uri.toString() === id);
  }

  add(
    suggestion: Suggestion,
    document: vscode.TextDocument,
    progress?: SuggestionProgress,
  ): PendingSuggestion {
    const changed = () => this.#changed(pending);
    const pending = new PendingSuggestion(suggestion, document, changed, progress);
    this.#all = [...this.#all, pending];
    this.parts.draw(pending, false);
    return pending;
  }

  /** Taken or left: it is nowhere any more. */
  remove(pending: PendingSuggestion): void {
    if (this.#isDisposed || !this.#all.includes(pending)) return;
    this.#all = this.#all.filter((other) => other !== pending);
    this.#unsaved.delete(pending);
    pending.dispose();
    this.parts.store.delete(pending.id);
    this.parts.draw(pending, true);
  }

  /** The suggestion with this id, as soon as it is taken up by its document. */
  async offered(id: string): Promise<PendingSuggestion | undefined> {
    await this.#takingUp;
    return this.#all.find((pending) => pending.id === id);
  }

  /** Offers again what an earlier session has left, as soon as its document is open. */
  async restore(): Promise<void> {
    await this.waiting.load(new Set(this.#all.map(({ id }) => id)));
    await Promise.all(vscode.workspace.textDocuments.map((document) => this.#opened(document)));
    this.parts.refresh();
  }

  /** What was not taken stays on disk. */
  dispose(): void {
    this.#save();
    this.#isDisposed = true;
    for (const pending of this.#all) pending.dispose();
    this.#store.dispose();
  }

  #changed(pending: PendingSuggestion): void {
    if (this.#isDisposed || !this.#all.includes(pending)) return;
    if (pending.proposal !== "") this.#saveSoon(pending);
    this.parts.draw(pending, false);
  }

  #saveSoon(pending: PendingSuggestion): void {
    this.#unsaved.add(pending);
    const looked = this.#saved.get(pending);
    this.#saved.set(pending, pending.look);
    if (looked === pending.look) this.#saving.request();
    else this.#saving.now();
  }

  #save(): void {
    for (const pending of this.#unsaved) {
      const suggestion = { ...pending.suggestion, snapshot: pending.snapshot };
      this.parts.store.save({ suggestion, progress: pending.progress });
    }
    this.#unsaved.clear();
  }

  async #opened(document: vscode.TextDocument): Promise<void> {
    for (const pending of this.of(document.uri)) pending.moveTo(document);
    const taken = await this.waiting.take(document);
    if (taken.length === 0) return;
    for (const { suggestion, progress } of taken) this.add(suggestion, document, progress);
    this.parts.refresh();
  }

  /**
   * Whoever closes a document does not want to wait for what is still being written for it: what has come is there
   * again when it is opened. An untitled document never is, unless it was saved. Tabs are what counts: VS Code keeps
   * the document itself for minutes.
   */
  #tabsClosed(): void {
    for (const pending of this.#all.filter(({ uri }) => !hasTab(uri))) {
      if (pending.uri.scheme === "untitled") this.#untitledClosed(pending);
      else if (pending.isStreaming && !pending.interrupt()) this.remove(pending);
    }
  }

  #untitledClosed(pending: PendingSuggestion): void {
    const saved = vscode.window.activeTextEditor?.document;
    // Saving may trim it, or end it with a line break.
    const isCopy = saved?.getText().trimEnd() === pending.anchor.document.getText().trimEnd();
    if (saved && isCopy && !saved.isUntitled) {
      pending.moveTo(saved);
      return;
    }
    this.remove(pending);
    this.parts.lost(pending);
  }

  #renamed(from: vscode.Uri, to: vscode.Uri): void {
    this.waiting.rename(from, to);
    for (const pending of this.#all) {
      const uri = renamedUri(pending.uri, from, to);
      if (!uri) continue;
      const open = vscode.workspace.textDocuments.find(
        (document) => document.uri.toString() === uri.toString(),
      );
      if (open) pending.moveTo(open);
      else void vscode.workspace.openTextDocument(uri).then((document) => pending.moveTo(document));
    }
  }
}
