import type { Aside } from "../../settings/settings";

/** A piece of a paragraph that is one thing, from its opening to behind its closing mark. */
export interface Span {
  /** Infinity while it is still being typed. */
  readonly end: number;
  /** undefined for what only has to be skipped, such as an escaped mark. */
  readonly aside?: Aside;
}

/** Reads the span that opens at `at`; undefined when the mark there stands for itself. */
export type ReadSpan = (text: string, at: number, cursor: number) => Span | undefined;

/** An opening mark without a closing one counts for so many characters: after that it was meant as it stands. */
const LONGEST_UNCLOSED = 80;

/** In which span of a paragraph the cursor stands. `marks` finds where spans may open; it is global. */
export function asideInSpans(text: string, cursor: number, marks: RegExp, read: ReadSpan): Aside | undefined {
  marks.lastIndex = 0;
  for (let mark = marks.exec(text); mark !== null && mark.index < cursor; mark = marks.exec(text)) {
    const span = read(text, mark.index, cursor);
    if (span === undefined) continue;
    if (span.end > cursor && span.aside !== undefined) return span.aside;
    marks.lastIndex = span.end;
  }
  return undefined;
}

/** The text from an opening mark to the cursor, when what it opened may still be in writing; else undefined. */
export function beingTyped(text: string, at: number, cursor: number): string | undefined {
  if (cursor - at > LONGEST_UNCLOSED) return undefined;
  const typed = text.slice(at, cursor);
  return typed.includes("\n") ? undefined : typed;
}

/** From an opening mark to the next `closer`, which may not be written yet. */
export function spanTo(
  closer: string,
  aside: Aside,
  [text, at, cursor]: Parameters<ReadSpan>,
  openerLength: number,
): Span | undefined {
  const close = text.indexOf(closer, at + openerLength);
  if (close !== -1) return { end: close + closer.length, aside };
  return beingTyped(text, at, cursor) === undefined ? undefined : { end: Infinity, aside };
}
