import { withoutControls } from "../text/characters";

/** The model's thinking, closed or still open. */
const THINKING = /^\s*<(think|thinking|reasoning)>[\s\S]*?(<\/\1>|$)/i;
/** A fence around everything, as chat models like to put it; still open while it streams. */
const FENCE = /^```[\w-]*[ \t]*\n([\s\S]*?)(?:\n```\s*)?$/;
/** "Sure! Here is the translation:" on a line of its own before the answer. */
const PREFACE =
  /^(?:(?:sure|certainly|of course|okay|ok)[!,.]?[^\n]{0,80}:|here(?:'s| is| are)[^\n]{0,80}:|(?:好的|当然)[^\n]{0,40}[：:])[ \t]*\n+/i;
/** The tags that our own prompts put around the text. */
const OWN_TAGS = /^<text>\s*|\s*<\/text>\s*$/g;
/**
 * The answer itself, out of what a chat model said: without thinking, a preface, a fence around everything
 * (unless `original` has one), tags or control characters. Works on an answer that is still growing.
 */
export function cleanAnswer(raw: string, original: string): string {
  let text = withoutControls(raw).replace(THINKING, "").trimStart().replace(PREFACE, "");
  if (!original.trimStart().startsWith("```")) text = FENCE.exec(text.trimEnd())?.[1] ?? text;
  return text.replace(OWN_TAGS, "").trim();
}
