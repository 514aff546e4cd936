import * as vscode from "vscode";
import { escapeMarkdown } from "../../core/common/escapeMarkdown";

/**
 * What stands in front of an answer where attachments do not go along whole, as Markdown; empty where all do. Names
 * of files are written so that Markdown takes them for nothing else.
 */
export function attachmentNote(leftOut: readonly string[], cutShort: readonly string[]): string {
  const lines = [
    ...(cutShort.length > 0
      ? [vscode.l10n.t("Too long to go along whole, so only its beginning does: {0}", listed(cutShort))]
      : []),
    ...(leftOut.length > 0
      ? [vscode.l10n.t("Left out, for there is no text in it or no room for it: {0}", listed(leftOut))]
      : []),
  ];
  return lines.map((line) => `> ${line}\n\n`).join("");
}

function listed(names: readonly string[]): string {
  return names.map((name) => escapeMarkdown(name.replace(/\s+/g, " "))).join(", ");
}
