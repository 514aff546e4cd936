import * as vscode from "vscode";
import { chooseView, type ReviewView } from "../../core/review/chooseView";
import type { PendingSuggestion } from "./pendingSuggestion";

/**
 * How a complete suggestion is shown: as the writer's setting says, or as its size suggests. What cannot be shown in
 * the line, for it adds lines or because the editor shows no inlay hints, is shown below the text.
 */
export function chooseShownView(pending: PendingSuggestion, setting: ReviewView | "auto"): ReviewView {
  const { suggestion, text } = pending;
  // What is only added stands best as what it will be: a text of its own.
  const isInsertion = suggestion.target !== "replace";
  const suggested = isInsertion ? "thread" : chooseView(text.original, text.proposal, text.hunks);
  const view = setting === "auto" ? suggested : setting;
  return view === "inline" && !mayBeInline(pending) ? "thread" : view;
}

/** Whether the changes can be shown in the line: none adds a line, and the editor shows inlay hints. */
export function mayBeInline({ suggestion, text, uri }: PendingSuggestion): boolean {
  const addsLines = text.hunks.some(({ proposed }) => /[\r\n]/.test(proposed));
  return suggestion.target === "replace" && !addsLines && hasInlayHints(uri);
}

function hasInlayHints(uri: vscode.Uri): boolean {
  const enabled = vscode.workspace.getConfiguration("editor", uri).get<string>("inlayHints.enabled", "on");
  return enabled === "on" || enabled === "onUnlessPressed";
}
