import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../core/common/disposable";
import type { Hunk } from "../../core/review/hunk";
import { isHighContrast } from "./highContrast";
import type { PendingSuggestion } from "./pendingSuggestion";
import { changeAt, changeRanges } from "./suggestionPlace";

/**
 * Between what goes and what comes: a thin space. With the hint's own padding VS Code cuts a hint short for a moment
 * after an edit in its line.
 */
const GAP = "\u2009";

/**
 * Changes shown in the line itself: what goes is struck out, what comes stands behind it as an inlay hint, which
 * takes its room in the line and is not in the document. Everything is made when the first one is to be shown.
 */
export class InlineChanges implements vscode.InlayHintsProvider, Disposable {
  readonly #store = new DisposableStore();
  readonly #hintsChanged = this.#store.add(new vscode.EventEmitter<void>());
  #decorations:
    | { readonly removed: vscode.TextEditorDecorationType; readonly current: vscode.TextEditorDecorationType }
    | undefined;

  readonly onDidChangeInlayHints = this.#hintsChanged.event;

  /** `shown` lists the suggestions that are shown in their lines at the moment. */
  constructor(private readonly shown: (uri: vscode.Uri) => readonly PendingSuggestion[]) {}

  provideInlayHints(document: vscode.TextDocument, range: vscode.Range): vscode.InlayHint[] {
    return this.shown(document.uri).flatMap((pending) => {
      const { hunks } = pending.text;
      return changeRanges(pending, document).flatMap(({ end }, index) => {
        const hunk = hunks[index];
        return !hunk?.proposed || !range.contains(end) ? [] : [hint(pending, hunk, index, end)];
      });
    });
  }

  /** Draws all of them anew. */
  refresh(): void {
    const editors = vscode.window.visibleTextEditors.map((editor) => ({
      editor,
      shown: this.shown(editor.document.uri),
    }));
    if (!this.#decorations && editors.every(({ shown }) => shown.length === 0)) return;
    const { removed, current } = (this.#decorations ??= this.#begin());
    for (const { editor, shown } of editors) {
      editor.setDecorations(
        removed,
        shown.flatMap((pending) => removals(pending, editor.document)),
      );
      editor.setDecorations(
        current,
        shown.flatMap((pending) => {
          const ranges = changeRanges(pending, editor.document);
          return ranges[changeAt(ranges, editor.selection.active)] ?? [];
        }),
      );
    }
    this.#hintsChanged.fire();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #begin() {
    this.#store.add(vscode.languages.registerInlayHintsProvider("*", this));
    const removed = vscode.window.createTextEditorDecorationType({
      textDecoration: "line-through",
      backgroundColor: new vscode.ThemeColor("diffEditor.removedTextBackground"),
      border: "1px solid",
      borderColor: new vscode.ThemeColor("diffEditor.removedTextBorder"),
      overviewRulerColor: new vscode.ThemeColor("editorOverviewRuler.modifiedForeground"),
      overviewRulerLane: vscode.OverviewRulerLane.Left,
    });
    const current = vscode.window.createTextEditorDecorationType({
      border: "1px solid",
      borderColor: new vscode.ThemeColor("focusBorder"),
      borderRadius: "2px",
    });
    this.#store.add(removed);
    this.#store.add(current);
    return { removed, current };
  }
}

function removals(pending: PendingSuggestion, document: vscode.TextDocument): vscode.DecorationOptions[] {
  return changeRanges(pending, document).flatMap((range, index) =>
    range.isEmpty ? [] : [{ range, hoverMessage: buttons(pending, index) }],
  );
}

function hint(
  pending: PendingSuggestion,
  { proposed }: Hunk,
  index: number,
  end: vscode.Position,
): vscode.InlayHint {
  const part = new vscode.InlayHintLabelPart(isHighContrast() ? `⟨${proposed}⟩` : GAP + proposed);
  part.tooltip = buttons(pending, index);
  part.command = {
    title: vscode.l10n.t("Accept This Change"),
    command: "inkling.suggestion.acceptChange",
    arguments: [pending.id, pending.text.revision, index],
  };
  return new vscode.InlayHint(end, [part]);
}

/** Accept and Reject for one change, to be shown when the mouse rests on it. */
function buttons({ id, text }: PendingSuggestion, index: number): vscode.MarkdownString {
  const which = encodeURIComponent(JSON.stringify([id, text.revision, index]));
  const link = (icon: string, label: string, command: string) =>
    `[$(${icon}) ${label}](command:inkling.suggestion.${command}?${which})`;
  const markdown = new vscode.MarkdownString(
    [
      link("check", vscode.l10n.t("Accept This Change"), "acceptChange"),
      link("close", vscode.l10n.t("Reject This Change"), "rejectChange"),
    ].join(" · "),
    true,
  );
  markdown.isTrusted = {
    enabledCommands: ["inkling.suggestion.acceptChange", "inkling.suggestion.rejectChange"],
  };
  return markdown;
}
