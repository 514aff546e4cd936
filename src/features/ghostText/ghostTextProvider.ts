import * as vscode from "vscode";
import type { GhostTextEngine } from "../../core/completion/ghostTextEngine";
import { withLineEnding } from "../../core/text/lineEnding";
import { toAbortSignal } from "../../platform/cancellation";
import type { Candidates } from "./candidates";
import type { DocumentWatch } from "./documentWatch";
import type { GhostTextStatus } from "./ghostTextStatus";
import { readAround } from "./readAround";

export interface ProviderParts {
  readonly engine: Pick<GhostTextEngine, "complete">;
  readonly status: Pick<GhostTextStatus, "failed">;
  readonly candidates: Pick<Candidates, "offered">;
  readonly watch: Pick<DocumentWatch, "look">;
}

/** A thin face over the engine: the editor's words in, the engine's words out. */
export class GhostTextProvider implements vscode.InlineCompletionItemProvider {
  /** For the next call by key, and for that alone. */
  #keywords: string | undefined;
  /** The document for which the editor was told to ask once more, which is no asking by key. */
  #growing: string | undefined;

  constructor(private readonly parts: ProviderParts) {}

  /** Shows at the cursor a continuation that works these words in. */
  async continueWith(keywords: string): Promise<void> {
    this.#keywords = keywords;
    try {
      await vscode.commands.executeCommand("editor.action.inlineSuggest.trigger");
    } finally {
      this.#keywords = undefined;
    }
  }

  /**
   * Has the editor show more of what it shows in this document, when that is the one in front of the writer. Asked
   * once more, it keeps what it shows first in its list; the step to the next brings the longer text without a blink.
   */
  async showMore(documentId: string): Promise<void> {
    if (vscode.window.activeTextEditor?.document.uri.toString() !== documentId) return;
    this.#growing = documentId;
    try {
      await vscode.commands.executeCommand("editor.action.inlineSuggest.showNext");
    } finally {
      this.#growing = undefined;
    }
  }

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    context: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    const { engine, status, candidates, watch } = this.parts;
    const documentId = document.uri.toString();
    const isInvoked = context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
    const explicit = isInvoked && this.#growing !== documentId;
    this.#growing = undefined;
    if (!isOneCursor(document) || !isWritable(document)) return [];
    const keywords = explicit ? this.#keywords : undefined;
    if (explicit) this.#keywords = undefined;
    const abort = toAbortSignal(token);
    try {
      const around = readAround(document, position);
      const query = {
        documentId,
        languageId: document.languageId,
        ...around,
        explicit,
        ...(keywords && { keywords }),
      };
      const texts = await engine.complete(query, abort.signal);
      if (abort.signal.aborted) return [];
      candidates.offered(documentId, query.offset, texts);
      watch.look();
      const lineEnding = document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n";
      const range = new vscode.Range(position, position);
      return texts.map((text) => new vscode.InlineCompletionItem(withLineEnding(text, lineEnding), range));
    } catch (error) {
      // Never a pop-up while somebody types: the log and the status bar are told.
      if (!abort.signal.aborted) status.failed(error);
      return [];
    } finally {
      abort.dispose();
    }
  }
}

/** One cursor and nothing selected, as far as the document is the one in front of the writer. */
function isOneCursor(document: vscode.TextDocument): boolean {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document !== document) return true;
  return editor.selections.length === 1 && editor.selection.isEmpty;
}

function isWritable({ uri }: vscode.TextDocument): boolean {
  return vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== false;
}
