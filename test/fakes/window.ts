import type * as vscode from "vscode";
import { documents, type FakeDocument, FakeEditor, type Tab } from "./documents";
import { next, strict } from "./strict";
import {
  CancellationTokenSource,
  Disposable,
  EventEmitter,
  QuickInputButtons,
  QuickPickItemKind,
  Selection,
  TabInputText,
} from "./values";
import { FakeWebviewPanel } from "./webviewPanel";

export interface ShownMessage {
  readonly severity: "error" | "warning" | "information";
  readonly message: string;
  readonly options: vscode.MessageOptions;
  readonly buttons: readonly string[];
}

/** What a list and an input box have in common: they stay until they are hidden or disposed of. */
class FakeQuickInput {
  title = "";
  placeholder = "";
  value = "";
  step: number | undefined;
  totalSteps: number | undefined;
  busy = false;
  ignoreFocusOut = false;
  buttons: readonly vscode.QuickInputButton[] = [];
  isShown = false;
  protected readonly accepted = new EventEmitter<undefined>();
  readonly #changed = new EventEmitter<string>();
  readonly #hidden = new EventEmitter<undefined>();
  readonly #pressed = new EventEmitter<vscode.QuickInputButton>();
  readonly onDidChangeValue = this.#changed.event;
  readonly onDidAccept = this.accepted.event;
  readonly onDidHide = this.#hidden.event;
  readonly onDidTriggerButton = this.#pressed.event;

  show(): void {
    this.isShown = true;
  }

  hide(): void {
    this.isShown = false;
    this.#hidden.fire(undefined);
  }

  /** Whatever is shown is hidden by that, too. */
  dispose(): void {
    if (this.isShown) this.hide();
  }

  /** What the writer types. */
  type(value: string): void {
    this.value = value;
    this.#changed.fire(value);
  }

  /** The writer presses Back. */
  back(): void {
    const button = this.buttons.find((one) => one === QuickInputButtons.Back);
    if (!button) throw new Error(`"${this.title}" has no way back`);
    this.#pressed.fire(button);
  }
}

/** An input box that the test types into. */
export class FakeInputBox extends FakeQuickInput {
  prompt = "";
  password = false;
  validationMessage: string | undefined;

  /** The writer types this and presses Enter. */
  enter(value: string): void {
    this.type(value);
    this.accepted.fire(undefined);
  }
}

/** A quick pick that the test types into. */
export class FakeQuickPick extends FakeQuickInput {
  matchOnDescription = false;
  matchOnDetail = false;
  selectedItems: readonly vscode.QuickPickItem[] = [];
  #items: readonly vscode.QuickPickItem[] = [];
  #active: readonly vscode.QuickPickItem[] = [];
  readonly #itemPressed = new EventEmitter<vscode.QuickPickItemButtonEvent<vscode.QuickPickItem>>();
  readonly onDidTriggerItemButton = this.#itemPressed.event;

  get items(): readonly vscode.QuickPickItem[] {
    return this.#items;
  }

  /** Every new list begins with its first item active. */
  set items(items: readonly vscode.QuickPickItem[]) {
    this.#items = [...items];
    this.#active = items.filter(({ kind }) => (kind as number) !== QuickPickItemKind.Separator).slice(0, 1);
  }

  get activeItems(): readonly vscode.QuickPickItem[] {
    return this.#active;
  }

  /** Also none, where none of the list is given. */
  set activeItems(items: readonly vscode.QuickPickItem[]) {
    this.#active = items.filter((item) => this.#items.includes(item));
  }

  /** The writer goes to the item with this label. */
  goTo(label: string): void {
    this.#active = [this.#item(label)];
  }

  /** The writer presses Enter. */
  accept(): void {
    this.selectedItems = this.#active.slice(0, 1);
    this.accepted.fire(undefined);
  }

  /** The writer takes the item with this label. */
  take(label: string): void {
    this.goTo(label);
    this.accept();
  }

  /** The writer presses the button of the item with this label: the first, or the one that is called so. */
  press(label: string, name?: string): void {
    const item = this.#item(label);
    const button = item.buttons?.find(({ tooltip }) => name === undefined || tooltip === name);
    if (!button) throw new Error(`"${label}" has no button ${name ?? ""}`);
    this.#itemPressed.fire({ item, button });
  }

  #item(label: string): vscode.QuickPickItem {
    const item = this.items.find((candidate) => candidate.label === label);
    if (!item) throw new Error(`The list has no "${label}"`);
    return item;
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
  pickOptions: [] as vscode.QuickPickOptions[],
  /** What the writer enters into the next input box. */
  inputs: [] as (string | undefined)[],
  inputBoxes: [] as vscode.InputBoxOptions[],
  quickPicks: [] as FakeQuickPick[],
  /** The files that the writer chooses in the next dialogs to open and to save. */
  filesToOpen: [] as (vscode.Uri[] | undefined)[],
  filesToSave: [] as (vscode.Uri | undefined)[],
  saveDialogs: [] as vscode.SaveDialogOptions[],
  inputSteps: [] as FakeInputBox[],
  log: [] as { level: "info" | "warn" | "error"; message: string }[],
  logWasShown: false,
  statusItems: [] as FakeStatusBarItem[],
  statusMessages: [] as string[],
  themeKind: 2 as number,
  /** Views by id. */
  views: new Map<string, vscode.WebviewViewProvider>(),
  /** Pages in editor tabs, those that were closed included. */
  panels: [] as FakeWebviewPanel[],
  progress: [] as {
    title: string;
    source: CancellationTokenSource;
    reports: { message?: string; increment?: number }[];
    done: boolean;
  }[],
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
    ui.pickOptions.push(options);
    const label = next(ui.picks, `the list "${options.title ?? ""}"`);
    const item = items.find((candidate) => candidate.label === label);
    if (label !== undefined && !item) throw new Error(`The list has no "${label}"`);
    return Promise.resolve(item);
  },

  async showInputBox(options: vscode.InputBoxOptions) {
    ui.inputBoxes.push(options);
    return Promise.resolve(next(ui.inputs, `the input box "${options.title ?? ""}"`));
  },

  showOpenDialog: async ({ title = "" }: vscode.OpenDialogOptions) =>
    Promise.resolve(next(ui.filesToOpen, `the dialog "${title}"`)),

  async showSaveDialog(options: vscode.SaveDialogOptions) {
    ui.saveDialogs.push(options);
    return Promise.resolve(next(ui.filesToSave, `the dialog "${options.title ?? ""}"`));
  },

  createQuickPick() {
    const list = new FakeQuickPick();
    ui.quickPicks.push(list);
    return list;
  },

  createInputBox() {
    const box = new FakeInputBox();
    ui.inputSteps.push(box);
    return box;
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

  createTextEditorDecorationType(options: vscode.DecorationRenderOptions) {
    const dispose = () => void documents.active?.decorated.delete(type);
    const type = Object.assign(new Disposable(dispose), { options });
    return type;
  },

  setStatusBarMessage: (message: string) => {
    ui.statusMessages.push(message);
    return new Disposable(() => {});
  },

  registerWebviewViewProvider(id: string, provider: vscode.WebviewViewProvider) {
    ui.views.set(id, provider);
    return new Disposable(() => void ui.views.delete(id));
  },

  createWebviewPanel(
    viewType: string,
    title: string,
    place: FakeWebviewPanel["place"],
    options: vscode.WebviewPanelOptions & vscode.WebviewOptions,
  ) {
    const panel = new FakeWebviewPanel(viewType, title, options, place);
    ui.panels.push(panel);
    return panel;
  },

  async withProgress(
    { title = "" }: vscode.ProgressOptions,
    task: (progress: unknown, token: CancellationTokenSource["token"]) => Promise<unknown>,
  ) {
    const reports: (typeof ui.progress)[number]["reports"] = [];
    const shown = { title, source: new CancellationTokenSource(), reports, done: false };
    ui.progress.push(shown);
    try {
      const report = (word: (typeof reports)[number]) => reports.push(word);
      return await task({ report }, shown.source.token);
    } finally {
      shown.done = true;
    }
  },

  get activeColorTheme() {
    return { kind: ui.themeKind };
  },
  get activeTextEditor() {
    return documents.active;
  },
  get visibleTextEditors() {
    return documents.active ? [documents.active] : [];
  },
  onDidChangeTextEditorSelection: (listener: (event: unknown) => void) =>
    documents.selectionChanged.event(listener),
  onDidChangeVisibleTextEditors: (listener: () => void) => ui.visibleEditorsChanged.event(listener),
  onDidChangeActiveTextEditor: (listener: () => void) => ui.activeEditorChanged.event(listener),

  tabGroups: strict("vscode.window.tabGroups", {
    get all() {
      return [{ tabs: documents.tabs }];
    },
    get activeTabGroup() {
      return { activeTab: documents.activeTab };
    },
    onDidChangeTabs: (listener: (event: { closed: readonly Tab[] }) => void) =>
      documents.tabsChanged.event(listener),
    close: async (closed: readonly Tab[]) => {
      documents.tabs = documents.tabs.filter((tab) => !closed.includes(tab));
      documents.tabsChanged.fire({ opened: [], changed: [], closed });
      return Promise.resolve(true);
    },
  }),

  async showTextDocument(document: FakeDocument, options?: vscode.TextDocumentShowOptions) {
    documents.shown.push(document);
    documents.showOptions.push(options);
    documents.tabs.push({ input: new TabInputText(document.uri) });
    const { active } = documents;
    const start = document.positionAt(0);
    const isActive = active?.document === document;
    return Promise.resolve(isActive ? active : new FakeEditor(document, new Selection(start, start)));
  },
});
