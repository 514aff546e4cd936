import * as vscode from "vscode";

/** Everything that Markdown or HTML could take for more than a character. */
const SPECIAL = /[!-/:-@[-`{-~]/g;

/**
 * The proposal as the body of a comment: its own characters, line breaks kept, nothing of it rendered as
 * markup, so that what the writer sees is what Accept writes.
 */
export function proposalMarkdown(proposal: string): vscode.MarkdownString {
  if (proposal === "") return new vscode.MarkdownString(`$(loading~spin) ${vscode.l10n.t("Writing…")}`, true);
  const lines = proposal.trimStart().split(/\r\n|\r|\n/);
  return new vscode.MarkdownString(lines.map(asPlainText).join("  \n"));
}

/** Spaces at the start, and punctuation, as the characters that they are. */
function asPlainText(line: string): string {
  return line.replace(/^[ \t]+/, (space) => "\u00a0".repeat(space.length)).replace(SPECIAL, "\\$&");
}
