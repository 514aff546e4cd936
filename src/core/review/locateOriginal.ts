import type { TextRange } from "../text/textEdit";

/**
 * Where `original` stands in `text` now, when it once stood at `near`: there, or at its only place. Undefined when
 * it stands nowhere, or at several other places of which none can be told to be the one.
 */
export function locateOriginal(text: string, original: string, near: number): TextRange | undefined {
  const at = (start: number): TextRange => ({ start, end: start + original.length });
  if (near <= text.length && text.startsWith(original, near)) return at(near);
  if (original === "") return undefined;
  const first = text.indexOf(original);
  return first >= 0 && !text.includes(original, first + 1) ? at(first) : undefined;
}
