import { CJK, CJK_MARK, LETTER } from "../../text/characters";
import { sentenceEnds } from "../../text/sentence";
import type { Place } from "../ghostTextQuery";
import { isInsideParagraph } from "../triggerPolicy";
import { isMarkedLine, lineBefore } from "./sentencePlace";

export interface CutOptions {
  /** Whether more will come, and why not. */
  readonly isFinished: "no" | "stop" | "length";
  readonly length: "phrase" | "sentence" | "paragraph";
  /** A few whole words are enough: nobody should wait for the end of the sentence. */
  readonly early: boolean;
  /** UTF-16 units of the text that are on screen already: never cut shorter than these. */
  readonly atLeast: number;
}

/** Latin marks need white space after them, CJK marks none. */
const CLAUSE = /[,;:](?=\s)|[，、；：—]+/g;
/** Where a text that ends no sentence is cut: a clause mark that keeps so much of it, else a word's end. */
const KEEP_CLAUSE = 0.6;
/** So many finished words are worth showing; two Chinese characters count as one. */
const EARLY_WORDS = 3;
const CJK_PER_WORD = 2;

/** Not a letter of CJK and no white space: what a word that spaces end is made of. */
const WORD_AT_END = new RegExp(`(?:(?!${CJK.source}|${CJK_MARK.source})\\S)+$`, "u");

/** The first phrase, sentence or paragraph of `text`, white space before it included; undefined while it is too little. */
export function cutToLength(text: string, here: Place, options: CutOptions): string | undefined {
  const lead = /^\s*/.exec(text)?.[0] ?? "";
  const body = text.slice(lead.length);
  const isInside = isInsideParagraph(here);
  // A break there would tear the paragraph apart.
  if (isInside && lead.includes("\n")) return "";
  const length = isInside && options.length === "paragraph" ? "sentence" : options.length;
  const line = lead.includes("\n") ? body : lineBefore(here.prefix) + lead + body;
  const stop = body.search(length === "paragraph" && !isMarkedLine(line) ? /\n[ \t]*\n/ : "\n");
  const part = stop < 0 ? body : body.slice(0, stop);
  const end = endOf(part, {
    ...options,
    length,
    isFinished: stop < 0 ? options.isFinished : "stop",
    atLeast: options.atLeast - lead.length,
  });
  return end === undefined ? undefined : lead + part.slice(0, end);
}

function endOf(part: string, { length, isFinished, early, atLeast }: CutOptions): number | undefined {
  const mayGoOn = isFinished === "no";
  // A mark at the very end may yet be inside a number or followed by its quote.
  const counts = (end: number) =>
    end >= atLeast && !(mayGoOn && end === part.length) && LETTER.test(part.slice(0, end));
  const sentences = sentenceEnds(part).filter(counts);
  if (length === "paragraph") {
    if (isFinished === "stop") return part.length;
    const last = sentences.at(-1);
    if (last !== undefined && (early || !mayGoOn)) return last;
  } else {
    const clause = length === "phrase" ? clauseEnds(part).find(counts) : undefined;
    const end = Math.min(sentences[0] ?? Infinity, clause ?? Infinity);
    if (Number.isFinite(end)) return end;
  }
  if (isFinished === "stop") return part.length;
  const words = Math.max(wordEnd(part), Math.min(atLeast, part.length));
  if (mayGoOn) return early && (atLeast > 0 || isEnough(part.slice(0, words))) ? words : undefined;
  const kept = Math.max(atLeast, part.length * KEEP_CLAUSE);
  return clauseEnds(part).findLast((end) => end >= kept) ?? words;
}

function clauseEnds(text: string): number[] {
  return [...text.matchAll(CLAUSE)].map(({ 0: mark, index }) => index + mark.length);
}

/** Where the last word ends of which no more can come. Any Chinese character ends one. */
function wordEnd(text: string): number {
  return text.replace(WORD_AT_END, "").trimEnd().length;
}

function isEnough(text: string): boolean {
  const cjk = text.match(new RegExp(CJK.source, "gu"))?.length ?? 0;
  const words = text.match(new RegExp(`(?:(?!${CJK.source})[\\p{L}\\p{N}\\p{M}'’-])+`, "gu"))?.length ?? 0;
  return words + cjk / CJK_PER_WORD >= EARLY_WORDS;
}
