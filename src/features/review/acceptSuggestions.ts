import { toTextEdits } from "../../core/review/applyHunks";
import { applyEdits } from "../../platform/applyEdit";
import { EditorError } from "../../platform/editorError";
import type { PendingSuggestion } from "./pendingSuggestion";
import { placeOf } from "./suggestionPlace";

/**
 * Writes suggestions of one document into it, in one step of undo: all that is open in them, or of a single one the
 * change at `index`. Returns false, and does nothing, while one of them is being written already. Throws EditorError
 * with the proposal in it; nothing is written then.
 */
export async function acceptSuggestions(
  suggestions: readonly PendingSuggestion[],
  index?: number,
): Promise<boolean> {
  const [first] = suggestions;
  if (!first || suggestions.some(({ isWriting }) => isWriting)) return false;
  const edits = suggestions.flatMap((pending) => {
    const { hunks } = pending.text;
    const wanted = index === undefined ? hunks : hunks.slice(index, index + 1);
    return toTextEdits(wanted, placeOf(pending).start);
  });
  const expected = suggestions.map(({ watched: { range, text } }) => ({ start: range.start, text }));
  const write = suggestions.reduce(
    (inner: () => Promise<void>, pending) => () => pending.whileWriting(inner, index),
    () => applyEdits(first.uri, edits, expected),
  );
  try {
    await write();
    return true;
  } catch (error) {
    throw error instanceof EditorError ? new EditorError(error.reason, first.proposal) : error;
  }
}
