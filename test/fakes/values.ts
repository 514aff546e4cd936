import type * as vscode from "vscode";

/** Addresses, without the encodings that no test needs. */
export class Uri {
  private constructor(
    readonly scheme: string,
    readonly authority: string,
    readonly path: string,
    readonly query = "",
  ) {}

  static from({ scheme, path, query }: { scheme: string; path: string; query?: string }): Uri {
    return new Uri(scheme, "", path, query);
  }

  static file(path: string): Uri {
    return new Uri("file", "", path);
  }

  static parse(value: string): Uri {
    const [, scheme, authority = "", path = ""] = /^([\w-]+):(?:\/\/([^/]*))?(.*)$/.exec(value) ?? [];
    if (scheme === undefined) throw new Error(`Not an address: ${value}`);
    const [before = "", query] = path.split("?");
    return new Uri(scheme, authority, before, query);
  }

  with({ path = this.path }: { path?: string }): Uri {
    return new Uri(this.scheme, this.authority, path, this.query);
  }

  static joinPath(base: Uri, ...segments: string[]): Uri {
    return new Uri(base.scheme, base.authority, [base.path, ...segments].join("/"));
  }

  get fsPath(): string {
    return this.path;
  }

  toString(): string {
    return this.scheme === "untitled"
      ? `untitled:${this.path}`
      : `${this.scheme}://${this.authority}${this.path}${this.query && `?${this.query}`}`;
  }
}

export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}

  isEqual(other: Position): boolean {
    return this.line === other.line && this.character === other.character;
  }

  isBefore(other: Position): boolean {
    return isAfter(other, this);
  }

  isAfter(other: Position): boolean {
    return isAfter(this, other);
  }
}

export class Range {
  constructor(
    readonly start: Position,
    readonly end: Position,
  ) {}

  get isEmpty(): boolean {
    return this.start.isEqual(this.end);
  }

  contains(position: Position): boolean {
    return !isAfter(this.start, position) && !isAfter(position, this.end);
  }

  /** What is in both; a place is in a range that begins or ends there. */
  intersection(other: Range): Range | undefined {
    const start = isAfter(this.start, other.start) ? this.start : other.start;
    const end = isAfter(this.end, other.end) ? other.end : this.end;
    return isAfter(start, end) ? undefined : new Range(start, end);
  }

  with(start: Position, end: Position): Range {
    return new Range(start, end);
  }
}

function isAfter(one: Position, other: Position): boolean {
  return one.line > other.line || (one.line === other.line && one.character > other.character);
}

export class Selection extends Range {
  constructor(
    readonly anchor: Position,
    readonly active: Position,
  ) {
    super(isAfter(anchor, active) ? active : anchor, isAfter(anchor, active) ? anchor : active);
  }
}

/** A glob in a folder. */
export class RelativePattern {
  constructor(
    readonly baseUri: Uri,
    readonly pattern: string,
  ) {}
}

export class FileSystemError extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

export class Location {
  constructor(
    readonly uri: Uri,
    readonly range: Range,
  ) {}
}

export class Disposable {
  constructor(readonly dispose: () => void) {}
}

export class EventEmitter<T> {
  readonly #listeners = new Set<(event: T) => unknown>();

  readonly event = (listener: (event: T) => unknown): Disposable => {
    this.#listeners.add(listener);
    return new Disposable(() => void this.#listeners.delete(listener));
  };

  /** How many still listen: what was not disposed of. */
  get listeners(): number {
    return this.#listeners.size;
  }

  fire(event: T): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

export class CancellationError extends Error {
  constructor() {
    super("Canceled");
  }
}

export class CancellationTokenSource {
  readonly #cancelled = new EventEmitter<undefined>();
  readonly token = { isCancellationRequested: false, onCancellationRequested: this.#cancelled.event };

  /** How many listen for the cancellation. */
  get listeners(): number {
    return this.#cancelled.listeners;
  }

  cancel(): void {
    this.token.isCancellationRequested = true;
    this.#cancelled.fire(undefined);
  }

  dispose(): void {
    this.#cancelled.dispose();
  }
}

export class MarkdownString {
  isTrusted: boolean | undefined;
  supportHtml: boolean | undefined;

  constructor(
    public value = "",
    public supportThemeIcons = false,
  ) {}

  appendMarkdown(value: string): this {
    this.value += value;
    return this;
  }
}

export class ThemeColor {
  constructor(readonly id: string) {}
}

export class ThemeIcon {
  constructor(readonly id: string) {}
}

export class CodeLens {
  constructor(
    readonly range: Range,
    readonly command: vscode.Command,
  ) {}
}

/** Kinds are paths: one holds all that begin with it. */
export class CodeActionKind {
  static readonly RefactorRewrite = new CodeActionKind("refactor.rewrite");
  static readonly QuickFix = new CodeActionKind("quickfix");

  private constructor(readonly value: string) {}

  append(part: string): CodeActionKind {
    return new CodeActionKind(`${this.value}.${part}`);
  }

  contains(other: CodeActionKind): boolean {
    return `${other.value}.`.startsWith(`${this.value}.`);
  }

  intersects(other: CodeActionKind): boolean {
    return this.contains(other) || other.contains(this);
  }
}

export class CodeAction {
  command: vscode.Command | undefined;

  constructor(
    readonly title: string,
    readonly kind: CodeActionKind,
  ) {}
}

export class CompletionItem {
  constructor(
    readonly label: string,
    readonly kind: number,
  ) {}
}

export class SnippetString {
  constructor(readonly value: string) {}
}

export class Hover {
  constructor(
    readonly contents: MarkdownString,
    readonly range: Range,
  ) {}
}

export class Diagnostic {
  constructor(
    readonly range: Range,
    readonly message: string,
    readonly severity: number,
  ) {}
}

export class InlineCompletionItem {
  constructor(
    readonly insertText: string,
    readonly range: Range,
  ) {}
}

export class TabInputText {
  constructor(readonly uri: Uri) {}
}

export class TabInputTextDiff {
  constructor(
    readonly original: Uri,
    readonly modified: Uri,
  ) {}
}

export class TabInputNotebook {
  constructor(readonly uri: Uri) {}
}

export class InlayHintLabelPart {
  tooltip: MarkdownString | undefined;
  command: vscode.Command | undefined;
  constructor(readonly value: string) {}
}

export class InlayHint {
  paddingLeft: boolean | undefined;
  constructor(
    readonly position: Position,
    readonly label: readonly InlayHintLabelPart[],
  ) {}
}

export class WorkspaceEdit {
  readonly edits: { uri: Uri; range: Range; text: string }[] = [];

  replace(uri: Uri, range: Range, text: string): void {
    this.edits.push({ uri, range, text });
  }
}

/** What VS Code numbers, by VS Code's own numbers. */
export const ConfigurationTarget = { Global: 1, Workspace: 2 } as const;
export const EndOfLine = { LF: 1, CRLF: 2 } as const;
export const FileType = { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 } as const;
export const FilePermission = { Readonly: 1 } as const;
export const TextDocumentChangeReason = { Undo: 1, Redo: 2 } as const;
export const TextEditorSelectionChangeKind = { Keyboard: 1, Mouse: 2, Command: 3 } as const;
export const ViewColumn = { Active: -1, Beside: -2, One: 1 } as const;
export const DecorationRangeBehavior = { OpenOpen: 0, ClosedClosed: 1 } as const;
export const ColorThemeKind = { Light: 1, Dark: 2, HighContrast: 3, HighContrastLight: 4 } as const;
export const OverviewRulerLane = { Left: 1, Center: 2, Right: 4, Full: 7 } as const;
export const TextEditorRevealType = { Default: 0, InCenter: 1, InCenterIfOutsideViewport: 2 } as const;
export const StatusBarAlignment = { Left: 1, Right: 2 } as const;
export const InlineCompletionTriggerKind = { Invoke: 0, Automatic: 1 } as const;
export const CodeActionTriggerKind = { Invoke: 1, Automatic: 2 } as const;
export const CommentMode = { Editing: 0, Preview: 1 } as const;
export const CommentThreadCollapsibleState = { Collapsed: 0, Expanded: 1 } as const;
export const QuickPickItemKind = { Separator: -1, Default: 0 } as const;
export const QuickInputButtons = { Back: { iconPath: new ThemeIcon("arrow-left") } } as const;
export const UIKind = { Desktop: 1, Web: 2 } as const;
export const DiagnosticSeverity = { Error: 0, Warning: 1 } as const;
export const CompletionItemKind = { Variable: 5, Property: 9, EnumMember: 19 } as const;
export const ProgressLocation = { Notification: 15 } as const;
