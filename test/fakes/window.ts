import type * as vscode from "vscode";
import { documents, type FakeDocument, type FakeEditor, type Tab } from "./documents";
import { next, strict } from "./strict";
import { CancellationTokenSource, Disposable, EventEmitter } from "./values";

export interface ShownMessage {
  readonly severity: "error" | "warning" | "information";
  readonly message: string;
  readonly options: vscode.MessageOptions;
  readonly buttons: readonly string[];
}

/** A quick pick that the test types into. */
export class FakeQuickPick {
  title = "";
  placeholder = "";
  items: readonly vscode.QuickPickItem[] = [];
  selectedItems: readonly vscode.QuickPickItem[] = [];
  isShown = false;
  readonly #changed = new EventEmitter<string>();
  readonly #accepted = new EventEmitter<undefined>();
  readonly #hidden = new EventEmitter<undefined>();
  readonly onDidChangeValue = this.#changed.event;
  readonly onDidAccept = this.#accepted.event;
  readonly onDidHide = this.#hidden.event;

  show(): void {
    this.isShown = true;
  }

  hide(): void {
    this.isShown = false;
    this.#hidden.fire(undefined);
  }

  dispose(): void {
    this.isShown = false;
  }

  /** What the writer types. */
  type(value: string): void {
    this.#changed.fire(value);
  }

  /** The writer takes the item with this label. */
  take(label: string): void {
    const item = this.items.find((candidate) => candidate.label === label);
    if (!item) throw new Error(`The list has no "${label}"`);
    this.selectedItems = [item];
    this.#accepted.fire(undefined);
  }
}

export interface FakeStatusBarItem {
  text: string;
  tooltip: string;
  name: string;
  command: string;
  accessibilityInformation: vscode.AccessibilityInformation;
  backgroundColor: vscode.ThemeColor | undefined;
  isShown: boolean;
  isDisposed: boolean;
}

const fresh = () => ({
  /** Every notification and dialog, in order. */
  messages: [] as ShownMessage[],
  /** The button that the writer presses in the next message; undefined closes it. */
  answers: [] as (string | undefined)[],
  /** The label that the writer takes in the next `showQuickPick`. */
  picks: [] as (string | undefined)[],
  /** The items of each `showQuickPick`. */
  picked: [] as (readonly vscode.QuickPickItem[])[],
  /** What the writer enters into the next input box. */
  inputs: [] as (string | undefined)[],
  inputBoxes: [] as vscode.InputBoxOptions[],
  quickPicks: [] as FakeQuickPick[],
  log: [] as { level: "info" | "warn" | "error"; message: string }[],
  logWasShown: false,
  statusItems: [] as FakeStatusBarItem[],
  /** Views by id. */
  views: new Map<string, vscode.WebviewViewProvider>(),
  progress: [] as { title: string; source: CancellationTokenSource; done: boolean }[],
  visibleEditorsChanged: new EventEmitter<readonly FakeEditor[]>(),
  activeEditorChanged: new EventEmitter<FakeEditor | undefined>(),
});

export const ui = fresh();

export function resetWindow(): void {
  Object.assign(ui, fresh());
}

/** An empty queue throws: no dialog is ever answered by accident. */
function show(severity: ShownMessage["severity"]) {
  return async (message: string, ...rest: (vscode.MessageOptions | string)[]) => {
    const buttons = rest.filter((part) => typeof part === "string");
    const options = rest.find((part) => typeof part !== "string") ?? {};
    ui.messages.push({ severity, message, options, buttons });
    const answer = next(ui.answers, `the message "${message}"`);
    if (answer !== undefined && !buttons.includes(answer)) throw new Error(`There is no button "${answer}"`);
    return Promise.resolve(answer);
  };
}

export const window = strict("vscode.window", {
  showErrorMessage: show("error"),
  showWarningMessage: show("warning"),
  showInformationMessage: show("information"),

  async showQuickPick(items: readonly vscode.QuickPickItem[], options: vscode.QuickPickOptions) {
    ui.picked.push(items);
    const label = next(ui.picks, `the list "${options.title ?? ""}"`);
    const item = items.find((candidate) => candidate.label === label);
    if (label !== undefined && !item) throw new Error(`The list has no "${label}"`);
    return Promise.resolve(item);
  },

  async showInputBox(options: vscode.InputBoxOptions) {
    ui.inputBoxes.push(options);
    return Promise.resolve(next(ui.inputs, `the input box "${options.title ?? ""}"`));
  },

  createQuickPick() {
    const list = new FakeQuickPick();
    ui.quickPicks.push(list);
    return list;
  },

  createOutputChannel: () => {
    const write = (level: "info" | "warn" | "error") => (message: string) => ui.log.push({ level, message });
    const show = () => (ui.logWasShown = true);
    return { info: write("info"), warn: write("warn"), error: write("error"), show, dispose: () => {} };
  },

  createStatusBarItem() {
    const item = { isShown: false, isDisposed: false } as FakeStatusBarItem;
    ui.statusItems.push(item);
    return Object.assign(item, {
      show: () => (item.isShown = true),
      dispose: () => (item.isDisposed = true),
    });
  },

  createTextEditorDecorationType: () => new Disposable(() => {}),

  registerWebviewViewProvider(id: string, provider: vscode.WebviewViewProvider) {
    ui.views.set(id, provider);
    return new Disposable(() => void ui.views.delete(id));
  },

  async withProgress(
    { title = "" }: vscode.ProgressOptions,
    task: (progress: unknown, token: CancellationTokenSource["token"]) => Promise<unknown>,
  ) {
    const shown = { title, source: new CancellationTokenSource(), done: false };
    ui.progress.push(shown);
    await task(undefined, shown.source.token);
    shown.done = true;
  },

  get activeTextEditor() {
    return documents.active;
  },
  get visibleTextEditors() {
    return documents.active ? [documents.active] : [];
  },
  onDidChangeVisibleTextEditors: (listener: () => void) => ui.visibleEditorsChanged.event(listener),
  onDidChangeActiveTextEditor: (listener: () => void) => ui.activeEditorChanged.event(listener),

  tabGroups: strict("vscode.window.tabGroups", {
    get all() {
      return [{ tabs: documents.tabs }];
    },
    onDidChangeTabs: (listener: (event: { closed: readonly Tab[] }) => void) =>
      documents.tabsChanged.event(listener),
  }),

  async showTextDocument(document: FakeDocument) {
    documents.shown.push(document);
    return Promise.resolve();
  },
});
