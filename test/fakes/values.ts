import type * as vscode from "vscode";

/** Addresses, without the encodings that no test needs. */
export class Uri {
  private constructor(
    readonly scheme: string,
    readonly authority: string,
    readonly path: string,
  ) {}

  static file(path: string): Uri {
    return new Uri("file", "", path);
  }

  static parse(value: string): Uri {
    const [, scheme, authority = "", path = ""] = /^([\w-]+):(?:\/\/([^/]*))?(.*)$/.exec(value) ?? [];
    if (scheme === undefined) throw new Error(`Not an address: ${value}`);
    return new Uri(scheme, authority, path);
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
      : `${this.scheme}://${this.authority}${this.path}`;
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
}

export class Range {
  constructor(
    readonly start: Position,
    readonly end: Position,
  ) {}

  get isEmpty(): boolean {
    return this.start.isEqual(this.end);
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

export class WorkspaceEdit {
  readonly edits: { uri: Uri; range: Range; text: string }[] = [];

  replace(uri: Uri, range: Range, text: string): void {
    this.edits.push({ uri, range, text });
  }
}

/** What VS Code numbers, by VS Code's own numbers. */
export const ConfigurationTarget = { Global: 1, Workspace: 2 } as const;
export const EndOfLine = { LF: 1, CRLF: 2 } as const;
export const FilePermission = { Readonly: 1 } as const;
export const TextDocumentChangeReason = { Undo: 1, Redo: 2 } as const;
export const TextEditorSelectionChangeKind = { Keyboard: 1, Mouse: 2, Command: 3 } as const;
export const ViewColumn = { Active: -1 } as const;
export const StatusBarAlignment = { Left: 1, Right: 2 } as const;
export const InlineCompletionTriggerKind = { Invoke: 0, Automatic: 1 } as const;
export const CommentMode = { Editing: 0, Preview: 1 } as const;
export const CommentThreadCollapsibleState = { Collapsed: 0, Expanded: 1 } as const;
export const QuickPickItemKind = { Separator: -1, Default: 0 } as const;
export const QuickInputButtons = { Back: { iconPath: new ThemeIcon("arrow-left") } } as const;
export const ProgressLocation = { Notification: 15 } as const;
