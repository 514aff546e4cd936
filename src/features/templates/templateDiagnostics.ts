import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import type { TemplateFinding } from "./templateFinding";

/** Milliseconds: half a word is no mistake yet. */
const PAUSE_MS = 300;

/** Tells, while a template file is written, what is wrong with it; and changes a word into the one that was meant. */
export class TemplateDiagnostics implements Disposable, vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  };

  readonly #store = new DisposableStore();
  readonly #collection: vscode.DiagnosticCollection;
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  /** What was found last, by the document's address. */
  readonly #found = new Map<string, TemplateFinding>();

  constructor(private readonly selector: vscode.DocumentSelector) {
    const { languages, workspace } = vscode;
    this.#collection = this.#store.add(languages.createDiagnosticCollection("inkling.templates"));
    this.#store.add(workspace.onDidOpenTextDocument((document) => void this.#check(document)));
    this.#store.add(workspace.onDidChangeTextDocument(({ document }) => this.#checkSoon(document)));
    this.#store.add(workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)));
    for (const document of workspace.textDocuments) void this.#check(document);
  }

  /** The word that was meant, in place of the one that is wrong. */
  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const { diagnostic, suggestion } = this.#found.get(document.uri.toString()) ?? {};
    if (!diagnostic || suggestion === undefined || !diagnostic.range.intersection(range)) return [];
    const title = vscode.l10n.t('Change to "{0}"', suggestion);
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.replace(document.uri, diagnostic.range, suggestion);
    action.diagnostics = [diagnostic];
    action.isPreferred = true;
    return [action];
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    this.#store.dispose();
  }

  #checkSoon(document: vscode.TextDocument): void {
    if (!this.#isTemplate(document)) return;
    const id = document.uri.toString();
    // Where the word stood it may no longer stand.
    this.#found.delete(id);
    clearTimeout(this.#waiting.get(id));
    this.#waiting.set(
      id,
      setTimeout(() => void this.#check(document), PAUSE_MS),
    );
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    if (!this.#isTemplate(document)) return;
    const id = document.uri.toString();
    clearTimeout(this.#waiting.get(id));
    this.#waiting.delete(id);
    const { findProblem } = await import("./templateFinding");
    // Meanwhile it may have been closed, or something typed, which is looked at soon.
    if (document.isClosed || this.#waiting.has(id)) return;
    const found = findProblem(document);
    if (found) this.#found.set(id, found);
    else this.#found.delete(id);
    this.#collection.set(document.uri, found ? [found.diagnostic] : []);
  }

  #forget(uri: vscode.Uri): void {
    const id = uri.toString();
    clearTimeout(this.#waiting.get(id));
    this.#waiting.delete(id);
    this.#found.delete(id);
    this.#collection.delete(uri);
  }

  #isTemplate(document: vscode.TextDocument): boolean {
    return vscode.languages.match(this.selector, document) > 0;
  }
}
