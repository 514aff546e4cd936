import * as vscode from "vscode";

/** Everything that Markdown or HTML could take for more than a character. */
const SPECIAL = /[\\`*_{}[\]()#+\-.!~|<>&$]/g;

/**
 * The proposal as the body of a comment: its own characters, line breaks kept, nothing of it rendered as
 * markup, so that what the writer sees is what Accept writes.
 */
export function proposalMarkdown(proposal: string): vscode.MarkdownString {
  const body = new vscode.MarkdownString(undefined, true);
  body.appendMarkdown(
    proposal === ""
      ? `$(loading~spin) ${vscode.l10n.t("Writing…")}`
      : proposal
          .trimStart()
          .split(/\r\n|\r|\n/)
          .map((line) =>
            line.replace(/^[ \t]+/, (space) => "\u00a0".repeat(space.length)).replace(SPECIAL, "\\$&"),
          )
          .join("  \n"),
  );
  return body;
}
