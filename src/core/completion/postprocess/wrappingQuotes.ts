import { isMidSentence } from "./sentencePlace";

const WRAPPED: readonly (readonly [opening: string, closing: string])[] = [
  ["“", "”"],
  ['"', '"'],
  ["「", "」"],
];
/** Words after which somebody speaks without a comma. */
const SAYS = /(?:\b(?:said|says|asked|cried|called|whispered|replied|wrote)|[,，:：]|[说道问喊叫答写])\s*$/i;
/** So long a quotation is one. */
const LONGEST = 120;

/**
 * `text` without the quotation marks that a model put around the whole of it: in the middle of a sentence and around
 * its rest, where nobody speaks. undefined while it cannot be told.
 */
export function withoutWrappingQuotes(text: string, prefix: string, isFinished: boolean): string | undefined {
  const body = text.trimStart();
  const pair = WRAPPED.find(([opening]) => body.startsWith(opening));
  if (!pair || !isMidSentence(prefix) || SAYS.test(prefix.slice(-20))) return text;
  const lead = text.slice(0, text.length - body.length);
  const end = body.indexOf(pair[1], 1);
  const inner = body.slice(1, end < 0 ? undefined : end);
  // A name or a sentence of its own is a quotation; so is what goes on behind its closing mark.
  if (/^\p{Lu}/u.test(inner) || inner.length > LONGEST || inner.includes("\n")) return text;
  if (end >= 0 && body.slice(end + 1).trim() !== "") return text;
  if (!isFinished) return undefined;
  return end >= 0 && /[.!?。！？…]$/.test(inner) ? lead + inner : text;
}
