/** A half-open range of UTF-16 offsets. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Replaces a range by text; an empty range inserts. */
export interface TextEdit extends TextRange {
  readonly text: string;
}

/** The text after one edit. */
export function applyTextEdit(text: string, edit: TextEdit): string {
  return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}

/** The smallest single edit that makes `now` of `before`; it may begin or end between the halves of a surrogate pair. */
export function editBetween(before: string, now: string): TextEdit {
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && before[start] === now[start]) start++;
  let kept = 0;
  while (kept < shorter - start && before.at(-1 - kept) === now.at(-1 - kept)) kept++;
  return { start, end: before.length - kept, text: now.slice(start, now.length - kept) };
}

/**
 * Where `range` lies after `edits`, all of one change and given in offsets before it; undefined when an edit
 * reached into it. Text typed exactly at a border belongs to the outside, so that a proposal to replace the
 * range never swallows it; only an empty range stays before what is typed at its place.
 */
export function mapRange(range: TextRange, edits: readonly TextEdit[]): TextRange | undefined {
  let shift = 0;
  for (const edit of edits) {
    if (edit.end <= range.start && !(edit.start === range.start && range.start === range.end)) {
      shift += edit.text.length - (edit.end - edit.start);
    } else if (edit.start < range.end) {
      return undefined;
    }
  }
  return { start: range.start + shift, end: range.end + shift };
}

/** Where `range` lies after `edits`, grown or shrunk by those that reach into it or touch it. */
export function growRange(range: TextRange, edits: readonly TextEdit[]): TextRange {
  const inside = edits.filter(({ start, end }) => start <= range.end && end >= range.start);
  const start = Math.min(range.start, ...inside.map((edit) => edit.start));
  const end = Math.max(range.end, ...inside.map((edit) => edit.end));
  const growth = (some: readonly TextEdit[]) =>
    some.reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), 0);
  const shift = growth(edits.filter((edit) => edit.end < range.start));
  return { start: start + shift, end: end + shift + growth(inside) };
}
