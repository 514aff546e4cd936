import { withoutControls } from "../../text/characters";

/** Thinking, role labels, fences, the tags of our own prompt, prefaces. */
const META =
  /^\s*(<(think|thinking)>[\s\S]*?(<\/\2>|$)|(assistant|ai)\s*:|```[\w-]*\n?|<\/?(before|after|text)>|(sure|certainly|here (is|are))\b[^\n]{0,80}:\s*|(续写|好的|当然)[^\n]{0,20}[：:]\s*)/i;
/** The tags of our own prompt, and a fence that closes. */
const LEFTOVERS = /<\/?(before|after|text)>|```\s*$/g;
/** What a preface begins with, before its colon has come. */
const PREFACE_BEGINS = /^\s*(sure|certainly|okay|of course)\b[!,.]?[^\n:]{0,80}$/i;

/**
 * Removes what is not prose. White space at the start stays unless something was removed before it: then line
 * breaks go, which belonged to what was removed.
 */
export function stripNoise(raw: string): string {
  let text = withoutControls(raw).replace(LEFTOVERS, "");
  for (let previous = ""; previous !== text;) {
    previous = text;
    text = text.replace(META, "");
    if (text !== previous) text = text.replace(/^\s*\n/, "");
  }
  return text;
}

/** Whether `text` may yet turn out to be the preface of an answer. */
export function mayBePreface(text: string): boolean {
  return PREFACE_BEGINS.test(text);
}
