import * as vscode from "vscode";
import { chooseView, type ReviewView } from "../../core/review/chooseView";
import type { PendingSuggestion } from "./pendingSuggestion";

/**
 * How a complete suggestion is shown: as the writer's setting says, or as its size suggests. What cannot be shown in
 * the line, for it adds lines or because the editor shows no inlay hints, is shown below the text.
 */
export function chooseShownView(
  { suggestion, text, uri }: PendingSuggestion,
  setting: ReviewView | "auto",
): ReviewView {
  // What is only added stands best as what it will be: a text of its own.
  const isInsertion = suggestion.target !== "replace";
  const suggested = isInsertion ? "thread" : chooseView(text.original, text.proposal, text.hunks);
  const view = setting === "auto" ? suggested : setting;
  if (view !== "inline") return view;
  const addsLines = text.hunks.some(({ proposed }) => /[\r\n]/.test(proposed));
  return addsLines || isInsertion || !hasInlayHints(uri) ? "thread" : "inline";
}

function hasInlayHints(uri: vscode.Uri): boolean {
  const enabled = vscode.workspace.getConfiguration("editor", uri).get<string>("inlayHints.enabled", "on");
  return enabled === "on" || enabled === "onUnlessPressed";
}
