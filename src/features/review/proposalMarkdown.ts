import * as vscode from "vscode";
import type { Hunk } from "../../core/review/hunk";

/** Everything that Markdown or HTML could take for more than a character. */
const SPECIAL = /[!-/:-@[-`{-~]/g;
const LINE_BREAK = /\r\n|\r|\n/;

// The only styles that VS Code lets through are these (safeInsertHtml's allowed styles: colours by variable).
const INSERTED = ["ins", "background-color:var(--vscode-diffEditor-insertedTextBackground);"] as const;
const REMOVED = ["del", "background-color:var(--vscode-diffEditor-removedTextBackground);"] as const;

/**
 * The proposal as the body of a comment: its own characters, line breaks kept, nothing of it rendered as
 * markup, so that what the writer sees is what Accept writes.
 */
export function proposalMarkdown(proposal: string): vscode.MarkdownString {
  if (proposal === "") return waitingMarkdown();
  return new vscode.MarkdownString(lines(proposal.trimStart()));
}

/**
 * The same, word by word: what goes is struck out, what comes is underlined, both in the colours of the diff editor.
 * The change at `current`, where there are several, is set in bold.
 */
export function changesMarkdown(
  original: string,
  hunks: readonly Hunk[],
  current = -1,
): vscode.MarkdownString {
  let at = 0;
  const plain = (line: string) => line;
  const parts = hunks.flatMap(({ start, end, original: removed, proposed }, index) => {
    const unchanged = original.slice(at, start);
    at = end;
    const weight = index === current && hunks.length > 1 ? "strong" : undefined;
    return [
      { text: unchanged, wrap: plain },
      { text: removed, wrap: marked(REMOVED, weight) },
      { text: proposed, wrap: marked(INSERTED, weight) },
    ];
  });
  parts.push({ text: original.slice(at), wrap: plain });
  let isLineStart = true;
  const markdown = new vscode.MarkdownString();
  for (const { text, wrap } of parts) {
    if (text === "") continue;
    markdown.value += lines(text, wrap, isLineStart);
    isLineStart = /[\r\n]$/.test(text);
  }
  markdown.supportHtml = true;
  return markdown;
}

function waitingMarkdown(): vscode.MarkdownString {
  return new vscode.MarkdownString(`$(loading~spin) ${vscode.l10n.t("Writing…")}`, true);
}

/** A blank line ends every tag, so each line has tags of its own. */
function marked(
  [tag, style]: readonly [string, string],
  weight: string | undefined,
): (line: string) => string {
  const [open, close] = weight ? [`<${weight}>`, `</${weight}>`] : ["", ""];
  return (line) =>
    line === "" ? "" : `<span style="${style}"><${tag}>${open}${line}${close}</${tag}></span>`;
}

function lines(text: string, wrap: (line: string) => string = (line) => line, isLineStart = true): string {
  return text
    .split(LINE_BREAK)
    .map((line, index) => wrap(asPlainText(index === 0 && !isLineStart ? line : indented(line))))
    .join("  \n");
}

/** Spaces at the start of a line stay there. */
function indented(line: string): string {
  return line.replace(/^[ \t]+/, (space) => "\u00a0".repeat(space.length));
}

/** Punctuation as the characters that they are. */
function asPlainText(line: string): string {
  return line.replace(SPECIAL, "\\$&");
}
