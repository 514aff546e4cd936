import type { TextRange } from "../text/textEdit";
import type { Atom, AtomKind } from "./atoms";

/** "break" is a blank line or the line break before a list item or a heading; other white space is no token. */
export type TokenKind = "word" | "mark" | "break" | AtomKind;

export interface Token extends TextRange {
  readonly kind: TokenKind;
  /** Tokens with equal keys are taken for the same; their texts may differ in white space. */
  readonly key: string;
}

/** What belongs to the character before it: a border there would split what a person sees as one character. */
export const JOINS_BEFORE = /^[\p{Grapheme_Extend}\p{Mc}\p{Emoji_Modifier}\u200D]/u;

/** The line break before a list item, a heading or a block of LaTeX. */
const BLOCK_START =
  /\n[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]|#{1,6}[ \t]|\\(?:item|(?:sub)*section|chapter|paragraph)\b)/y;

/**
 * The tokens of `range` of `text`: words as Intl.Segmenter sees them in any script, runs of one mark, breaks, and
 * the atoms whole. `atoms` are those of the text that begin in the range; none reaches over its end.
 */
export function tokensOf(
  text: string,
  range: TextRange,
  atoms: readonly Atom[],
  words: Intl.Segmenter,
): Token[] {
  const tokens: Token[] = [];
  let at = range.start;
  for (const atom of atoms) {
    addWords(tokens, text, { start: at, end: atom.start }, words);
    add(tokens, atom.start, text.slice(atom.start, atom.end), atom.kind);
    at = atom.end;
  }
  addWords(tokens, text, { start: at, end: range.end }, words);
  return tokens;
}

function addWords(tokens: Token[], text: string, { start, end }: TextRange, words: Intl.Segmenter): void {
  let blankFrom = -1;
  const endBlank = (to: number) => {
    const blank = blankFrom < 0 ? "" : text.slice(blankFrom, to);
    if (blank.includes("\n") && isBreak(text, blankFrom, blank)) add(tokens, blankFrom, blank, "break");
    blankFrom = -1;
  };
  for (const { segment, index, isWordLike } of words.segment(text.slice(start, end))) {
    const from = start + index;
    if (/^\s+$/.test(segment)) {
      if (blankFrom < 0) blankFrom = from;
    } else {
      endBlank(from);
      add(tokens, from, segment, isWordLike === true ? "word" : "mark");
    }
  }
  endBlank(end);
}

/** Two line breaks, or one before what begins a block. */
function isBreak(text: string, start: number, blank: string): boolean {
  const first = blank.indexOf("\n");
  if (blank.lastIndexOf("\n") > first) return true;
  BLOCK_START.lastIndex = start + first;
  return BLOCK_START.test(text);
}

function add(tokens: Token[], start: number, text: string, kind: TokenKind): void {
  const end = start + text.length;
  const last = tokens.at(-1);
  if (last?.end === start && joins(last, text, kind)) {
    tokens[tokens.length - 1] = { ...last, end, key: last.key + text };
  } else {
    tokens.push({ start, end, kind, key: keyOf(text, kind) });
  }
}

/** `**`, `---` and `……` are one mark each. */
function joins(last: Token, text: string, kind: TokenKind): boolean {
  const isSameMark = kind === "mark" && last.kind === "mark" && last.key.endsWith(text);
  return isSameMark || JOINS_BEFORE.test(text);
}

function keyOf(text: string, kind: TokenKind): string {
  if (kind === "break") return breakKey(text);
  return kind === "cell" ? cellKey(text) : text;
}

function breakKey(blank: string): string {
  return blank.indexOf("\n") === blank.lastIndexOf("\n") ? "\n" : "\n\n";
}

/** Padding is no part of what a cell says, nor is the length of the rule below a table's head. */
function cellKey(cell: string): string {
  return cell
    .replace(/\s+/g, " ")
    .replace(/^([|&]) /, "$1")
    .trimEnd()
    .replace(/^(\|?:?)-+(:?)$/, "$1-$2");
}
