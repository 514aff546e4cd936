import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import type { CommandRegistry } from "../../platform/commandRegistry";
import { EditorError } from "../../platform/editorError";
import { writeAnswer } from "../../platform/writeAnswer";
import { AnswerDocument } from "./answerDocument";
import type { ActionRun, Destination } from "./destination";

export const ANSWER_SCHEME = "inkling-answer";

/**
 * Answers in read-only Markdown documents beside the text. Closing the tab of one that is being written stops it; its
 * text is kept while VS Code keeps the document.
 */
export class AnswerDocuments implements vscode.TextDocumentContentProvider, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<vscode.Uri>());
  /** By their addresses. */
  readonly #documents = new Map<string, AnswerDocument>();
  #opened = 0;
  /** The editor that the writer was last in, answers apart. */
  #lastEditor: vscode.TextEditor | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(commands: CommandRegistry) {
    const { workspace, window } = vscode;
    this.#store.add(workspace.registerTextDocumentContentProvider(ANSWER_SCHEME, this));
    this.#store.add(workspace.onDidCloseTextDocument((document) => this.#forget(document)));
    this.#store.add(window.tabGroups.onDidChangeTabs(({ closed }) => this.#stopClosed(closed)));
    this.#store.add(window.onDidChangeActiveTextEditor((editor) => this.#remember(editor)));
    this.#remember(window.activeTextEditor);
    commands.register("answer.copy", (uri) => vscode.env.clipboard.writeText(this.#named(uri).content));
    commands.register("answer.insert", (uri) => this.#insert(this.#named(uri).content));
  }

  /** Opens an empty document beside the text `fileName`, for the answers of one command. */
  async open(run: ActionRun, fileName: string): Promise<Destination> {
    const name = `${run.title} · ${fileName}`.replace(/[\\/]/g, "-");
    const path = `/${name.endsWith(".md") ? name : `${name}.md`}`;
    const uri = vscode.Uri.from({ scheme: ANSWER_SCHEME, path, query: String(++this.#opened) });
    const answer = new AnswerDocument(uri, run.controller, () => this.#changed.fire(uri));
    this.#documents.set(uri.toString(), answer);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: false,
    });
    return {
      take: (asked) => answer.take(asked),
      done: () => {
        answer.finish();
        if (answer.content === "") void closeTab(uri);
      },
    };
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    // VS Code opens tabs of earlier sessions again.
    return (
      this.#documents.get(uri.toString())?.content ??
      vscode.l10n.t("This answer was not kept. Run the action again.")
    );
  }

  dispose(): void {
    for (const answer of this.#documents.values()) answer.dispose();
    this.#documents.clear();
    this.#store.dispose();
  }

  #remember(editor: vscode.TextEditor | undefined): void {
    if (editor && editor.document.uri.scheme !== ANSWER_SCHEME) this.#lastEditor = editor;
  }

  /** The answer that a command in a tab's title names, or the one in front. Throws EditorError "documentClosed". */
  #named(uri: unknown): AnswerDocument {
    const named = uri instanceof vscode.Uri ? uri : vscode.window.activeTextEditor?.document.uri;
    const answer = this.#documents.get(named?.toString() ?? "");
    if (!answer) throw new EditorError("documentClosed");
    return answer;
  }

  async #insert(content: string): Promise<void> {
    const editor = this.#lastEditor;
    if (!editor || editor.document.isClosed) throw new EditorError("noEditor");
    await writeAnswer(content, editor);
  }

  /** Of a tab that only went to another group there is one still; that of an answer being opened is yet to come. */
  #stopClosed(closed: readonly vscode.Tab[]): void {
    const open = new Set(openTabs().map(({ uri }) => uri.toString()));
    for (const { uri } of answersIn(closed))
      if (!open.has(uri.toString())) this.#documents.get(uri.toString())?.stop();
  }

  #forget({ uri, isClosed }: vscode.TextDocument): void {
    if (!isClosed || uri.scheme !== ANSWER_SCHEME) return;
    this.#documents.get(uri.toString())?.dispose();
    this.#documents.delete(uri.toString());
  }
}

interface AnswerTab {
  readonly tab: vscode.Tab;
  readonly uri: vscode.Uri;
}

/** Those of the tabs that show answers. */
function answersIn(tabs: readonly vscode.Tab[]): readonly AnswerTab[] {
  return tabs.flatMap((tab) =>
    tab.input instanceof vscode.TabInputText && tab.input.uri.scheme === ANSWER_SCHEME
      ? [{ tab, uri: tab.input.uri }]
      : [],
  );
}

function openTabs(): readonly AnswerTab[] {
  return answersIn(vscode.window.tabGroups.all.flatMap((group) => group.tabs));
}

async function closeTab(uri: vscode.Uri): Promise<void> {
  const closing = openTabs().filter((open) => open.uri.toString() === uri.toString());
  await vscode.window.tabGroups.close(
    closing.map(({ tab }) => tab),
    true,
  );
}
