import type * as vscode from "vscode";
import {
  EndOfLine,
  EventEmitter,
  Position,
  Range,
  Selection,
  type TabInputTextDiff,
  TabInputText,
  Uri,
} from "./values";

/** A text document over a string. */
export class FakeDocument {
  isClosed = false;
  version = 1;
  languageId: string;
  readonly uri: Uri;
  #text: string;

  constructor(uri: string | Uri, text: string, languageId = "markdown") {
    this.uri = typeof uri === "string" ? Uri.parse(uri) : uri;
    this.languageId = languageId;
    this.#text = text;
  }

  get eol(): number {
    return this.#text.includes("\r\n") ? EndOfLine.CRLF : EndOfLine.LF;
  }

  get isUntitled(): boolean {
    return this.uri.scheme === "untitled";
  }

  get lineCount(): number {
    return this.#text.split("\n").length;
  }

  lineAt(line: number): { text: string } {
    return { text: (this.#text.split("\n")[line] ?? "").replace(/\r$/, "") };
  }

  getText(range?: Range): string {
    return range ? this.#text.slice(this.offsetAt(range.start), this.offsetAt(range.end)) : this.#text;
  }

  positionAt(offset: number): Position {
    const before = this.#text.slice(0, Math.max(0, offset)).split("\n");
    return new Position(before.length - 1, before.at(-1)?.length ?? 0);
  }

  offsetAt({ line, character }: Position): number {
    const lines = this.#text.split("\n");
    return lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0) + character;
  }

  /** Makes one edit and tells the listeners, as typing does. */
  edit(start: number, end: number, text: string): void {
    this.editAll([{ start, end, text }]);
  }

  /** Makes several edits at once, as several cursors do; the last in the text comes first. */
  editAll(edits: readonly { start: number; end: number; text: string }[]): void {
    const contentChanges = edits.map(({ start, end, text }) => {
      const range = new Range(this.positionAt(start), this.positionAt(end));
      this.#text = this.#text.slice(0, start) + text + this.#text.slice(end);
      return { range, rangeOffset: start, rangeLength: end - start, text };
    });
    this.version++;
    documents.changed.fire({ document: this, contentChanges });
  }

  /** Closes its last tab. VS Code keeps the document for a while. */
  closeTab(): void {
    const ours = (tab: Tab) =>
      tab.input instanceof TabInputText && tab.input.uri.toString() === this.uri.toString();
    const closed = documents.tabs.filter(ours);
    documents.tabs = documents.tabs.filter((tab) => !ours(tab));
    documents.active = undefined;
    documents.tabsChanged.fire({ opened: [], changed: [], closed });
  }

  /** Closes the document itself, as VS Code does some time after its last tab. */
  close(): void {
    this.isClosed = true;
    documents.open = documents.open.filter((other) => other !== this);
    documents.closed.fire(this);
  }

  /** VS Code tells of a new language as of a document that is closed and opened again. */
  changeLanguage(languageId: string): void {
    documents.closed.fire(this);
    this.languageId = languageId;
    documents.opened.fire(this);
  }
}

export interface DocumentChange {
  readonly document: FakeDocument;
  readonly contentChanges: readonly {
    range: Range;
    rangeOffset: number;
    rangeLength: number;
    text: string;
  }[];
}

export interface Tab {
  readonly input: TabInputText | TabInputTextDiff;
}

export class FakeEditor {
  /** What `setDecorations` was last told, by type. */
  readonly decorated = new Map<unknown, readonly (Range | { range: Range })[]>();
  /** The options of every edit that was made. */
  readonly editOptions: unknown[] = [];
  /** Cursors beside the first. */
  more: Selection[] = [];

  constructor(
    readonly document: FakeDocument,
    public selection: Selection,
  ) {}

  get selections(): Selection[] {
    return [this.selection, ...this.more];
  }

  /** One insertion at the cursor, which moves behind it. */
  async edit(
    build: (edit: { insert: (position: Position, text: string) => void }) => void,
    options: unknown,
  ): Promise<boolean> {
    if (!documents.editsAreAccepted) return Promise.resolve(false);
    build({
      insert: (position, text) => {
        const offset = this.document.offsetAt(position);
        this.document.edit(offset, offset, text);
        const after = this.document.positionAt(offset + text.length);
        this.selection = new Selection(after, after);
      },
    });
    this.editOptions.push(options);
    return Promise.resolve(true);
  }

  /** The decorated ranges of all types. */
  get decorations(): readonly Range[] {
    return [...this.decorated.values()].flat().map((one) => ("range" in one ? one.range : one));
  }

  setDecorations(type: unknown, ranges: readonly (Range | { range: Range })[]): void {
    this.decorated.set(type, ranges);
  }

  /** What was last scrolled to. */
  revealed: Range | undefined;

  revealRange(range: Range): void {
    this.revealed = range;
  }
}

const fresh = () => ({
  open: [] as FakeDocument[],
  /** Documents that are on disk and not open. */
  onDisk: [] as FakeDocument[],
  active: undefined as FakeEditor | undefined,
  tabs: [] as Tab[],
  notebooks: [] as { uri: Uri; getCells: () => { document: { uri: Uri } }[] }[],
  /** By scheme: who has the text of documents that are no files. */
  contentProviders: new Map<string, vscode.TextDocumentContentProvider>(),
  /** The tab in front, where a test looks at more than its document. */
  activeTab: undefined as Tab | undefined,
  /** Untitled documents that were shown. */
  shown: [] as FakeDocument[],
  /** How each of them was shown. */
  showOptions: [] as unknown[],
  /** What `workspace.applyEdit` says; an edit that is refused changes nothing. */
  editsAreAccepted: true,
  edits: 0,
  changed: new EventEmitter<DocumentChange>(),
  opened: new EventEmitter<FakeDocument>(),
  closed: new EventEmitter<FakeDocument>(),
  selectionChanged: new EventEmitter<{ textEditor: FakeEditor; selections: Selection[]; kind?: number }>(),
  renamed: new EventEmitter<{ files: readonly { oldUri: Uri; newUri: Uri }[] }>(),
  tabsChanged: new EventEmitter<Record<"opened" | "changed" | "closed", readonly Tab[]>>(),
});

export const documents = fresh();

export function resetDocuments(): void {
  Object.assign(documents, fresh());
}

/**
 * Opens a text in the active editor. `║` is the cursor, `«…»` the selection.
 * @returns the editor; its document's text is without the marks
 */
export function openEditor(marked: string, uri = "untitled:Untitled-1", languageId?: string): FakeEditor {
  const document = new FakeDocument(uri, marked.replace(/[║«»]/g, ""), languageId);
  documents.open.push(document);
  documents.tabs.push({ input: new TabInputText(document.uri) });
  return select(document, marked);
}

/** Puts the cursor or the selection of the active editor where `marked`, the document's text, has it. */
export function select(document: FakeDocument, marked: string): FakeEditor {
  const cursor = marked.indexOf("║");
  const [from, to] = cursor >= 0 ? [cursor, cursor] : [marked.indexOf("«"), marked.indexOf("»") - 1];
  if (from < 0 || to < 0) throw new Error("The text has neither ║ nor «…»");
  documents.active = new FakeEditor(
    document,
    new Selection(document.positionAt(from), document.positionAt(to)),
  );
  return documents.active;
}
