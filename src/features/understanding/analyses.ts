import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import type { TextEdit, TextRange } from "../../core/text/textEdit";
import type { Analysis } from "../../core/understanding/analysis";
import { analysedText, follow, type AnalysedText } from "./analysedText";
import { toTextEdit } from "../../platform/contentChange";

/** What an analysis is made of: a range of a document. */
export interface AnalysedRange {
  readonly uri: vscode.Uri;
  readonly range: TextRange;
}

export interface AnalysisChange {
  readonly uri: vscode.Uri;
  /** All findings are still there, and at most stand elsewhere. */
  readonly onlyMoved: boolean;
}

/** An analysis that the model is still asked for, and what was written into its document meanwhile. */
interface Running {
  readonly controller: AbortController;
  readonly changes: (readonly TextEdit[])[];
}

/** The latest analysis of each document, which follows its edits and goes when it is closed. */
export class Analyses implements Disposable {
  readonly #store = new DisposableStore();
  /** By address, the latest last. */
  readonly #texts = new Map<string, AnalysedText>();
  readonly #running = new Map<string, Running>();
  readonly #changed = this.#store.add(new vscode.EventEmitter<AnalysisChange>());
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#store.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#follow(document.uri, contentChanges.map(toTextEdit));
      }),
    );
    this.#store.add(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        // A change of the language is told as a close and an opening; the document stays in the list.
        if (!vscode.workspace.textDocuments.some((open) => open.uri.toString() === uri.toString()))
          this.clear(uri);
      }),
    );
  }

  of(uri: vscode.Uri): AnalysedText | undefined {
    return this.#texts.get(uri.toString());
  }

  /** The latest of all documents. */
  get latest(): AnalysedText | undefined {
    return [...this.#texts.values()].at(-1);
  }

  /**
   * Waits for an analysis of the text that now stands at `range`, and puts it in the place of the document's
   * former one. `work` is aborted when the document is closed or analysed anew; undefined from it changes nothing.
   * @returns whether there is a new analysis. Throws what `work` throws
   */
  async run(
    { uri, range }: AnalysedRange,
    work: (controller: AbortController) => Promise<Analysis | undefined>,
  ): Promise<boolean> {
    const key = uri.toString();
    const running: Running = { controller: new AbortController(), changes: [] };
    this.#running.get(key)?.controller.abort();
    this.#running.set(key, running);
    try {
      const analysis = await work(running.controller);
      if (!analysis || running.controller.signal.aborted) return false;
      const text = running.changes.reduce(follow, analysedText(uri, analysis, range.start));
      this.#texts.delete(key);
      this.#texts.set(key, text);
      this.#changed.fire({ uri, onlyMoved: false });
      return true;
    } finally {
      if (this.#running.get(key) === running) this.#running.delete(key);
    }
  }

  /** Forgets the analysis of a document, and stops one that is on its way. */
  clear(uri: vscode.Uri): void {
    this.#running.get(uri.toString())?.controller.abort();
    if (this.#texts.delete(uri.toString())) this.#changed.fire({ uri, onlyMoved: false });
  }

  dispose(): void {
    for (const { controller } of this.#running.values()) controller.abort();
    this.#store.dispose();
  }

  #follow(uri: vscode.Uri, edits: readonly TextEdit[]): void {
    const key = uri.toString();
    this.#running.get(key)?.changes.push(edits);
    const text = this.#texts.get(key);
    if (!text) return;
    const followed = follow(text, edits);
    this.#texts.set(key, followed);
    this.#changed.fire({ uri, onlyMoved: followed.spans.length === text.spans.length });
  }
}
