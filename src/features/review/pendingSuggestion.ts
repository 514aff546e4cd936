import * as vscode from "vscode";
import type { Disposable } from "../../core/common/disposable";
import type { ReviewView } from "../../core/review/chooseView";
import { ReviewedText } from "../../core/review/reviewedText";
import { WatchedText } from "../../core/review/watchedText";
import { proposalEdit } from "../../core/rewrite/proposalEdit";
import { toTextEdit } from "../../platform/contentChange";
import type { EditorSnapshot } from "../../platform/editorSnapshot";
import type { Suggestion } from "../../platform/suggestionPresenter";
import type { SuggestionProgress, SuggestionState } from "./suggestionProgress";

/** One suggestion that waits for the writer. It follows its text through every edit and shows nothing itself. */
export class PendingSuggestion implements Disposable {
  readonly id: string;
  /** How it is shown once it is complete; undefined until that is known. */
  view: ReviewView | undefined;
  #text: ReviewedText;
  #suggestion: Suggestion;
  /** The text that the suggestion is about. */
  readonly watched: WatchedText;
  #document: vscode.TextDocument;
  #abort: AbortController | undefined;
  #isComplete = false;
  #isKept = false;
  #isWriting = false;

  constructor(
    suggestion: Suggestion,
    document: vscode.TextDocument,
    /** Called after every change of what is to be seen. */
    private readonly changed: () => void,
    progress?: SuggestionProgress,
  ) {
    this.#suggestion = suggestion;
    this.#document = document;
    this.id = progress?.id ?? crypto.randomUUID();
    const { range, text } = suggestion.snapshot;
    const original = this.#replaces ? text : "";
    this.#text = new ReviewedText(progress?.text ?? { original, versions: [], current: 0 });
    this.watched = new WatchedText(range, this.#replaces ? this.#text.original : text);
    this.#isComplete = progress?.isComplete ?? false;
    this.#isKept = progress?.isKept ?? false;
    this.watched.locate(document.getText());
  }

  get suggestion(): Suggestion {
    return this.#suggestion;
  }

  get uri(): vscode.Uri {
    return this.#suggestion.snapshot.uri;
  }

  get document(): vscode.TextDocument {
    return this.#document;
  }

  get text(): ReviewedText {
    return this.#text;
  }

  get state(): SuggestionState {
    if (!this.watched.stands) return "changed";
    if (this.#abort) return "streaming";
    // Only the newest version can be incomplete.
    return this.#isComplete || !this.#text.showsNewest ? "ready" : "interrupted";
  }

  get isReady(): boolean {
    return this.state === "ready";
  }

  get isStreaming(): boolean {
    return this.#abort !== undefined;
  }

  /** What the writer sees at a glance: while it is the same, the next drawing can wait a little. */
  get look(): string {
    return [this.state, this.#isKept, this.#text.currentVersion].join(" ");
  }

  /** Whether the request with this signal is the one that it waits for. */
  isReading(signal: AbortSignal): boolean {
    return this.#abort?.signal === signal;
  }

  /** Put aside by the writer: not shown, and still there. */
  get isKept(): boolean {
    return this.#isKept;
  }

  /** Where the text stands that the suggestion is about, or what has become of it. */
  get range(): vscode.Range {
    const { start, end } = this.watched.range;
    return new vscode.Range(this.#document.positionAt(start), this.#document.positionAt(end));
  }

  /** The document at the moment, as far as another version needs it. */
  get snapshot(): EditorSnapshot {
    return { ...this.#suggestion.snapshot, range: this.watched.range, text: this.watched.text };
  }

  get progress(): SuggestionProgress {
    return { id: this.id, text: this.#text.state, isComplete: this.#isComplete, isKept: this.#isKept };
  }

  get isWriting(): boolean {
    return this.#isWriting;
  }

  /** The proposal as a text of its own. */
  get proposal(): string {
    return this.#text.proposal.trim();
  }

  /** Begins one more version. What is read of it is given to `grow`, until `abort` is fired. */
  begin(abort: AbortController, modelName: string): void {
    this.#abort?.abort();
    this.#abort = abort;
    this.#suggestion = { ...this.#suggestion, modelName };
    this.#isComplete = false;
    this.#isKept = false;
    this.#text.addVersion();
    this.changed();
  }

  /** Takes the whole proposal so far. */
  grow(proposal: string): void {
    const { lineEnding } = this.#suggestion.snapshot;
    const place = { range: this.watched.range, original: this.watched.text, lineEnding };
    this.#text.grow(proposalEdit(proposal, this.#suggestion.target, place).text);
    this.changed();
  }

  /** The newest version is whole. */
  finish(): void {
    this.#abort = undefined;
    this.#isComplete = true;
    this.changed();
  }

  /**
   * Nothing more will come. A version of which nothing has come, or that is `unwanted`, goes, and those before it are
   * as good as they were. Returns whether anything is left.
   */
  interrupt(unwanted = false): boolean {
    this.dispose();
    if (unwanted || this.proposal === "") {
      this.#text.dropVersion();
      this.#isComplete = this.#text.versionCount > 0;
    }
    this.changed();
    return this.#text.versionCount > 0;
  }

  keep(isKept: boolean): void {
    this.#isKept = isKept;
    this.changed();
  }

  flip(by: number): void {
    this.#text.flip(by);
    this.view = undefined;
    this.changed();
  }

  /** One change is not wanted. */
  rejectHunk(index: number): void {
    this.#text.reject(index);
    this.changed();
  }

  /** Runs what writes into the document: its edits are the suggestion's own. */
  async whileWriting(write: () => Promise<void>, index: number | undefined): Promise<void> {
    this.#isWriting = true;
    try {
      await write();
      this.#text.accepted(index);
    } finally {
      this.#isWriting = false;
      const text = this.#replaces ? this.#text.original : this.watched.text;
      this.watched.become(text, this.#document.getText());
      this.changed();
    }
  }

  /** Follows the edits of one change event of its document. Returns whether they have just spoilt its text. */
  follow(changes: readonly vscode.TextDocumentContentChangeEvent[]): boolean {
    if (this.#isWriting) return false;
    const stood = this.watched.stands;
    this.watched.follow(changes.map(toTextEdit), () => this.#document.getText());
    if (!this.watched.stands) this.#returnToKnown();
    if (changes.length > 0) this.changed();
    return stood && !this.watched.stands;
  }

  /** Its document was opened again: VS Code has made a new object for it, with another text perhaps. */
  reopen(document: vscode.TextDocument): void {
    this.#document = document;
    this.watched.locate(document.getText());
    this.changed();
  }

  /** Its document is called differently now, for instance since it was saved for the first time. */
  moveTo(uri: vscode.Uri, document = this.#document): void {
    const { snapshot } = this.#suggestion;
    this.#suggestion = { ...this.#suggestion, snapshot: { ...snapshot, uri } };
    this.reopen(document);
  }

  /** The text was changed: the changes that it does not touch stay, the others go. */
  rebase(): void {
    const now = this.#document.getText(this.range);
    this.#text.rebase(now);
    this.watched.become(now, this.#document.getText());
    this.changed();
  }

  /** The text was changed: what it is now is what the next version is about. */
  renew(): void {
    const { range } = this.watched;
    const content = this.#document.getText();
    const before = content.slice(0, range.end);
    const text = before.slice(range.start);
    const snapshot = { ...this.#suggestion.snapshot, range, text, before };
    this.#suggestion = { ...this.#suggestion, snapshot };
    this.#text = new ReviewedText({ original: this.#replaces ? text : "", versions: [], current: 0 });
    this.watched.become(text, content);
    this.view = undefined;
    this.changed();
  }

  /** Asks for nothing more. */
  dispose(): void {
    const abort = this.#abort;
    this.#abort = undefined;
    abort?.abort();
  }

  /** Undo and Redo bring back texts that stood there before a change was accepted. */
  #returnToKnown(): void {
    const now = this.#document.getText(this.range);
    if (this.#replaces && this.#text.returnTo(now)) this.watched.become(now, this.#document.getText());
  }

  get #replaces(): boolean {
    return this.#suggestion.target === "replace";
  }
}
