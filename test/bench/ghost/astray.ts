import { Random } from "./random";
import type { Language } from "./trace";

/** Words that fit anywhere and nowhere, by language; the first letters differ, so that one of them always does. */
const WORDS: Readonly<Record<Language, readonly string[]>> = {
  en: (
    "about always another because before carried certain company different during early enough evening " +
    "family further general garden however hundred instead kind later letter moment morning nothing often " +
    "order paper people perhaps quiet rather reason second several simple something table through together " +
    "under until village water whether window without yellow younger"
  ).split(" "),
  de: (
    "aber alle anders besser bringen darum dort eigentlich einmal etwas fragen ganz gestern heute hinter immer " +
    "jemand kaum kommen langsam lieber manchmal mehr nachher nicht oben oder plötzlich ruhig schon selten spät " +
    "überall und viel vielleicht wieder wohl zusammen zuletzt"
  ).split(" "),
  zh: "所以 朋友 时候 已经 因为 今年 城市 认真 好像 东西 另外 房间 问题 高兴 可能 办法 当然 慢慢 世界 开始 生活 一直 觉得 声音 忽然 以后 地方 孩子".split(
    " ",
  ),
};

/** Ends of words that an alphabetic word can be led astray with. */
const ENDINGS = ["ing", "er", "ly", "ness", "ward", "able", "ous", "ment", "sten"];

/** Sentences of so many words, and so many sentences, make an answer. */
const SENTENCE = { least: 6, most: 13 };
const SENTENCES = { least: 2, most: 5 };
/** Where lines are broken by hand, in characters. */
const MEASURE = 72;

export interface Astray {
  readonly seed: number;
  readonly language: Language;
  /** What stands before it; only its end matters. */
  readonly before: string;
  /** What would be right, and so is not said. */
  readonly truth: string;
}

/** Plausible words that are not what the writer means, up to the end of the paragraph. */
export function astray({ seed, language, before, truth }: Astray): string {
  const random = new Random(seed);
  const words = WORDS[language];
  const space = language === "zh" ? "" : " ";
  const [comma, stop] = language === "zh" ? ["，", "。"] : [",", "."];
  const wrong = words.filter((word) => !truth.trimStart().toLowerCase().startsWith(word.charAt(0)));
  let text = beginning(before, truth, space, random);
  let isStart = /(^|[.!?]["”]?)\s*$/.test(before);
  for (let sentences = random.between(SENTENCES.least, SENTENCES.most); sentences > 0; sentences--) {
    const length = random.between(SENTENCE.least, SENTENCE.most);
    for (let i = 0; i < length; i++) {
      const word = random.pick(text.trim() === "" ? wrong : words);
      text += isStart ? word.charAt(0).toUpperCase() + word.slice(1) : word;
      isStart = false;
      if (i < length - 1) text += (i > 2 && random.chance(0.1) ? comma : "") + space;
    }
    text += stop + (sentences > 1 ? space : "");
    isStart = true;
  }
  return text;
}

/** How the first wrong word is reached: a begun word gets a wrong end, a finished one the space after it. */
function beginning(before: string, truth: string, space: string, random: Random): string {
  if (space === "" || /\s$|^$/.test(before)) return "";
  const isBegun = /\p{L}$/u.test(before) && !/^[^\p{L}]/u.test(truth);
  if (!isBegun) return space;
  return random.pick(ENDINGS.filter((ending) => !truth.startsWith(ending.charAt(0)))) + space;
}

/** `text` with its lines broken as by hand, when the line so far is `column` characters long. */
export function hardWrapped(text: string, column: number): string {
  let at = column;
  return text.replace(/ ?\S+/g, (word) => {
    at += word.length;
    if (at <= MEASURE || !word.startsWith(" ")) return word;
    at = word.length - 1;
    return `\n${word.slice(1)}`;
  });
}
