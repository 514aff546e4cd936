import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import type { PendingSuggestion } from "./pendingSuggestion";
import { proposedDocument } from "./suggestionPlace";

const SCHEME = "inkling-proposal";

/** The document as it would be, beside the document as it is, in the editor's own diff view. */
export class ProposalDocuments implements vscode.TextDocumentContentProvider, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<vscode.Uri>());
  #isRegistered = false;

  readonly onDidChange = this.#changed.event;

  constructor(private readonly pending: (id: string) => PendingSuggestion | undefined) {}

  /** The whole document with the proposal in its place; what it was last is gone with its suggestion. */
  provideTextDocumentContent({ query }: vscode.Uri): string {
    const pending = this.pending(query);
    return pending ? proposedDocument(pending) : "";
  }

  async open(pending: PendingSuggestion): Promise<void> {
    if (!this.#isRegistered) {
      this.#isRegistered = true;
      this.#store.add(vscode.workspace.registerTextDocumentContentProvider(SCHEME, this));
    }
    const { title, snapshot } = pending.suggestion;
    const name = `${snapshot.fileName} ↔ ${title}`;
    await vscode.commands.executeCommand("vscode.diff", pending.uri, proposalUri(pending), name, {
      // Beside the document's own tab and not in its place, as it would be where that is a preview.
      preview: false,
      selection: pending.range.with(pending.range.start, pending.range.start),
    });
  }

  /** The suggestion whose proposal this document shows. */
  suggestionIn(uri: unknown): PendingSuggestion | undefined {
    return uri instanceof vscode.Uri && uri.scheme === SCHEME ? this.pending(uri.query) : undefined;
  }

  update(pending: PendingSuggestion): void {
    if (this.#isRegistered) this.#changed.fire(proposalUri(pending));
  }

  /** Closes its tabs: there is nothing more to compare. */
  async close(pending: PendingSuggestion): Promise<void> {
    const tabs = vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(
        ({ input }) =>
          input instanceof vscode.TabInputTextDiff &&
          input.modified.scheme === SCHEME &&
          input.modified.query === pending.id,
      );
    if (tabs.length > 0) await vscode.window.tabGroups.close(tabs);
  }

  dispose(): void {
    this.#store.dispose();
  }
}

/** Named as the document, so that the editor knows its language. */
function proposalUri({ id, uri }: PendingSuggestion): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: uri.path.replace(/^(?!\/)/, "/"), query: id });
}
