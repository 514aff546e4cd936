import { diffArrays } from "diff";
import type { DocumentChange } from "./ghostTextQuery";

/** Where a text that was taken over stands now, by the document's UTF-16 offsets. */
export interface AcceptedText {
  /** As it was taken over. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** How much more than was accepted is compared, in UTF-16 units: somebody may have pasted a book into it. */
const MAX_INSERTED = 2000;

/**
 * The accepted text after a change of its document. What is put before or behind it is the writer's own; but a piece
 * of it that was deleted at its end, or an undone acceptance, may come back.
 */
export function followChange(
  accepted: AcceptedText,
  { offset, removedLength, inserted }: Pick<DocumentChange, "offset" | "removedLength" | "inserted">,
): AcceptedText {
  const { text, start, end } = accepted;
  const removedEnd = offset + removedLength;
  const moved = inserted.length - removedLength;
  if (offset > end) return accepted;
  if (removedEnd <= start && offset < end) return { ...accepted, start: start + moved, end: end + moved };
  if (removedEnd < end) {
    return offset < start
      ? { ...accepted, start: offset + inserted.length, end: end + moved }
      : { ...accepted, end: end + moved };
  }
  if (offset >= start) {
    const missing = Math.max(0, text.length - (offset - start));
    return { ...accepted, end: offset + Math.min(missing, inserted.length) };
  }
  // More than all of it was replaced: a formatter may have put the same words somewhere in what came instead.
  const at = offset + Math.max(0, inserted.indexOf(text));
  return { ...accepted, start: at, end: Math.min(at + text.length, offset + inserted.length) };
}

/** The share of the words in `accepted` that stand in `now`, in the same order; 0 to 1. */
export function standingShare(accepted: string, now: string): number {
  const words = wordsOf(accepted);
  if (words.length === 0) return now.includes(accepted) ? 1 : 0;
  const changes = diffArrays(words, wordsOf(now.slice(0, accepted.length + MAX_INSERTED)));
  const standing = changes.filter(({ added, removed }) => !added && !removed);
  return standing.reduce((sum, { count }) => sum + count, 0) / words.length;
}

function wordsOf(text: string): string[] {
  const segments = new Intl.Segmenter(undefined, { granularity: "word" }).segment(text);
  return [...segments].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}
