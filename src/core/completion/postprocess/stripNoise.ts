import { withoutControls } from "../../text/characters";
import type { Filter } from "./filter";

/** Thinking, role labels, fences, the tags of our own prompt, prefaces. */
const META =
  /^\s*(<(think|thinking)>[\s\S]*?(<\/\2>|$)|(assistant|ai)\s*:|```[\w-]*\n?|<\/?(before|after|text)>|(sure|certainly|here (is|are))[^\n]{0,80}:\s*|(续写|好的|当然)[^\n]{0,20}[：:]\s*)/i;
/** The tags of our own prompt, and a fence that closes. */
const LEFTOVERS = /<\/?(before|after|text)>|```\s*$/g;

/** Removes what is not prose. White space at the start stays unless something was removed before it. */
export const stripNoise: Filter = (raw) => {
  let text = withoutControls(raw).replace(LEFTOVERS, "");
  for (let previous = ""; previous !== text;) {
    previous = text;
    text = text.replace(META, "");
  }
  return text;
};
