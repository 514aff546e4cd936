import * as vscode from "vscode";
import { criticMarkup } from "../../core/review/criticMarkup";
import type { ReviewView } from "../../core/review/chooseView";
import type { CommandRegistry } from "../../platform/commandRegistry";
import { EditorError } from "../../platform/editorError";
import { acceptSuggestions } from "./acceptSuggestions";
import { mayBeInline } from "./chooseShownView";
import type { PendingSuggestion } from "./pendingSuggestion";
import type { PendingSuggestions } from "./pendingSuggestions";
import type { ReviewViews } from "./reviewViews";
import { changeAt, changeRanges } from "./suggestionPlace";

export interface ReviewCommandsParts {
  readonly pending: PendingSuggestions;
  readonly views: ReviewViews;
  /** Asks for one more version; with `change`, for the shown one changed so. */
  readonly another: (pending: PendingSuggestion, change?: string) => Promise<void>;
  /** Asks about what the writer has made of the text. */
  readonly renew: (pending: PendingSuggestion) => Promise<void>;
}

/** What the writer can do with a suggestion: by key, CodeLens, a thread's icon or from the palette. */
export class ReviewCommands {
  constructor(
    commands: CommandRegistry,
    private readonly parts: ReviewCommandsParts,
  ) {
    const onOne = (id: string, run: (pending: PendingSuggestion) => unknown) =>
      commands.register(`suggestion.${id}`, (which) => {
        const pending = this.#find(which);
        return pending && run(pending);
      });
    onOne("accept", (pending) => this.#accept(pending));
    onOne("reject", (pending) => this.#reject(pending));
    onOne("nextChange", (pending) => this.#step(pending, 1));
    onOne("previousChange", (pending) => this.#step(pending, -1));
    onOne("otherVersion", (pending) => parts.another(pending));
    onOne("nextVersion", (pending) => pending.flip(1));
    onOne("previousVersion", (pending) => pending.flip(-1));
    onOne("keepForLater", (pending) => pending.keep(true));
    onOne("show", (pending) => this.#show(pending));
    onOne("copyCriticMarkup", (pending) => copyCriticMarkup(pending));
    onOne("openProposal", (pending) => openProposal(pending));
    onOne("askAgain", (pending) => parts.renew(pending));
    onOne("switchView", (pending) => this.#switchView(pending));
    commands.register("suggestion.refine", (which) => this.#refine(which));
    commands.register("suggestion.acceptChange", (...which) => this.#onChange(which, "accept"));
    commands.register("suggestion.rejectChange", (...which) => this.#onChange(which, "reject"));
    commands.register("suggestion.showAll", () => this.#showAll());
  }

  /** The suggestion that a CodeLens, a thread's icon or a comparison names; by key, the one nearest to the cursor. */
  #find(which: unknown): PendingSuggestion | undefined {
    const { pending, views } = this.parts;
    if (typeof which === "string") return pending.all.find(({ id }) => id === which);
    if (which !== undefined) return views.inThread(which) ?? views.compared(which);
    const here = views.here().filter(({ isKept }) => !isKept);
    return here.toSorted((a, b) => distance(a) - distance(b))[0];
  }

  async #accept(pending: PendingSuggestion): Promise<void> {
    if (pending.state === "changed") throw new EditorError("textChanged", pending.proposal);
    if (!pending.isReady) return;
    const { group } = pending.suggestion;
    const together = this.parts.pending
      .of(pending.uri)
      .filter((other) => other !== pending && other.isReady && !other.isKept)
      .filter(({ suggestion }) => group !== undefined && suggestion.group === group);
    const all = [pending, ...together];
    if (!(await acceptSuggestions(all))) return;
    for (const accepted of all) this.parts.pending.remove(accepted);
  }

  /** Leaves it. While a later version is being written, that one is meant: those before it stay. */
  #reject(pending: PendingSuggestion): void {
    const isLater = pending.state === "streaming" && pending.text.versionCount > 1;
    if (!isLater || !pending.interrupt(true)) this.parts.pending.remove(pending);
  }

  /** `which` is what a button names: an id, and of the changes drawn last the number of one; by key nothing. */
  async #onChange(which: readonly unknown[], what: "accept" | "reject"): Promise<void> {
    const [id, revision, number] = which;
    const pending = this.#find(id);
    if (!pending?.isReady || pending.isWriting) return;
    // Drawn before the list changed, it would name another change by now.
    if (revision !== undefined && revision !== pending.text.revision) return;
    const editor = vscode.window.activeTextEditor;
    const ranges = editor ? changeRanges(pending, editor.document) : [];
    const atCursor = editor ? changeAt(ranges, editor.selection.active) : 0;
    const index = typeof number === "number" ? number : atCursor;
    if (!pending.text.hunks[index]) return;
    if (what === "accept") await acceptSuggestions([pending], index);
    else pending.rejectHunk(index);
    const isOver = what === "accept" || pending.text.versionCount === 1;
    if (isOver && pending.text.hunks.length === 0) this.parts.pending.remove(pending);
    else if (number === undefined) this.#reveal(pending, index % pending.text.hunks.length);
  }

  #step(pending: PendingSuggestion, by: number): void {
    const editor = vscode.window.activeTextEditor;
    if (!editor || pending.text.hunks.length === 0) return;
    const { active } = editor.selection;
    const starts = changeRanges(pending, editor.document).map(({ start }) => start);
    const after = starts.findIndex((start) => start.isAfter(active));
    const before = starts.findLastIndex((start) => start.isBefore(active));
    this.#reveal(pending, by > 0 ? Math.max(0, after) : before < 0 ? starts.length - 1 : before);
  }

  /** Puts the cursor to a change, which makes it the one that the keys mean. */
  #reveal(pending: PendingSuggestion, index: number): void {
    const editor = vscode.window.activeTextEditor;
    const isShown = editor && this.parts.views.here().includes(pending);
    const start = isShown ? changeRanges(pending, editor.document)[index]?.start : undefined;
    if (!editor || !start) return;
    editor.selection = new vscode.Selection(start, start);
    editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** From the box of a thread with its text, by key or palette after asking for it. */
  async #refine(which: unknown): Promise<void> {
    const reply = which as Partial<vscode.CommentReply> | undefined;
    const pending = this.#find(reply?.thread ?? which);
    if (!pending?.isReady) return;
    const change =
      typeof reply?.text === "string"
        ? reply.text
        : await vscode.window.showInputBox({
            title: vscode.l10n.t("Ask for a Change…"),
            prompt: vscode.l10n.t(
              "What should be different? For instance: shorter, and without the second sentence",
            ),
          });
    if (change?.trim()) await this.parts.another(pending, change.trim());
  }

  async #show(pending: PendingSuggestion): Promise<void> {
    const document = await vscode.workspace.openTextDocument(pending.uri);
    const editor = await vscode.window.showTextDocument(document);
    editor.revealRange(pending.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    const { start } = pending.range;
    editor.selection = new vscode.Selection(start, start);
    pending.keep(false);
  }

  async #showAll(): Promise<void> {
    const { all, waiting } = this.parts.pending;
    const items = [
      ...all,
      ...waiting.all.map(({ suggestion, progress: { id, text } }) => ({ id, suggestion, text })),
    ];
    const chosen = await vscode.window.showQuickPick(
      items.map((item) => ({
        label: item.suggestion.title,
        description: item.suggestion.snapshot.fileName,
        detail: item.suggestion.snapshot.text.slice(0, 120),
        item,
      })),
      { placeHolder: vscode.l10n.t("Suggestions that wait for you") },
    );
    if (!chosen) return;
    const { id, suggestion, text } = chosen.item;
    try {
      // Those that wait are offered with the opening of their document.
      await vscode.workspace.openTextDocument(suggestion.snapshot.uri);
    } catch {
      const { versions, current } = "state" in text ? text.state : text;
      throw new EditorError("documentClosed", versions[current]?.text.trim());
    }
    const pending = await this.parts.pending.offered(id);
    if (pending) await this.#show(pending);
  }

  async #switchView(pending: PendingSuggestion): Promise<void> {
    const views: (vscode.QuickPickItem & { view: ReviewView })[] = [
      {
        view: "inline",
        label: vscode.l10n.t("In the Line"),
        description: vscode.l10n.t("small changes, word by word"),
      },
      {
        view: "thread",
        label: vscode.l10n.t("Below the Text"),
        description: vscode.l10n.t("the whole text with its changes"),
      },
      {
        view: "diff",
        label: vscode.l10n.t("Side by Side"),
        description: vscode.l10n.t("the whole document, before and after"),
      },
    ];
    const possible = views.filter(({ view }) => view !== "inline" || mayBeInline(pending));
    const chosen = await vscode.window.showQuickPick(possible, {
      title: vscode.l10n.t("Show the Suggestion"),
    });
    if (chosen) await this.parts.views.show(pending, chosen.view);
  }
}

/** How far the cursor stands from the text of a suggestion, in characters. */
function distance({ anchor }: PendingSuggestion): number {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return 0;
  const at = editor.document.offsetAt(editor.selection.active);
  const { start, end } = anchor.range;
  return Math.max(start - at, at - end, 0);
}

async function copyCriticMarkup({ text }: PendingSuggestion): Promise<void> {
  await vscode.env.clipboard.writeText(criticMarkup(text.original, text.hunks));
  vscode.window.setStatusBarMessage(vscode.l10n.t("Copied as CriticMarkup."), 3000);
}

async function openProposal({ proposal }: PendingSuggestion): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: proposal }));
}
