import type { ContextWindow } from "./contextWindow";
import { withoutFrontMatter } from "../text/frontMatter";
import type { GhostTextQuery } from "./ghostTextQuery";
import { languageName, languageOf, scriptOf } from "../text/textLanguage";

/** What a note of style is made from. */
export interface StyleSource {
  readonly query: Pick<GhostTextQuery, "offset" | "prefix">;
  /** The document's first few thousand characters. */
  readonly start: string;
  /** The window as it stands in the document. */
  readonly window: ContextWindow;
  /** What the document says of its language: "de", "en-GB". */
  readonly language?: string | undefined;
}

/** UTF-16 units. What is typed counts from one multiple of STEP to the next, so that the note keeps still. */
const STEP = 256;
const AT_CURSOR = 300;
const RECENT = 768;
export const LONGEST_STYLE_NOTE = 300;

/**
 * The habits of a text in a line of English, at most 300 characters: its language, tense and person where they are
 * plain to see, and its typography. Empty where nothing is.
 */
export async function styleNote(source: StyleSource): Promise<string> {
  const { text, recent } = sample(source);
  const language = await languageAtCursor(source, text, recent);
  const isEnglish = language === undefined ? looksEnglish(text) : /\bEnglish\b/.test(language);
  const habits = [
    ...(language === undefined ? [] : [language]),
    ...(isEnglish ? [spelling(text), tense(text), person(text)] : []),
    quotationMarks(text),
    dashes(text),
    ellipsis(text),
    mixedSpacing(text),
  ].filter((habit) => habit !== undefined);
  return habits.join("; ").slice(0, LONGEST_STYLE_NOTE);
}

/** The text that habits are counted in, without code, addresses and tags; `recent` is what stands before the cursor. */
function sample({ query, start, window }: StyleSource): { text: string; recent: string } {
  const end = Math.floor(query.offset / STEP) * STEP;
  const windowStart = query.offset - window.prefix.length;
  const near = window.prefix.slice(0, Math.max(0, end - windowStart));
  const text = prose(withoutFrontMatter(start.slice(0, Math.min(end, windowStart)) + near));
  const recent = text.slice(-RECENT);
  return { text: `${text}\n${prose(window.suffix)}`, recent };
}

function prose(text: string): string {
  return text.replace(/(```|~~~)[\s\S]*?(\1|$)|`[^`\n]*`|<[^<>\n]*>|\\[a-z]+\*?|\w+:\/\/\S+/gi, " ");
}

/** Where the last lines are in another script than the rest, it is theirs that counts. */
async function languageAtCursor(
  { query, language = "" }: StyleSource,
  text: string,
  recent: string,
): Promise<string | undefined> {
  const lines = query.prefix.slice(-AT_CURSOR);
  const script = scriptOf(text);
  const here = scriptOf(lines) ?? script;
  if (here === undefined) return undefined;
  const isSame = script === undefined || here === script;
  const found = await languageOf(isSame && recent.length > lines.length ? recent : lines, here);
  const said = languageName(language);
  // "en-GB" says more than "English" does.
  if (said !== undefined && (found === undefined ? isSame : said.includes(found))) return said;
  return found ?? (isSame ? undefined : `in ${here} letters`);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

const FEWEST_WORDS = 60;

function looksEnglish(text: string): boolean {
  const words = count(text, /\p{L}+/gu);
  return words >= FEWEST_WORDS && count(text, /\b(the|and|of|to|was|with|that|is|in)\b/gi) > words / 8;
}

const BRITISH = /colour|favour|neighbour|harbour|centre|theatre|grey|travell(?:ed|ing)/gi;
const AMERICAN = /color|favor|neighbor|harbor|center|theater|gray|travel(?:ed|ing)/gi;
/** One word may be a name. */
const FEWEST_SPELLINGS = 2;

function spelling(text: string): string | undefined {
  const british = new Set(text.toLowerCase().match(BRITISH)).size;
  const american = new Set(text.toLowerCase().match(AMERICAN)).size;
  if (british >= FEWEST_SPELLINGS && american === 0) return "British spelling";
  return american >= FEWEST_SPELLINGS && british === 0 ? "American spelling" : undefined;
}

const PAST =
  /\b(was|were|had|did|said|went|came|saw|took|made|knew|thought|felt|stood|told|found|gave|left|began|kept|heard)\b/gi;
const PRESENT =
  /\b(is|are|am|has|have|does|do|says|goes|comes|sees|takes|makes|knows|thinks|feels|stands|tells|finds|gives|leaves|begins|keeps|hears)\b/gi;
const FEWEST_VERBS = 6;

function tense(text: string): string | undefined {
  const told = withoutSpeech(text);
  const past = count(told, PAST);
  const present = count(told, PRESENT);
  if (past >= FEWEST_VERBS && past > 4 * present) return "past tense";
  return present >= FEWEST_VERBS && present > 4 * past ? "present tense" : undefined;
}

function person(text: string): string | undefined {
  const told = withoutSpeech(text);
  const words = count(told, /\p{L}+/gu);
  if (words < FEWEST_WORDS) return undefined;
  const share = (pattern: RegExp) => count(told, pattern) / words;
  const first = share(/\b(I|[Mm]e|[Mm]y|[Ww]e|us|[Oo]ur)\b/g);
  if (first > 0.02) return "first person";
  if (share(/\b(you|your)\b/gi) > 0.02) return "second person";
  const third = share(/\b(he|she|they|him|her|his|them|their)\b/gi);
  return third > 0.02 && first < 0.003 ? "third person" : undefined;
}

function withoutSpeech(text: string): string {
  return text.replace(/“[^”\n]*”|"[^"\n]*"|(?<!\w)‘[^’\n]*’(?!\w)/g, " ");
}

/** The habit that is seen at least twice, and far more often than the others together. */
function habit(text: string, habits: Readonly<Record<string, RegExp>>): string | undefined {
  const seen = Object.entries(habits).map(([name, pattern]) => ({ name, times: count(text, pattern) }));
  const all = seen.reduce((sum, { times }) => sum + times, 0);
  return seen.find(({ times }) => times >= 2 && times > 0.75 * all)?.name;
}

function quotationMarks(text: string): string | undefined {
  return habit(text, {
    "quotation marks “ ”": /“[^“”„]*”/g,
    'straight quotation marks "': /(?<![\d\w])"[^"\n]*"/g,
    "quotation marks ‘ ’": /(?<!\w)‘[^‘’“”\n]*’/g,
    "quotation marks „ “": /„[^„“]*“/g,
    "quotation marks « »": /(?<=^|[\s(])«\s?(?=\p{L})/gmu,
    "quotation marks » «": /(?<=^|[\s(])»(?=\p{L})/gmu,
    "quotation marks 「」": /「[^「」]*」/g,
  });
}

function dashes(text: string): string | undefined {
  return habit(text, {
    "dashes —— without spaces": /(?<!—)——(?!—)/g,
    "dashes — without spaces": /(?<=[^\s—])—(?=[^\s—])/g,
    "dashes — with spaces": /(?<=\s)—(?=\s)/g,
    "dashes – with spaces": /(?<=\s)–(?=\s)/g,
    "dashes -- for —": /(?<=[\p{L}\s])--(?=[\p{L}\s])/gu,
  });
}

function ellipsis(text: string): string | undefined {
  return habit(text, {
    "ellipsis ……": /……/g,
    "ellipsis …": /(?<!…)…(?!…)/g,
    "ellipsis ...": /(?<!\.)\.\.\.(?!\.)/g,
  });
}

/** Whether a space stands between Chinese or Japanese text and the Latin words in it. */
function mixedSpacing(text: string): string | undefined {
  const cjk = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]`;
  const between = (space: string) =>
    new RegExp(`(?<=${cjk})${space}(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])${space}(?=${cjk})`, "gu");
  return habit(text, {
    "a space between CJK and Latin text": between(" "),
    "no space between CJK and Latin text": between(""),
  });
}
