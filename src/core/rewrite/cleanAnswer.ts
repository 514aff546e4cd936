import { withoutControls } from "../text/characters";

/** The model's thinking, closed or still open. */
const THINKING = /^\s*<(think|thinking|reasoning)>[\s\S]*?(<\/\1>|$)/i;
/** "Sure! Here is the translation:" on a line of its own before the answer. */
const PREFACE =
  /^(?:(?:sure|certainly|of course|okay|ok)\b[!,.]?[^\n]{0,80}:|here(?:'s| is| are)\b[^\n]{0,80}:|(?:好的|当然)[^\n]{0,40}[：:])[ \t]*\r?\n+/i;
/** A tag or a fence of which only the beginning has arrived. */
const BEGUN = /^(?:<\/?[a-z]{0,9}|`{1,3}[\w-]*)$/i;
const FENCE_OPENS = /^```[\w-]*[ \t]*\r?\n/;
const FENCE_LINE = /^```.*$/gm;

/**
 * The answer itself, out of what a chat model said: without thinking, a preface, a fence around everything, tags
 * or control characters, unless `original` begins with the like. Works on an answer that is still growing.
 */
export function cleanAnswer(raw: string, original: string): string {
  const source = original.trimStart();
  let text = withoutControls(raw).replace(THINKING, "").trim();
  if (BEGUN.test(text)) return "";
  if (!PREFACE.test(source)) text = text.replace(PREFACE, "");
  if (!source.startsWith("```")) text = withoutFence(text);
  return withoutOwnTags(text.trim());
}

/** Without the fence around everything, as chat models like to put it; it may still be open. */
function withoutFence(text: string): string {
  const opening = FENCE_OPENS.exec(text)?.[0];
  if (opening === undefined) return text;
  const body = text.slice(opening.length);
  let depth = 1;
  for (const { 0: line, index } of body.matchAll(FENCE_LINE)) {
    depth += line.slice(3).trim() === "" ? -1 : 1;
    // What follows the end of the fence was not inside it: then it is a part of the answer.
    if (depth === 0) return body.slice(index + line.length).trim() === "" ? body.slice(0, index) : text;
  }
  return body.replace(/\n`{1,2}$/, "");
}

/** The tags that our own prompts put around the text. */
function withoutOwnTags(text: string): string {
  const start = text.startsWith("<text>") ? "<text>".length : 0;
  const end = text.endsWith("</text>") ? text.length - "</text>".length : text.length;
  return text.slice(start, Math.max(start, end)).trim();
}
