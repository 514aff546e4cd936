import * as vscode from "vscode";
import type { Disposable } from "../../core/common/disposable";
import type { ReviewView } from "../../core/review/chooseView";
import { ReviewedText } from "../../core/review/reviewedText";
import { proposalEdit } from "../../core/rewrite/proposalEdit";
import { withLineEnding } from "../../core/text/lineEnding";
import type { TextEdit } from "../../core/text/textEdit";
import type { EditorSnapshot } from "../../platform/editorSnapshot";
import type { Suggestion } from "../../platform/suggestionPresenter";
import { SuggestionAnchor } from "./suggestionAnchor";
import type { SuggestionProgress, SuggestionState } from "./suggestionProgress";

/** One suggestion that waits for the writer. It follows its text through every edit and shows nothing itself. */
export class PendingSuggestion implements Disposable {
  readonly id: string;
  /** The view that the writer has chosen for it. */
  chosenView: ReviewView | undefined;
  /** How the shown version is shown; undefined until that is known. */
  view: ReviewView | undefined;
  #suggestion: Suggestion;
  #text: ReviewedText;
  #anchor: SuggestionAnchor;
  #abort: AbortController | undefined;
  #isKept: boolean;
  #isWriting = false;

  constructor(
    suggestion: Suggestion,
    document: vscode.TextDocument,
    /** Called after every change of what is to be seen. */
    private readonly changed: () => void,
    progress?: SuggestionProgress,
  ) {
    const { snapshot } = suggestion;
    this.#suggestion = suggestion;
    this.id = progress?.id ?? crypto.randomUUID();
    const original = this.replaces ? snapshot.text : "";
    this.#text = new ReviewedText(progress?.text ?? { original, versions: [], current: 0 });
    this.#anchor = new SuggestionAnchor(
      document,
      snapshot,
      this.replaces ? this.#text.original : snapshot.text,
    );
    this.#isKept = progress?.isKept ?? false;
    this.#takeLineEnding();
  }

  get suggestion(): Suggestion {
    return this.#suggestion;
  }

  get uri(): vscode.Uri {
    return this.#suggestion.snapshot.uri;
  }

  /** Whether it would stand in place of a text, and not beside one. */
  get replaces(): boolean {
    return this.#suggestion.target === "replace";
  }

  get anchor(): SuggestionAnchor {
    return this.#anchor;
  }

  get text(): ReviewedText {
    return this.#text;
  }

  get modelName(): string {
    return this.#text.modelName ?? this.#suggestion.modelName;
  }

  get state(): SuggestionState {
    if (!this.#anchor.stands) return "changed";
    if (this.isStreaming && this.#text.showsNewest) return "streaming";
    return this.#text.isComplete ? "ready" : "interrupted";
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
    const { document, range } = this.#anchor;
    return new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
  }

  /** The document at the moment, as far as another version needs it. */
  get snapshot(): EditorSnapshot {
    const { range, text } = this.#anchor;
    return { ...this.#suggestion.snapshot, range, text };
  }

  get progress(): SuggestionProgress {
    return { id: this.id, text: this.#text.state, isKept: this.#isKept };
  }

  get isWriting(): boolean {
    return this.#isWriting;
  }

  /** The proposal as a text of its own. */
  get proposal(): string {
    return this.#text.proposal.trim();
  }

  /** Begins one more version, which `abort` ends; one that is still being written goes. */
  begin(abort: AbortController, modelName: string): void {
    if (this.isStreaming) this.interrupt(true);
    this.#abort = abort;
    this.#isKept = false;
    this.view = undefined;
    this.#text.addVersion(modelName);
    this.changed();
  }

  /** Takes the whole proposal so far. */
  grow(proposal: string): void {
    const { range, text: original, lineEnding } = this.#anchor;
    const place = { range, original, lineEnding };
    this.#text.grow(proposalEdit(proposal, this.#suggestion.target, place).text);
    this.changed();
  }

  /** The newest version is whole. */
  finish(): void {
    this.#abort = undefined;
    this.#text.finish();
    this.changed();
  }

  /**
   * Nothing more will come. A version of which nothing has come, or that is `unwanted`, goes, and those before it are
   * as good as they were. Returns whether anything is left.
   */
  interrupt(unwanted = false): boolean {
    this.dispose();
    if (unwanted || this.#text.isNewestEmpty) this.#text.dropVersion();
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
      if (this.replaces) this.#anchor.locateAs(this.#text.original);
      this.changed();
    }
  }

  /** Follows the edits of one change event of its document. Returns whether they have just spoilt its text. */
  follow(edits: readonly TextEdit[]): boolean {
    if (this.#isWriting) return false;
    const stood = this.#anchor.stands;
    const now = this.#anchor.follow(edits);
    // Undo and Redo bring back what stood there before and after a change was accepted.
    if (now && this.replaces && this.#text.returnTo(now.text)) this.#anchor.become(now.text, now.range);
    this.#takeLineEnding();
    this.changed();
    return stood && !this.#anchor.stands;
  }

  /** Its document was opened again, or is called differently now. */
  moveTo(document: vscode.TextDocument): void {
    const { snapshot } = this.#suggestion;
    this.#suggestion = { ...this.#suggestion, snapshot: { ...snapshot, uri: document.uri } };
    this.#anchor.reopen(document);
    this.#takeLineEnding();
    // What was accepted and not saved is open again.
    const known = this.#anchor.stands
      ? undefined
      : this.#text.past.findLast((past) => this.#anchor.locateAs(past));
    if (known !== undefined) this.#text.returnTo(known);
    this.changed();
  }

  /** The text was changed: the changes that it does not touch stay, the others go. */
  rebase(): void {
    const { range, read } = this.#anchor;
    const now = read(range);
    this.#text.rebase(now);
    this.#anchor.become(now, range);
    this.changed();
  }

  /** From now on it is about this text, of which there is no version yet. */
  renew(snapshot: EditorSnapshot): void {
    this.dispose();
    this.#suggestion = { ...this.#suggestion, snapshot };
    this.#text = new ReviewedText({ original: this.replaces ? snapshot.text : "", versions: [], current: 0 });
    this.#anchor = new SuggestionAnchor(this.#anchor.document, snapshot, snapshot.text);
  }

  /** Asks for nothing more. */
  dispose(): void {
    const abort = this.#abort;
    this.#abort = undefined;
    abort?.abort();
  }

  /** A document that is given other line endings as a whole says the same as before. */
  #takeLineEnding(): void {
    const { stands, lineEnding, text } = this.#anchor;
    const converted = withLineEnding(text, lineEnding);
    if (stands || converted === text || !this.#anchor.locateAs(converted)) return;
    this.#text.convert((one) => withLineEnding(one, lineEnding));
  }
}
