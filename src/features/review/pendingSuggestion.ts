import * as vscode from "vscode";
import type { Disposable } from "../../core/common/disposable";
import { proposalEdit } from "../../core/rewrite/proposalEdit";
import { paragraphAt } from "../../core/text/paragraph";
import { mapRange, type TextRange } from "../../core/text/textEdit";
import { applyEdit } from "../../platform/applyEdit";
import { EditorError } from "../../platform/editorError";
import type { Suggestion } from "../../platform/suggestionPresenter";
import { proposalMarkdown } from "./proposalMarkdown";

/** The shortest time between two paints of a growing proposal: about every third frame. */
const PAINT_MS = 50;

/** The menus of package.json look at these. */
type ThreadState = "streaming" | "ready";

/**
 * One proposal that waits for the writer: a thread below its paragraph. It follows its text through edits
 * made elsewhere in the document and knows when its text was changed.
 */
export class PendingSuggestion implements Disposable {
  readonly thread: vscode.CommentThread;
  #range: TextRange | undefined;
  #proposal = "";
  #state: ThreadState = "streaming";
  #painting: NodeJS.Timeout | undefined;

  constructor(
    readonly suggestion: Suggestion,
    private document: vscode.TextDocument,
    controller: vscode.CommentController,
    readonly abort: AbortController,
  ) {
    const { uri, range } = suggestion.snapshot;
    this.#range = range;
    this.thread = controller.createCommentThread(uri, this.#place(range), []);
    this.thread.canReply = false;
    this.thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
    this.thread.label = `${suggestion.title} · ${suggestion.modelName}`;
    this.#show();
  }

  get uri(): vscode.Uri {
    return this.suggestion.snapshot.uri;
  }

  get isReady(): boolean {
    return this.#state === "ready";
  }

  get proposal(): string {
    return this.#proposal;
  }

  /** Where the text stands now, or undefined when it was changed. */
  get range(): vscode.Range | undefined {
    if (!this.#range) return undefined;
    return new vscode.Range(
      this.document.positionAt(this.#range.start),
      this.document.positionAt(this.#range.end),
    );
  }

  /** Takes the whole proposal so far, and shows it at the next paint. */
  grow(proposal: string): void {
    this.#proposal = proposal;
    this.#painting ??= setTimeout(() => this.#show(), PAINT_MS);
  }

  finish(): void {
    this.#state = "ready";
    this.#show();
  }

  /** Its document was opened again: VS Code has made a new object for it. */
  reopen(document: vscode.TextDocument): void {
    this.document = document;
    const { range } = this;
    if (range && document.getText(range) !== this.suggestion.snapshot.text) this.#range = undefined;
  }

  /** Follows the edits of one change event of its document. */
  follow(changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    if (!this.#range) return;
    const edits = changes.map(({ rangeOffset, rangeLength, text }) => ({
      start: rangeOffset,
      end: rangeOffset + rangeLength,
      text,
    }));
    this.#range = mapRange(this.#range, edits);
    if (this.#range) this.thread.range = this.#place(this.#range);
  }

  /** Writes the proposal into the document, as one undo step. Throws EditorError, with the proposal in it. */
  async accept(): Promise<void> {
    const { snapshot, target } = this.suggestion;
    if (!this.#range) throw new EditorError("textChanged", this.#proposal);
    const { start } = this.#range;
    const place = {
      range: this.#target(this.#range),
      original: snapshot.text,
      lineEnding: snapshot.lineEnding,
    };
    try {
      await applyEdit(this.uri, proposalEdit(this.#proposal, target, place), { start, text: snapshot.text });
    } catch (error) {
      throw error instanceof EditorError ? new EditorError(error.reason, this.#proposal) : error;
    }
  }

  dispose(): void {
    clearTimeout(this.#painting);
    this.abort.abort();
    this.thread.dispose();
  }

  /** What goes below the text goes below its whole paragraph: the selection may end in the middle of it. */
  #target(range: TextRange): TextRange {
    if (this.suggestion.target !== "insertAfter") return range;
    const paragraph = paragraphAt(this.document.getText(), range.end);
    return { start: range.start, end: Math.max(range.end, paragraph.end) };
  }

  /** The thread stands below the last line of its text; over a range it would stand in the middle of it. */
  #place(range: TextRange): vscode.Range {
    const end = this.document.positionAt(range.end);
    return new vscode.Range(end, end);
  }

  #show(): void {
    clearTimeout(this.#painting);
    this.#painting = undefined;
    this.thread.contextValue = this.#state;
    this.thread.comments = [
      {
        author: { name: "Inkling" },
        body: proposalMarkdown(this.#proposal),
        mode: vscode.CommentMode.Preview,
      },
    ];
  }
}
