import { toTextEdits } from "../../core/review/applyHunks";
import { applyEdits, openDocument } from "../../platform/applyEdit";
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
  try {
    return await accept(suggestions, index);
  } catch (error) {
    throw error instanceof EditorError ? new EditorError(error.reason, suggestions[0]?.proposal) : error;
  }
}

async function accept(
  suggestions: readonly PendingSuggestion[],
  index: number | undefined,
): Promise<boolean> {
  if (suggestions.some(({ isWriting }) => isWriting)) return false;
  // Each is marked as being written before anything is waited for: a second press finds it so.
  const write = suggestions.reduce(
    (inner: () => Promise<void>, pending) => () => pending.whileWriting(inner, index),
    () => writeAll(suggestions, index),
  );
  await write();
  return true;
}

async function writeAll(suggestions: readonly PendingSuggestion[], index: number | undefined): Promise<void> {
  const [first] = suggestions;
  if (!first) return;
  const document = await openDocument(first.uri);
  for (const pending of suggestions) if (pending.anchor.document !== document) pending.moveTo(document);
  const edits = suggestions.flatMap((pending) => {
    const { hunks } = pending.text;
    const wanted = index === undefined ? hunks : hunks.slice(index, index + 1);
    return toTextEdits(wanted, placeOf(pending).start);
  });
  await applyEdits(
    first.uri,
    edits,
    suggestions.map(({ anchor }) => anchor.expected),
  );
}
