import { parseEvent } from "./chatFile";
import { fold, queryWords } from "./chatSearch";

/** A place in a chat that a search has found. */
export interface Excerpt {
  readonly messageId: string;
  readonly text: string;
  /** Where the word stands in `text`, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** So many characters are shown before the word and after it. */
const BEFORE = 40;
const AFTER = 80;

/** A piece of a message, and those words of a query that stand in it. */
interface Piece {
  readonly messageId: string;
  readonly text: string;
  readonly found: readonly string[];
}

/**
 * The newest place in a chat's file with the most words of `query` (small letters before capitals, where both are
 * there), shown around the longest of these. It looks at the lines and reads only those that may be it, for a list of
 * hits wants many at once; so a word that lies across two pieces of an answer is not found. Undefined where nothing is.
 */
export function excerptIn(source: string, query: string): Excerpt | undefined {
  const words = queryWords(query).toSorted((one, other) => other.length - one.length);
  // As they stand in JSON.
  const escaped = words.map((word) => JSON.stringify(word).slice(1, -1));
  // Folding costs more than all the rest, and a word that stands there as it was typed needs none.
  const isTyped = escaped.every((word) => source.includes(word));
  let best: Piece | undefined;
  for (const line of source.split("\n").reverse()) {
    const folded = isTyped ? line : fold(line);
    const most = escaped.filter((word) => folded.includes(word)).length;
    if (most <= (best?.found.length ?? 0)) continue;
    const piece = pieceOf(line, words);
    if (piece && piece.found.length > (best?.found.length ?? 0)) best = piece;
    if (best?.found.length === words.length) break;
  }
  const [word] = best?.found ?? [];
  return best && word !== undefined ? around(best, word) : undefined;
}

/**
 * `excerptIn` of a file as its bytes: to decode a whole chat in Chinese takes longer than to search a thousand, so that
 * the newest line with the longest word is looked at first, and is all where it has every word.
 */
export function excerptInBytes(bytes: Buffer, query: string): Excerpt | undefined {
  const words = queryWords(query).toSorted((one, other) => other.length - one.length);
  const at = words[0] === undefined ? -1 : bytes.lastIndexOf(JSON.stringify(words[0]).slice(1, -1));
  if (at !== -1) {
    const end = bytes.indexOf("\n", at);
    const line = bytes.toString("utf8", bytes.lastIndexOf("\n", at) + 1, end === -1 ? bytes.length : end);
    const piece = pieceOf(line, words);
    const [word] = piece?.found ?? [];
    if (piece && word !== undefined && piece.found.length === words.length) return around(piece, word);
  }
  return excerptIn(bytes.toString("utf8"), query);
}

function pieceOf(line: string, words: readonly string[]): Piece | undefined {
  const event = parseEvent(line);
  if (event?.kind !== "added" && event?.kind !== "text") return undefined;
  const text = event.kind === "added" ? event.content : event.text;
  const folded = fold(text);
  return { messageId: event.id, text, found: words.filter((word) => folded.includes(word)) };
}

function around({ messageId, text: whole }: Piece, word: string): Excerpt {
  const folded = fold(whole);
  const at = folded.indexOf(word);
  // Few letters change their length when folded; after one of these the places are those of the folded text.
  const isSamePlace = fold(whole.slice(at, at + word.length)) === word;
  const text = (isSamePlace ? whole : folded).replace(/\s/g, " ");
  const from = characterStart(text, Math.max(0, at - BEFORE));
  const to = characterStart(text, Math.min(text.length, at + word.length + AFTER));
  const lead = (from > 0 ? "…" : "") + text.slice(from, at);
  const found = text.slice(at, at + word.length);
  const rest = text.slice(at + word.length, to) + (to < text.length ? "…" : "");
  return { messageId, text: lead + found + rest, start: lead.length, end: lead.length + found.length };
}

/** Never between the halves of a surrogate pair. */
function characterStart(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset + 1 : offset;
}
