import type { Filter } from "./filter";

/** Thinking, role labels, fences, the tags of our own prompt, prefaces. */
const META =
  /^\s*(<(think|thinking)>[\s\S]*?(<\/\2>|$)|(assistant|ai)\s*:|```[\w-]*\n?|<\/?(before|after|text)>|(sure|certainly|here (is|are))[^\n]{0,80}:\s*|(续写|好的|当然)[^\n]{0,20}[：:]\s*)/i;
/** ANSI escapes and control characters other than tab and line feed. */
// eslint-disable-next-line no-control-regex
const CONTROL = /\u001b\[[0-9;?]*[A-Za-z]|[\u0000-\u0008\u000b-\u001f\u007f]|<\/?(before|after|text)>|```\s*$/g;

/** Removes what is not prose. White space at the start stays unless something was removed before it. */
export const stripNoise: Filter = (raw) => {
  let text = raw.replace(CONTROL, "");
  for (let previous = ""; previous !== text; ) {
    previous = text;
    text = text.replace(META, "");
  }
  return text;
};
