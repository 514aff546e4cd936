import type { TextRange } from "../text/textEdit";

/**
 * Where `original` stands in `text` now, when it once stood at the start of `within`: there, or at its only place
 * inside of that. Undefined when it stands nowhere there, or at several other places of which none can be told to be
 * the one.
 */
export function locateOriginal(text: string, original: string, within: TextRange): TextRange | undefined {
  const at = (start: number): TextRange => ({ start, end: start + original.length });
  if (within.start <= text.length && text.startsWith(original, within.start)) return at(within.start);
  if (original === "") return undefined;
  const part = text.slice(within.start, within.end);
  const first = part.indexOf(original);
  return first >= 0 && !part.includes(original, first + 1) ? at(within.start + first) : undefined;
}
