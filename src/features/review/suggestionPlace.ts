import * as vscode from "vscode";
import { paragraphAt } from "../../core/text/paragraph";
import type { TextRange } from "../../core/text/textEdit";
import type { PendingSuggestion } from "./pendingSuggestion";

/** Where the shown version would stand, in the document's offsets; empty where nothing goes for it. */
export function placeOf({ anchor, suggestion }: PendingSuggestion): TextRange {
  const { range, document } = anchor;
  if (suggestion.target === "replace") return range;
  if (suggestion.target === "append") return { start: range.end, end: range.end };
  // What goes below the text goes below its whole paragraph: the selection may end in the middle of it.
  const below = Math.max(range.end, paragraphAt(document.getText(), range.end).end);
  return { start: below, end: below };
}

/**
 * Where the open changes stand in `document`: the suggestion's own, where they are what goes, or the one that shows
 * the outcome, where they are what comes.
 */
export function changeRanges(pending: PendingSuggestion, document: vscode.TextDocument): vscode.Range[] {
  const isOwn = document.uri.toString() === pending.uri.toString();
  let at = placeOf(pending).start;
  return pending.text.hunks.map(({ start, end, original, proposed }) => {
    const from = at + start;
    const to = isOwn ? at + end : from + proposed.length;
    if (!isOwn) at += proposed.length - original.length;
    return new vscode.Range(document.positionAt(from), document.positionAt(to));
  });
}

/** The change at a place, of those at `ranges`, else the next one after it, else the last; -1 where there is none. */
export function changeAt(ranges: readonly vscode.Range[], position: vscode.Position): number {
  const next = ranges.findIndex(({ end }) => !end.isBefore(position));
  return next < 0 ? ranges.length - 1 : next;
}

/** The document's whole text with the shown version in its place. */
export function proposedDocument(pending: PendingSuggestion): string {
  const { start, end } = placeOf(pending);
  const text = pending.anchor.document.getText();
  return text.slice(0, start) + pending.text.proposal + text.slice(end);
}
