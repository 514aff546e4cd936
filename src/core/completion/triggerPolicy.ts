import type { GhostTextSettings } from "../settings/settings";
import { CJK, CJK_MARK, firstCharacter, isAlphabetic, lastCharacter } from "../text/characters";
import type { GhostTextQuery, Place } from "./ghostTextQuery";
import { proseScope } from "./proseScope";
import type { TypingState } from "./typingState";

/** Not at all; only with what is known already; or through the model, after so much more waiting than usual. */
export type Decision = "never" | "knownOnly" | { readonly extraDelayMs: number };

/** Fewer than ten characters before the cursor tell a model nothing about the text. */
const ENOUGH = /^(?:\s*\S){10}/;

/** After a paste the writer first looks at what came. */
const AFTER_PASTE_MS = 800;

/** Letters in a Chinese text may become a character with the next key. */
const PINYIN_MS = 400;
const PINYIN_CONTEXT = 200;

/**
 * Whether a model should be asked at the query's place. Asked by key: wherever there is something to go on
 * from. By itself: as the settings say, in prose, never inside a word, and not while the writer takes text back.
 */
export function mayAsk(query: GhostTextQuery, state: TypingState, settings: GhostTextSettings): Decision {
  const { composition } = state;
  if (composition && query.offset >= composition.start && query.offset <= composition.end) return "never";
  if (query.explicit) return hasSomethingToGoOn(query) ? { extraDelayMs: 0 } : "never";
  return settings.eagerness === "onlyWhenAsked" || !isPlaceForText(query, settings)
    ? "never"
    : atThisMoment(query, state, settings);
}

function hasSomethingToGoOn({ prefix, keywords }: GhostTextQuery): boolean {
  return /\S/.test(prefix) || (keywords !== undefined && keywords !== "");
}

/** What does not depend on what the writer is doing. The cheap questions come first. */
function isPlaceForText(query: GhostTextQuery, settings: GhostTextSettings): boolean {
  const { prefix, suffix, languageId, offset } = query;
  const fromStart = prefix.length >= offset;
  if (!isAtWordBorder(query)) return false;
  if (isRule(query) || (fromStart && isAlmostEmpty(prefix))) return false;
  const scope = proseScope(prefix, suffix, languageId, fromStart);
  return scope === "prose" || settings.inside[scope];
}

function atThisMoment(query: GhostTextQuery, state: TypingState, settings: GhostTextSettings): Decision {
  const { lastChange, quietMs } = state;
  if (lastChange === "undo" || lastChange === "redo" || lastChange === "deletion") return "knownOnly";
  if (lastChange === "paste") return { extraDelayMs: Math.max(0, AFTER_PASTE_MS - quietMs) };
  if (settings.eagerness === "atWordEnds" && isInWord(lastCharacter(query.prefix))) return "knownOnly";
  return { extraDelayMs: looksLikePinyin(query.prefix) ? PINYIN_MS : 0 };
}

/** True when nothing but white space stands between the cursor and the end of its line. */
export function atLineEnd(suffix: string): boolean {
  return /^[^\S\r\n]*(?:[\r\n]|$)/.test(suffix);
}

/** Something but white space follows on the cursor's line. */
export function isInsideParagraph({ suffix }: Pick<Place, "suffix">): boolean {
  return !atLineEnd(suffix);
}

/** No word of an alphabet stands on both sides of the cursor; in Chinese there is none anywhere. */
function isAtWordBorder({ prefix, suffix }: Place): boolean {
  return !isInWord(lastCharacter(prefix)) || !isInWord(firstCharacter(suffix));
}

/** A line of three or more of one mark, or the rule between the head and the body of a table. */
const RULE = /^[ \t>]*(?:([-*_=~+^`])(?:[ \t]*\1){2,}[ \t]*|(?:\|[ \t]*)?:?-+:?[ \t]*\|[-:| \t]*)$/;

function isRule({ prefix, suffix }: Place): boolean {
  const before = prefix.slice(prefix.lastIndexOf("\n") + 1);
  return RULE.test(before + (/^[^\r\n]*/.exec(suffix)?.[0] ?? ""));
}

/** A heading of Markdown or AsciiDoc, or one with a rule under it: even a short text then has a subject. */
const HEADING = /^(?:#{1,6}|={1,6})[ \t]+\S.*\r?\n|^\S.*\r?\n([=\-~^"])\1{2,}[ \t]*\r?\n/m;

/** `prefix` begins where the document does. */
function isAlmostEmpty(prefix: string): boolean {
  return !ENOUGH.test(prefix) && !HEADING.test(prefix);
}

/** A letter, or a mark on one, of a script that sets spaces between words. */
function isInWord(character: string): boolean {
  return isAlphabetic(character) || /\p{M}/u.test(character);
}

const LETTERS_AFTER_CJK = new RegExp(`(?:${CJK.source}|${CJK_MARK.source}|[“‘\\n])[A-Za-z]['A-Za-z]*$`, "u");

/** Latin letters right behind a Chinese character or mark, or at the beginning of a line, in a Chinese text. */
function looksLikePinyin(prefix: string): boolean {
  const tail = prefix.slice(-PINYIN_CONTEXT);
  if (!LETTERS_AFTER_CJK.test(tail)) return false;
  const characters = Array.from(tail);
  return characters.filter((character) => CJK.test(character)).length * 2 > characters.length;
}
