import type { ChatResult } from "vscode";

/** What VS Code keeps of a turn for us, beside its texts. It is JSON, and may come from another version of Inkling. */
export interface TurnRecord {
  /** What the model was asked: the filled template, or the prompt with what it refers to. Empty where it was not. */
  readonly asked: string;
  /** What stands in front of the answer and is none of it. */
  readonly note?: string;
  /** Where the answer of a template belongs. */
  readonly target?: string;
  /** The answer ran out of tokens. */
  readonly isCut?: true;
}

/** Longer questions are not kept with the turn, in characters: VS Code stores each turn of each chat. */
const MOST_KEPT = 100_000;

/** What to keep of a turn. */
export function resultOf(record: TurnRecord): ChatResult {
  return { metadata: { ...record, asked: record.asked.slice(0, MOST_KEPT) } };
}

/** What was kept; undefined where nothing was, as VS Code does with answers that were stopped. */
export function recordOf({ metadata = {} }: ChatResult): TurnRecord | undefined {
  const kept: Readonly<Record<string, unknown>> = metadata;
  const { asked, note, target, isCut } = kept;
  if (typeof asked !== "string") return undefined;
  return {
    asked,
    ...(typeof note === "string" && { note }),
    ...(typeof target === "string" && { target }),
    ...(isCut === true && { isCut }),
  };
}
