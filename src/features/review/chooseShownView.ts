import * as vscode from "vscode";
import { chooseView, type ReviewView } from "../../core/review/chooseView";
import type { PendingSuggestion } from "./pendingSuggestion";

/**
 * How a complete suggestion is shown: as the writer's setting says, or as its size suggests. What cannot be shown in
 * the line, for it adds lines or because the editor shows no inlay hints, is shown below the text.
 */
export function chooseShownView(pending: PendingSuggestion, setting: ReviewView | "auto"): ReviewView {
  const { text, replaces, chosenView } = pending;
  const wanted = chosenView ?? setting;
  // What is only added stands best as what it will be: a text of its own.
  const suggested = replaces ? chooseView(text.original, text.proposal, text.hunks) : "thread";
  const view = wanted === "auto" ? suggested : wanted;
  return view === "inline" && !mayBeInline(pending) ? "thread" : view;
}

/** Whether the changes can be shown in the line: none adds a line, and the editor shows inlay hints. */
export function mayBeInline({ replaces, text, uri }: PendingSuggestion): boolean {
  const addsLines = text.hunks.some(({ proposed }) => /[\r\n]/.test(proposed));
  return replaces && !addsLines && hasInlayHints(uri);
}

function hasInlayHints(uri: vscode.Uri): boolean {
  const enabled = vscode.workspace.getConfiguration("editor", uri).get<string>("inlayHints.enabled", "on");
  return enabled === "on" || enabled === "onUnlessPressed";
}
