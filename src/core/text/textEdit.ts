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

/** Where `range` lies after `edits`, as in `mapRange`, but grown or shrunk by those that reach into it. */
export function growRange(range: TextRange, edits: readonly TextEdit[]): TextRange {
  const inside = edits.filter((edit) => mapRange(range, [edit]) === undefined);
  const reach = {
    start: Math.min(range.start, ...inside.map(({ start }) => start)),
    end: Math.max(range.end, ...inside.map(({ end }) => end)),
  };
  const around = edits.filter((edit) => !inside.includes(edit));
  const { start, end } = mapRange(reach, around) ?? reach;
  const grown = inside.reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), 0);
  return { start, end: end + grown };
}
