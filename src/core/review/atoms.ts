import { CJK } from "../text/characters";
import type { TextRange } from "../text/textEdit";
import { tableCells } from "./tableCells";

/** What is compared as one thing, whatever words are in it. */
export type AtomKind = "link" | "citation" | "cell";

export interface Atom extends TextRange {
  readonly kind: AtomKind;
}

/** Longest text of a link, in characters: an opening bracket that is never closed must not be costly. */
const LONGEST_LABEL = 400;

/** `[^1]`, its definition's `[^1]:`, `[@key]`, `[see @key, p. 3]`, `@key`, `\cite[p.~3]{key}`, `\ref{…}`, `\label{…}`. */
const CITATION = [
  String.raw`\[\^[^\[\]\s]+\]:?`,
  String.raw`\[[^\[\]\n@]{0,${LONGEST_LABEL}}(?<![\w.])@\w[^\[\]\n]*\](?!\()`,
  String.raw`(?<![\w.@/])@[A-Za-z_](?:[\w:.#$%&+?~/-]*\w)?`,
  String.raw`\\(?:(?!href)[A-Za-z]*(?:cite|ref)[A-Za-z]*|label)\*?(?:\[[^\[\]\n]*\]){0,2}\{[^{}]*\}`,
];

/** The text of a link may hold brackets and another link or image; its target stands in round or square brackets. */
const LABEL = String.raw`(?:[^\[\]\n]|\n(?![ \t]*\r?\n)|\[[^\[\]\n]*\](?:\([^()\n]*\))?){0,${LONGEST_LABEL}}`;
const TARGET = String.raw`(?:\((?:[^()\\\n]|\\.|\([^()\n]*\))*\)|\[[^\[\]\n]*\])`;

/** An address in text. Marks that close what stands around it are not its own; Chinese goes on right behind it. */
const URL_CHARACTER = String.raw`(?:[!#-;=?-Z_a-z~]|(?!${CJK.source})[\p{L}\p{M}\u200C\u200D])`;
const BARE_URL = String.raw`(?<![A-Za-z\d])(?:https?:\/\/|ftp:\/\/|mailto:|www\.)${URL_CHARACTER}*(?<![),;:'*.!?])`;

/** Wiki links, links and images, definitions of targets, `<…>`, HTML with an address, LaTeX, bare addresses. */
const LINK = [
  String.raw`!?\[\[[^\[\]\n]+\]\]`,
  String.raw`!?\[${LABEL}\]${TARGET}`,
  String.raw`(?<=^|\n) {0,3}\[[^\[\]\n]+\]:[ \t]*\S+`,
  String.raw`<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>`,
  String.raw`<[A-Za-z][^<>]*\s(?:href|src)\s*=[^<>]*>`,
  String.raw`\\(?:url|href|includegraphics|input|include)(?:\[[^\[\]\n]*\])?\{[^{}]*\}`,
  BARE_URL,
];

const INLINE = new RegExp(`(?<citation>${CITATION.join("|")})|${LINK.join("|")}`, "gu");

/** The links, citations and table cells of `text`, in order and apart from each other. */
export function atomsIn(text: string): Atom[] {
  const cells = tableCells(text);
  const atoms: Atom[] = [];
  let cell = 0;
  for (const match of text.matchAll(INLINE)) {
    const end = match.index + match[0].length;
    while ((cells[cell]?.end ?? Infinity) <= match.index) cell++;
    if ((cells[cell]?.start ?? Infinity) < end) continue;
    atoms.push({ start: match.index, end, kind: match.groups?.citation === undefined ? "link" : "citation" });
  }
  return [...atoms, ...cells.map((range): Atom => ({ ...range, kind: "cell" }))].sort(
    (a, b) => a.start - b.start,
  );
}

const LINK_PARTS = new RegExp(String.raw`^(!?\[)([^]*)\](${TARGET})$`, "u");

/** The text of `[text](target)` and where it stands in it; undefined for other links. */
export function linkLabel(link: string): TextRange | undefined {
  const parts = LINK_PARTS.exec(link);
  if (parts === null) return undefined;
  const start = parts[1]?.length ?? 0;
  return { start, end: start + (parts[2]?.length ?? 0) };
}
