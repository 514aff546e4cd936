import * as vscode from "vscode";
import type { Hunk } from "../../core/review/hunk";
import { isHighContrast } from "./highContrast";
import { indented, LINE_BREAK, plainText } from "./plainMarkdown";

interface Mark {
  readonly tag: "ins" | "del";
  /** VS Code lets no other style through than colours, and those only as hex or as a variable of the theme. */
  readonly style: string;
}

/** High contrast themes have no backgrounds for changes: there the words themselves are coloured. */
function marks(isHighContrast: boolean): { readonly inserted: Mark; readonly removed: Mark } {
  const style = (colour: string, background: string) =>
    isHighContrast
      ? `color:var(--vscode-${colour});`
      : `background-color:var(--vscode-diffEditor-${background});`;
  return {
    inserted: { tag: "ins", style: style("charts-green", "insertedTextBackground") },
    removed: { tag: "del", style: style("errorForeground", "removedTextBackground") },
  };
}

const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}`;
/** A piece that wraps as one, with the space behind it: a word, or some characters of a script without spaces. */
const PIECE = new RegExp(String.raw`[^\s${UNSPACED}]+\s*|[${UNSPACED}]{1,6}\s*|\s+`, "gu");
/** How many characters of whole pieces go into one span. */
const SPAN = 24;

/**
 * A text as the body of a comment, with its changes word by word: what goes is struck out, what comes is underlined,
 * both in the colours of the diff editor. The change at `current`, where there are several, is set in bold.
 */
export function changesMarkdown(
  original: string,
  hunks: readonly Hunk[],
  current = -1,
): vscode.MarkdownString {
  const body = new Body();
  const { inserted, removed: gone } = marks(isHighContrast());
  let at = 0;
  hunks.forEach(({ start, end, original: removed, proposed }, index) => {
    const isBold = index === current && hunks.length > 1;
    body.add(original.slice(at, start));
    body.add(removed, gone, isBold);
    body.add(proposed, inserted, isBold);
    at = end;
  });
  body.add(original.slice(at));
  const markdown = new vscode.MarkdownString(body.value);
  markdown.supportHtml = true;
  return markdown;
}

/** Markdown that grows text by text, line by line: a blank line would end every tag, so each line has its own. */
class Body {
  #value = "";
  #isLineStart = true;

  get value(): string {
    return this.#value;
  }

  add(text: string, mark?: Mark, isBold = false): void {
    text.split(LINE_BREAK).forEach((line, index) => {
      if (index > 0) this.#break(mark, isBold);
      if (line === "") return;
      const shown = this.#isLineStart ? indented(line) : line;
      this.#value += mark ? marked(shown, mark, isBold) : plainText(shown);
      this.#isLineStart = false;
    });
  }

  /** A line break that comes or goes is a change like any other, so it has a sign; one that goes breaks nothing. */
  #break(mark: Mark | undefined, isBold: boolean): void {
    if (mark) this.#value += marked("↵", mark, isBold);
    if (mark?.tag === "del") return;
    this.#value += "  \n";
    this.#isLineStart = true;
  }
}

/** VS Code wraps no text inside a span, so a long one is cut into spans of a few words. */
function marked(line: string, { tag, style }: Mark, isBold: boolean): string {
  const text = line.trim() === "" ? line.replace(/\s/g, "\u00a0") : line;
  const inside = piecesOf(text)
    .map((piece) => `<span style="${style}">${plainText(piece)}</span>`)
    .join("<wbr>");
  return isBold ? `<${tag}><strong>${inside}</strong></${tag}>` : `<${tag}>${inside}</${tag}>`;
}

function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const piece of text.match(PIECE) ?? []) {
    const last = pieces.at(-1);
    // No line begins with a comma, and words go together for as long as they are short.
    const isMark = !/^[\p{L}\p{N}]/u.test(piece);
    const joins = last !== undefined && (isMark || (/\s$/.test(last) && last.length + piece.length <= SPAN));
    if (joins) pieces[pieces.length - 1] = last + piece;
    else pieces.push(piece);
  }
  return pieces;
}
