import { firstCharacter, lastCharacter } from "../text/characters";
import type { GhostTextQuery } from "./ghostTextQuery";

/** Fewer characters than these before the cursor tell a model nothing about the text. */
const MIN_PREFIX = 10;

/** White space, punctuation or CJK: places at which a word may begin. */
const WORD_BORDER = /[\s\p{P}\p{S}]|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * Whether a model should be asked here. Never while text is selected or in code; asked by key, otherwise
 * always. By itself: not in an all but empty document, and inside a paragraph only where a word has
 * ended and none begins, as in "at ║ the" or anywhere in Chinese.
 */
export function shouldAsk(query: GhostTextQuery): boolean {
  const { prefix, suffix, explicit } = query;
  if (query.hasSelection) return false;
  if (query.languageId === "markdown" && inMarkdownCode(prefix)) return false;
  if (explicit) return prefix.trim() !== "";
  if (prefix.trim().length < MIN_PREFIX) return false;
  if (atLineEnd(suffix)) return true;
  return WORD_BORDER.test(lastCharacter(prefix)) && WORD_BORDER.test(firstCharacter(suffix));
}

/** True when nothing but white space stands between the cursor and the end of its line. */
export function atLineEnd(suffix: string): boolean {
  return /^[ \t]*(\r|\n|$)/.test(suffix);
}

/** Inside a fence or the front matter, as far as the prefix shows. */
function inMarkdownCode(prefix: string): boolean {
  const fences = prefix.match(/^ {0,3}(```|~~~)/gm)?.length ?? 0;
  const frontMatter = /^---\r?\n/.test(prefix) && !/\r?\n---[ \t]*\r?\n/.test(prefix);
  return fences % 2 === 1 || frontMatter;
}
