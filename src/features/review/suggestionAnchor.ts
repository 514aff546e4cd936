import * as vscode from "vscode";
import { touches, WatchedText } from "../../core/review/watchedText";
import type { LineEnding } from "../../core/text/lineEnding";
import { growRange, type TextEdit, type TextRange } from "../../core/text/textEdit";
import type { ExpectedText } from "../../platform/applyEdit";
import type { EditorSnapshot } from "../../platform/editorSnapshot";

/** Where there is no text, so much of what stands before is watched in its stead, in characters. */
const LEAD = 80;

/** Where a suggestion belongs in its document, through every edit of it. It never reads more of it than it has to. */
export class SuggestionAnchor {
  readonly #watched: WatchedText;
  readonly #hasLead: boolean;
  #document: vscode.TextDocument;

  /** `text` is what stands at the snapshot's range by now. */
  constructor(
    document: vscode.TextDocument,
    { range, before }: Pick<EditorSnapshot, "range" | "before">,
    text: string,
  ) {
    const lead = text === "" ? before.slice(-LEAD) : "";
    this.#hasLead = lead !== "";
    this.#document = document;
    this.#watched = new WatchedText({ start: range.start - lead.length, end: range.end }, lead + text);
    this.#locate();
  }

  get document(): vscode.TextDocument {
    return this.#document;
  }

  get lineEnding(): LineEnding {
    return this.#document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n";
  }

  /** Where the text stands, or what has become of it. */
  get range(): TextRange {
    const { start, end } = this.#watched.range;
    return { start: this.#hasLead ? end : start, end };
  }

  /** The text that belongs there. */
  get text(): string {
    return this.#hasLead ? "" : this.#watched.text;
  }

  /** Whether it stands there. */
  get stands(): boolean {
    return this.#watched.stands;
  }

  /** What has to stand in the document for the suggestion to be taken. */
  get expected(): ExpectedText {
    return { start: this.#watched.range.start, text: this.#watched.text };
  }

  /**
   * Follows the edits of one change. Returns what stands where they have touched the text or its borders; undefined
   * when they have not.
   */
  follow(edits: readonly TextEdit[]): { readonly range: TextRange; readonly text: string } | undefined {
    const { range } = this.#watched;
    const isTouched = !this.#hasLead && edits.some((edit) => touches(edit, range));
    this.#watched.follow(edits, this.read);
    if (!isTouched) return undefined;
    const grown = growRange(range, edits);
    return { range: grown, text: this.read(grown) };
  }

  /** VS Code has made a new object for the document, with another text perhaps. */
  reopen(document: vscode.TextDocument): void {
    this.#document = document;
    this.#locate();
  }

  /** The document has other line endings than `text` had. Returns whether it stands there in these. */
  locateAs(text: string): boolean {
    return !this.#hasLead && this.#watched.locateAs(text, this.read, this.#length);
  }

  /** From now on it is this text. */
  become(text: string, range: TextRange): void {
    if (!this.#hasLead) this.#watched.become(text, range);
  }

  readonly read = ({ start, end }: TextRange): string =>
    this.#document.getText(
      new vscode.Range(this.#document.positionAt(start), this.#document.positionAt(end)),
    );

  get #length(): number {
    return this.#document.offsetAt(new vscode.Position(this.#document.lineCount, 0));
  }

  #locate(): void {
    this.#watched.locate(this.read, this.#length);
  }
}
