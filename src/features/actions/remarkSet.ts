import * as vscode from "vscode";
import type { Disposable } from "../../core/common/disposable";
import { escapeMarkdown } from "../../core/common/escapeMarkdown";
import { parseRemarks, type Remark } from "../../core/rewrite/remarks";
import { findQuote } from "../../core/text/quotePlaces";
import { growRange, type TextRange } from "../../core/text/textEdit";
import { toTextEdit } from "../../platform/contentChange";

export interface RemarkSetParts {
  readonly document: vscode.TextDocument;
  /** Where the text stands that the remarks are about. */
  readonly range: TextRange;
  /** The action and the model. */
  readonly label: string;
  /** Stops what is still being written. */
  readonly controller: AbortController;
}

interface PlacedThread {
  readonly thread: vscode.CommentThread;
  range: TextRange;
}

/** The remarks of one answer on one text, as threads that follow their words through edits. */
export class RemarkSet implements Disposable {
  #range: TextRange;
  #placed: readonly PlacedThread[] = [];
  /** The one at the end of the text, for remarks about the whole and those whose words are not found. */
  #atEnd: PlacedThread | undefined;
  #shown = 0;
  #notFound = 0;
  #isWriting = true;

  constructor(
    private readonly comments: vscode.CommentController,
    private readonly parts: RemarkSetParts,
  ) {
    this.#range = parts.range;
  }

  get isWriting(): boolean {
    return this.#isWriting;
  }

  get threads(): readonly vscode.CommentThread[] {
    return this.#placed.map(({ thread }) => thread);
  }

  isOf({ uri }: vscode.TextDocument): boolean {
    return uri.toString() === this.parts.document.uri.toString();
  }

  /** Takes the whole answer so far and shows the remarks that are new in it; the last may go on unless `isComplete`. */
  show(answer: string, isComplete: boolean): void {
    const remarks = parseRemarks(answer, isComplete);
    for (const remark of remarks.slice(this.#shown)) this.#add(remark);
    this.#shown = remarks.length;
  }

  /** Nothing more comes: it is whole, or has failed. */
  end(): void {
    this.#isWriting = false;
  }

  /** Follows the edits of one change event of the document. */
  follow(changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    const edits = changes.map(toTextEdit);
    this.#range = growRange(this.#range, edits);
    for (const placed of this.#placed) {
      placed.range = growRange(placed.range, edits);
      placed.thread.range = this.#rangeOf(placed.range);
    }
  }

  /** The thread nearest to a line. */
  nearest(line: number): vscode.CommentThread | undefined {
    const distance = ({ thread }: PlacedThread) => Math.abs((thread.range?.end.line ?? Infinity) - line);
    return this.#placed.toSorted((one, other) => distance(one) - distance(other))[0]?.thread;
  }

  dismiss(thread: vscode.CommentThread | undefined): void {
    thread?.dispose();
    this.#placed = this.#placed.filter((placed) => placed.thread !== thread);
    if (this.#atEnd?.thread === thread) this.#atEnd = undefined;
  }

  dispose(): void {
    if (this.#isWriting) this.parts.controller.abort();
    this.#isWriting = false;
    for (const { thread } of this.#placed) thread.dispose();
    this.#placed = [];
  }

  #add({ quote, remark }: Remark): void {
    const found = quote === undefined ? undefined : this.#find(quote);
    if (found) {
      this.#open(found, [comment(remark)]).thread.label = this.parts.label;
      return;
    }
    if (quote !== undefined) this.#notFound++;
    const { end } = this.#range;
    this.#atEnd ??= this.#open({ start: end, end }, []);
    const { thread } = this.#atEnd;
    thread.comments = [...thread.comments, comment(remark, quote)];
    thread.label =
      this.#notFound === 0
        ? this.parts.label
        : vscode.l10n.t("{0} · words not found in the text: {1}", this.parts.label, this.#notFound);
  }

  /** Where the text, as it is now, has the words. */
  #find(quote: string): TextRange | undefined {
    const found = findQuote(this.parts.document.getText(this.#rangeOf(this.#range)), quote);
    const { start } = this.#range;
    return found && { start: start + found.start, end: start + found.end };
  }

  #open(range: TextRange, comments: readonly vscode.Comment[]): PlacedThread {
    const { document } = this.parts;
    const thread = this.comments.createCommentThread(document.uri, this.#rangeOf(range), comments);
    thread.canReply = false;
    // The others wait behind their signs: all at once they would tear the paragraph apart.
    thread.collapsibleState =
      this.#placed.length === 0
        ? vscode.CommentThreadCollapsibleState.Expanded
        : vscode.CommentThreadCollapsibleState.Collapsed;
    const placed = { thread, range };
    this.#placed = [...this.#placed, placed];
    return placed;
  }

  #rangeOf({ start, end }: TextRange): vscode.Range {
    const { document } = this.parts;
    return new vscode.Range(document.positionAt(start), document.positionAt(end));
  }
}

/** A remark in its own characters, nothing of it rendered; below the words that it was meant for, where given. */
function comment(remark: string, quote?: string): vscode.Comment {
  const quoted = quote === undefined ? "" : `> ${escapeMarkdown(quote.replace(/\s+/g, " "))}\n\n`;
  const body = new vscode.MarkdownString(`${quoted}${escapeMarkdown(remark)}`);
  return { author: { name: "Inkling" }, body, mode: vscode.CommentMode.Preview };
}
