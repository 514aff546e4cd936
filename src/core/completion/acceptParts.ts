import { CJK, LETTER } from "../text/characters";
import { sentenceEnds } from "../text/sentence";

export type Part = "word" | "clause" | "sentence" | "paragraph";

/** Latin marks end a clause before white space, CJK marks as they stand; closing quotes belong to it. */
const CLAUSE = /(?:[,;:](?=["'”’)\]]*\s)|[，、；：]|——|—|–(?=\s))["'”’」』）》】)\]]*/g;
/** Marks that open something belong to the word behind them. */
const OPENS = /^[\p{Ps}\p{Pi}]/u;

/**
 * What one press takes over of `text`: its first word, clause, sentence or paragraph, with the white space before it.
 * Never a part of a character as one sees it; all parts one after another are the text. `locale` is a language tag
 * for the borders of words, the system's language when it is left out.
 */
export function nextPart(text: string, part: Part, locale?: string): string {
  const end = characterEnd(text, endOf(text, part, locale));
  // White space that nobody sees is not worth a press of its own.
  return text.slice(end).trim() === "" ? text : text.slice(0, end);
}

function endOf(text: string, part: Part, locale: string | undefined): number {
  if (part === "word") return wordEnd(text, locale);
  const lead = text.length - text.trimStart().length;
  const stop = text.slice(lead).search(part === "paragraph" ? /\n[ \t]*\n/ : "\n");
  const line = stop < 0 ? text : text.slice(0, lead + stop);
  if (part === "paragraph") return line.length;
  const sentences = sentenceEnds(line);
  const clauses =
    part === "clause" ? [...line.matchAll(CLAUSE)].map((mark) => mark.index + mark[0].length) : [];
  const ends = [...sentences, ...clauses].filter((end) => LETTER.test(line.slice(0, end)));
  return Math.min(line.length, ...ends);
}

/**
 * Marks before a word go with it, and so do the marks right behind a word that spaces end: "sea," but 大海 and then
 * ，然后. VS Code's own step takes white space, word and mark one by one, and a Chinese line as one word.
 */
function wordEnd(text: string, locale: string | undefined): number {
  const segments = new Intl.Segmenter(locale, { granularity: "word" }).segment(text);
  let hasMarks = false;
  let hasWord = false;
  for (const { segment, index, isWordLike } of segments) {
    const isSpace = segment.trim() === "";
    if (isSpace && !hasMarks && !hasWord) continue;
    if (isSpace || (hasWord && (isWordLike || OPENS.test(segment)))) return index;
    if (isWordLike && CJK.test(segment)) return index + segment.length;
    if (isWordLike) hasWord = true;
    else hasMarks = true;
  }
  return text.length;
}

/** `offset`, or the end of the character that it would cut. */
function characterEnd(text: string, offset: number): number {
  const character = new Intl.Segmenter(undefined, { granularity: "grapheme" })
    .segment(text)
    .containing(offset);
  return !character || character.index === offset ? offset : character.index + character.segment.length;
}
