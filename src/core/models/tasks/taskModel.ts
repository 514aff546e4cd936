import type { ModelInfo } from "../languageModel";

/** A class, and how likely the model takes it to be: 0 to 1. */
export interface Label {
  readonly label: string;
  readonly score: number;
}

/** A piece of a text, in JavaScript's offsets (UTF-16 code units). */
export interface Place {
  readonly start: number;
  /** After its last character. */
  readonly end: number;
}

/** A name in a text; `label` says of what kind, in the model's own words ("PER", "LOC"). */
export interface Entity extends Label, Place {
  /** As it stands in the text. */
  readonly text: string;
}

export interface FoundEntities {
  /** In the model's order. */
  readonly entities: readonly Entity[];
  /** How many were left out because the text has something else in their place. */
  readonly dropped: number;
}

/** An answer that stands in the text it was looked for in. */
export interface FoundAnswer extends Place {
  readonly answer: string;
  readonly score: number;
}

/** Languages in the codes that the model knows, for instance "de_DE" or "deu_Latn". */
export interface Languages {
  readonly from?: string;
  /** Left out for a model of one pair of languages. */
  readonly to?: string;
}

/**
 * A model that was made for one task and is asked without a prompt. It knows only its own task: the others fail
 * as the server says. Every call ends with `signal`, and throws ModelError and nothing else.
 */
export interface TaskModel {
  readonly info: Pick<ModelInfo, "name" | "model" | "host">;
  translate(text: string, languages: Languages, signal: AbortSignal): Promise<string>;
  summarise(text: string, options: { readonly maxTokens?: number }, signal: AbortSignal): Promise<string>;
  /** The likeliest class first, as many as the model tells. */
  classifyText(text: string, signal: AbortSignal): Promise<readonly Label[]>;
  findEntities(text: string, signal: AbortSignal): Promise<FoundEntities>;
  /** Each of `labels` with its score, which together are 1; the likeliest first. */
  classifyZeroShot(text: string, labels: readonly string[], signal: AbortSignal): Promise<readonly Label[]>;
  /** The answer is empty where the model takes it that `context` has none. */
  answer(question: string, context: string, signal: AbortSignal): Promise<FoundAnswer>;
}
