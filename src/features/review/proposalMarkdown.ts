import * as vscode from "vscode";
import { LINE_BREAK, plainLines } from "./plainMarkdown";

/** A growing text of more characters is shown by its last ones: about a dozen lines, which is what a thread has room for. */
const TAIL = 1000;

/**
 * The proposal as the body of a comment: its own characters, line breaks kept, nothing of it rendered as
 * markup, so that what the writer sees is what Accept writes.
 */
export function proposalMarkdown(proposal: string): vscode.MarkdownString {
  if (proposal === "") {
    return new vscode.MarkdownString(`$(loading~spin) ${vscode.l10n.t("Writing…")}`, true);
  }
  return new vscode.MarkdownString(plainLines(proposal.trimStart()));
}

/** The same for a proposal that still grows: a long one by its end, from the beginning of a line. */
export function growingMarkdown(proposal: string): vscode.MarkdownString {
  if (proposal.length <= TAIL) return proposalMarkdown(proposal);
  const tail = proposal.slice(-TAIL);
  return new vscode.MarkdownString(
    `…  \n${plainLines(tail.slice(Math.max(0, tail.search(LINE_BREAK))).trimStart())}`,
  );
}
