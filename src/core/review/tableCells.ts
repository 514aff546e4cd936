import type { TextRange } from "../text/textEdit";

/** `|---|:-:|`, the second line of a Markdown table (GFM: https://github.github.com/gfm/#tables-extension-). */
const DELIMITER_ROW = /^(?=[^\n]*\|)[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\r?$/gm;

/** A cell with the mark before it, up to the next mark that is not escaped; the row's last mark alone. */
const MARKDOWN_CELL = /\|?(?:[^|\\\n\r]|\\[^\n\r])+|\|/g;

const LATEX_TABLE = /\\begin\{(tabular[xy*]?|longtable|array)\}[^]*?\\end\{\1\}/g;
const LATEX_CELL = /&?(?:[^&\\\n\r]|\\[^\\\n\r])+|&|\\\\/g;

/** The cells of the Markdown and LaTeX tables in `text`, each with the mark before it, in order. */
export function tableCells(text: string): TextRange[] {
  const latex = latexCells(text);
  const isFree = (cell: TextRange) => !latex.some(({ start, end }) => cell.start < end && start < cell.end);
  return [...markdownCells(text).filter(isFree), ...latex].sort((a, b) => a.start - b.start);
}

function markdownCells(text: string): TextRange[] {
  const cells: TextRange[] = [];
  let done = 0;
  for (const { index, 0: row } of text.matchAll(DELIMITER_ROW)) {
    if (index < done) continue;
    let start = lineStart(text, index - 1);
    if (!text.slice(start, Math.max(0, index - 1)).includes("|")) start = index;
    let end = index + row.length;
    for (let next = end + 1; next < text.length; next = end + 1) {
      const lineEnd = endOfLine(text, next);
      if (!text.slice(next, lineEnd).includes("|")) break;
      end = lineEnd;
    }
    cells.push(...cellsBetween(text, Math.max(start, done), end, MARKDOWN_CELL));
    done = end;
  }
  return cells;
}

function latexCells(text: string): TextRange[] {
  const cells: TextRange[] = [];
  for (const { index, 0: table } of text.matchAll(LATEX_TABLE)) {
    for (let start = text.indexOf("\n", index) + 1; start > 0 && start < index + table.length;) {
      const end = endOfLine(text, start);
      if (text.slice(start, end).includes("&")) cells.push(...cellsBetween(text, start, end, LATEX_CELL));
      start = end + 1;
    }
  }
  return cells;
}

/** Without the white space before a row; a cell of nothing but white space and no mark is none. */
function cellsBetween(text: string, start: number, end: number, cell: RegExp): TextRange[] {
  return Array.from(text.slice(start, end).matchAll(cell), (match) => {
    const indent = /^[ \t>]*/.exec(match[0])?.[0].length ?? 0;
    return { start: start + match.index + indent, end: start + match.index + match[0].length };
  }).filter((range) => /\S/.test(text.slice(range.start, range.end)));
}

function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end;
}
