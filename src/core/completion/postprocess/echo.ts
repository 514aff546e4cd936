import { CJK } from "../../text/characters";
import { sentenceEnds } from "../../text/sentence";
import { isWithinEdits } from "./editDistance";

/** What has been said lately: so many UTF-16 units, and so many sentences of them. */
const REACH = 2000;
const SENTENCES = 20;
/** A sentence is the same when so much of it differs. */
const DIFFERENT = 0.1;
/** Or when so many of its runs of words (four) or of Chinese characters (six) have been there. */
const KNOWN_RUNS = 0.6;
const RUN = { words: 4, cjk: 6 };
/** Shorter ones are often said again. */
const SHORTEST = { words: 8, cjk: 16 };

const NO_LETTERS = /[^\p{L}\p{N}\p{M}'’]+/gu;
const BETWEEN_CJK = new RegExp(` (?=${CJK.source})`, "gu");

/**
 * `text` up to the first sentence that has been said before; with `loosely` only what is the same nearly to the letter.
 */
export function cutEcho(text: string, prefix: string, loosely: boolean): string {
  const starts = [0, ...sentenceEnds(text)];
  const sentences = starts.map((start, i) => text.slice(start, starts[i + 1]));
  const isLong = sentences.map(isLongEnough);
  if (!isLong.includes(true)) return text;
  const said = prefix.slice(-REACH);
  const saidSentences = sentencesOf(said).slice(-SENTENCES).map(normal);
  const saidLetters = letters(said);
  const known = sentences.findIndex(
    (sentence, i) =>
      isLong[i] &&
      (isAmong(normal(sentence), saidSentences) || (!loosely && isMadeOf(sentence, saidLetters))),
  );
  return known < 0 ? text : text.slice(0, starts[known]).trimEnd();
}

function isAmong(sentence: string, said: readonly string[]): boolean {
  const most = Math.max(1, Math.floor(sentence.length * DIFFERENT));
  return said.some((other) => isWithinEdits(sentence, other, most));
}

/** Whether most of the runs of words, or of CJK characters, in `sentence` stand in `said`. */
function isMadeOf(sentence: string, said: string): boolean {
  const own = letters(sentence);
  const isCjk = CJK.test(sentence);
  const items = isCjk ? Array.from(own) : own.split(" ");
  const length = isCjk ? RUN.cjk : RUN.words;
  const runs = items.slice(length - 1).map((_, i) => items.slice(i, i + length).join(isCjk ? "" : " "));
  let others = Math.floor(runs.length * (1 - KNOWN_RUNS));
  return runs.length > 0 && runs.every((run) => said.includes(run) || others-- > 0);
}

function isLongEnough(sentence: string): boolean {
  const own = letters(sentence);
  return CJK.test(sentence) ? own.length >= SHORTEST.cjk : own.split(" ").length >= SHORTEST.words;
}

/** Only the letters, small, with single spaces between words; between CJK characters none. */
function letters(text: string): string {
  return text.toLowerCase().replace(NO_LETTERS, " ").replace(BETWEEN_CJK, "").trim();
}

function sentencesOf(text: string): string[] {
  const ends = sentenceEnds(text);
  return [0, ...ends].map((start, i) => text.slice(start, ends[i]));
}

function normal(sentence: string): string {
  return sentence.replace(/\s+/g, " ").trim();
}
