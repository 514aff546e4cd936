import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import type { GhostTextEngine } from "../../core/completion/ghostTextEngine";
import type { DocumentChange } from "../../core/completion/ghostTextQuery";
import { setContext } from "../../platform/contextKeys";

const KINDS: Readonly<Record<vscode.TextDocumentChangeReason, DocumentChange["kind"]>> = {
  [vscode.TextDocumentChangeReason.Undo]: "undo",
  [vscode.TextDocumentChangeReason.Redo]: "redo",
};

export interface DocumentWatchParts {
  readonly engine: Pick<GhostTextEngine, "changed" | "moved" | "forget" | "offered">;
  /** The documents in which ghost text is offered. */
  readonly selector: () => vscode.DocumentSelector;
  /** `text` was taken over and stands at `offset` of the document now. */
  readonly accepted: (document: vscode.TextDocument, offset: number, text: string) => void;
}

/**
 * Tells the engine what happens to documents and their cursors, and the editor, by a context key, whether what it
 * shows may be Inkling's.
 */
export class DocumentWatch implements Disposable {
  readonly #store = new DisposableStore();
  #isOffered = false;

  constructor(private readonly parts: DocumentWatchParts) {
    const { engine } = parts;
    this.#store.add(vscode.workspace.onDidChangeTextDocument((event) => this.#changed(event)));
    this.#store.add(
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections: [selection] }) => {
        // The same document may stand in another editor too, with a cursor of its own.
        if (textEditor !== vscode.window.activeTextEditor) return;
        const { document } = textEditor;
        if (selection) engine.moved(document.uri.toString(), document.offsetAt(selection.active));
        this.look();
      }),
    );
    let active = vscode.window.activeTextEditor;
    this.#store.add(
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (active) engine.moved(active.document.uri.toString(), -1);
        active = editor;
        this.look();
      }),
    );
    this.#store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => engine.forget(uri.toString())));
  }

  /** Sets the context key, when it is no longer true. */
  look(): void {
    const editor = vscode.window.activeTextEditor;
    const isOffered =
      editor !== undefined &&
      this.parts.engine.offered(
        editor.document.uri.toString(),
        editor.document.offsetAt(editor.selection.active),
      ).length > 0;
    if (isOffered === this.#isOffered) return;
    this.#isOffered = isOffered;
    setContext("inkling.ghostText.offered", isOffered);
  }

  dispose(): void {
    this.#store.dispose();
  }

  #changed({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0 || vscode.languages.match(this.parts.selector(), document) === 0) return;
    const documentId = document.uri.toString();
    const kind = reason === undefined ? "edit" : KINDS[reason];
    for (const { rangeOffset: offset, rangeLength: removedLength, text: inserted } of contentChanges) {
      const change = { documentId, offset, removedLength, inserted, kind };
      if (this.parts.engine.changed(change)) this.parts.accepted(document, offset, inserted);
    }
  }
}
