import * as v from "valibot";
import { Uri } from "vscode";
import type { Suggestion } from "../../platform/suggestionPresenter";
import type { SuggestionProgress } from "./suggestionProgress";

/** How much of the document before the text and from its start is kept, in characters: another version may quote it. */
const KEPT_BEFORE = 8000;
const KEPT_DOCUMENT = 8000;

const offset = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.string();

const schema = v.object({
  version: v.literal(1),
  suggestion: v.object({
    snapshot: v.object({
      uri: text,
      range: v.object({ start: offset, end: offset }),
      ...{ text, before: text, paragraph: text, sample: text, languageId: text, fileName: text },
      document: v.optional(text, ""), // suggestions that an earlier Inkling has kept have none
      lineEnding: v.picklist(["\n", "\r\n"]),
    }),
    target: v.picklist(["replace", "insertAfter", "append"]),
    title: text,
    modelName: text,
    request: v.exactOptional(v.object({ templateId: text, variables: v.record(text, text) })),
    group: v.exactOptional(text),
  }),
  progress: v.object({
    id: text,
    text: v.object({
      original: text,
      versions: v.array(v.object({ text, isComplete: v.boolean(), modelName: text })),
      current: offset,
    }),
    isKept: v.boolean(),
  }),
});

/** A suggestion as it is kept on disk, and found there again. */
export interface StoredSuggestion {
  readonly suggestion: Suggestion;
  readonly progress: SuggestionProgress;
}

export function stringifySuggestion({ suggestion, progress }: StoredSuggestion): string {
  const { snapshot } = suggestion;
  const { uri, before, document } = snapshot;
  const kept = {
    ...snapshot,
    uri: uri.toString(),
    before: before.slice(-KEPT_BEFORE),
    document: document.slice(0, KEPT_DOCUMENT),
  };
  return JSON.stringify({ version: 1, suggestion: { ...suggestion, snapshot: kept }, progress });
}

/** Undefined for what is no suggestion: a file that was cut, or written by a later Inkling. */
export function parseSuggestion(source: string): StoredSuggestion | undefined {
  let raw: unknown;
  try {
    raw = JSON.parse(source);
  } catch {
    return undefined;
  }
  const result = v.safeParse(schema, raw);
  if (!result.success) return undefined;
  const { suggestion, progress } = result.output;
  const { snapshot } = suggestion;
  return { suggestion: { ...suggestion, snapshot: { ...snapshot, uri: Uri.parse(snapshot.uri) } }, progress };
}
