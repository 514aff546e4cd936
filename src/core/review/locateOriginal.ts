import type { TextRange } from "../text/textEdit";

/**
 * Where `original` stands, when it once stood at the start of `within`: there, or at its only place inside of that.
 * Undefined when it stands nowhere there, or at several other places of which none can be told to be the one.
 * `read` gives the document's text at a range, which may reach behind its end.
 */
export function locateOriginal(
  read: (range: TextRange) => string,
  original: string,
  { start, end }: TextRange,
): TextRange | undefined {
  const at = (offset: number): TextRange => ({ start: offset, end: offset + original.length });
  const part = read({ start, end: Math.max(end, start + original.length) });
  if (part.startsWith(original)) return at(start);
  const first = part.indexOf(original);
  return first >= 0 && !part.includes(original, first + 1) ? at(start + first) : undefined;
}
