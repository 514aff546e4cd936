import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import { editBetween, growRange } from "../../core/text/textEdit";
import { openDocument } from "../../platform/applyEdit";
import type { CommandRegistry } from "../../platform/commandRegistry";
import { setContext } from "../../platform/contextKeys";
import type { ActionRun, AskedText, Destination } from "./destination";
import { RemarkSet } from "./remarkSet";

/** Remarks on a text, each in a thread at the words that it is about. They change nothing in it. */
export class RemarkThreads implements Disposable {
  readonly #store = new DisposableStore();
  readonly #comments = this.#store.add(vscode.comments.createCommentController("inkling-remarks", "Inkling"));
  #sets: readonly RemarkSet[] = [];

  constructor(commands: CommandRegistry) {
    commands.register("remark.dismiss", (which) => this.#dismiss(which));
    commands.register("remark.dismissAll", () => this.#keep(() => false));
    this.#store.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        for (const set of this.#sets) if (set.isOf(document)) set.follow(contentChanges);
      }),
    );
    this.#store.add(
      vscode.workspace.onDidCloseTextDocument((document) => {
        // A document that is given another language is closed and opened again without being closed.
        if (document.isClosed) this.#keep((set) => !set.isOf(document));
      }),
    );
  }

  /** The remarks of one command. */
  open(run: Pick<ActionRun, "title" | "modelName">): Destination {
    return { take: (asked) => this.#take(asked, `${run.title} · ${run.modelName}`) };
  }

  dispose(): void {
    for (const set of this.#sets) set.dispose();
    this.#sets = [];
    this.#store.dispose();
  }

  async #take({ snapshot, answer, controller }: AskedText, label: string): Promise<void> {
    const document = await openDocument(snapshot.uri);
    // The writer may have gone on writing while the model was made ready.
    const range = growRange(snapshot.range, [editBetween(snapshot.document, document.getText())]);
    const set = new RemarkSet(this.#comments, { document, range, label, controller });
    this.#sets = [...this.#sets, set];
    try {
      let whole = "";
      for await (const text of answer) this.#show(set, (whole = text), false);
      this.#show(set, whole, true);
    } finally {
      set.end();
      this.#keepNonEmpty();
    }
  }

  /** Of a set that the writer has dismissed meanwhile nothing more is shown. */
  #show(set: RemarkSet, text: string, isComplete: boolean): void {
    if (!this.#sets.includes(set)) return;
    set.show(text, isComplete);
    this.#tell();
  }

  /** The thread whose icon was pressed; by the palette, the one nearest to the cursor. */
  #dismiss(which: unknown): void {
    const editor = vscode.window.activeTextEditor;
    const set =
      this.#sets.find(({ threads }) => threads.some((thread) => thread === which)) ??
      this.#sets.find((one) => editor && one.isOf(editor.document));
    if (!set) return;
    const line = editor?.selection.active.line ?? 0;
    set.dismiss(set.threads.find((thread) => thread === which) ?? set.nearest(line));
    this.#keepNonEmpty();
  }

  #keepNonEmpty(): void {
    this.#keep(({ threads, isWriting }) => threads.length > 0 || isWriting);
  }

  #keep(wanted: (set: RemarkSet) => boolean): void {
    for (const set of this.#sets) if (!wanted(set)) set.dispose();
    this.#sets = this.#sets.filter(wanted);
    this.#tell();
  }

  #tell(): void {
    setContext(
      "inkling.remarks.shown",
      this.#sets.some(({ threads }) => threads.length > 0),
    );
  }
}
