import * as vscode from "vscode";
import type { Hunk } from "../../core/review/hunk";
import { paragraphAt } from "../../core/text/paragraph";
import type { TextRange } from "../../core/text/textEdit";
import type { PendingSuggestion } from "./pendingSuggestion";

/** Where the shown version would stand, in the document's offsets; empty where nothing goes for it. */
export function placeOf({ watched, suggestion, document }: PendingSuggestion): TextRange {
  const { start, end } = watched.range;
  if (suggestion.target === "replace") return { start, end };
  if (suggestion.target === "append") return { start: end, end };
  // What goes below the text goes below its whole paragraph: the selection may end in the middle of it.
  const below = Math.max(end, paragraphAt(document.getText(), end).end);
  return { start: below, end: below };
}

/** Where a change stands in the document. */
export function rangeOf(
  pending: PendingSuggestion,
  { start, end }: Pick<Hunk, "start" | "end">,
): vscode.Range {
  const { document } = pending;
  const place = placeOf(pending).start;
  return new vscode.Range(document.positionAt(place + start), document.positionAt(place + end));
}

/** The change at a place in the document, else the next one after it, else the last; -1 where there is none. */
export function hunkAt(pending: PendingSuggestion, position: vscode.Position): number {
  const offset = pending.document.offsetAt(position) - placeOf(pending).start;
  const { hunks } = pending.text;
  const next = hunks.findIndex(({ end }) => end >= offset);
  return next < 0 ? hunks.length - 1 : next;
}

/** The document's whole text with the shown version in its place. */
export function proposedDocument(pending: PendingSuggestion): string {
  const { start, end } = placeOf(pending);
  const text = pending.document.getText();
  return text.slice(0, start) + pending.text.proposal + text.slice(end);
}
