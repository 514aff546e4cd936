import type { TextRange } from "../text/textEdit";

/** What is wanted to be known of a text. */
export type AnalysisTask =
  | { readonly kind: "sentiment" }
  | { readonly kind: "entities" }
  | {
      readonly kind: "intent";
      /** The writer's own, of which one fits each passage. Default: `INTENTS`. */
      readonly labels?: readonly string[];
    }
  | { readonly kind: "question"; readonly question: string };

export type AnalysisKind = AnalysisTask["kind"];

export const SENTIMENTS = ["positive", "negative", "neutral", "mixed"] as const;

export const ENTITY_KINDS = ["person", "place", "organisation", "date", "work", "other"] as const;

/** What a passage does to its reader, in the spirit of Searle's speech acts, and of the modes of narrative prose. */
export const INTENTS = [
  "inform",
  "ask",
  "request",
  "promise",
  "persuade",
  "complain",
  "thank",
  "apologise",
  "greet",
  "narrate",
  "describe",
  "express",
] as const;

/** The label of every finding that answers a question. */
export const ANSWER = "answer";

/** Something that was found out about a piece of the text, at its place in it. */
export interface Finding extends TextRange {
  /** As it stands in the text. */
  readonly text: string;
  /** One of the lists above, or the writer's or the model's own. */
  readonly label: string;
  /** How sure the model is, 0 to 1; left out where it did not say. */
  readonly score?: number;
  /** What the model said besides: its own name of the label, or its answer in its own words. */
  readonly note?: string;
}

/** The label of a whole text. */
export interface WholeLabel {
  readonly label: string;
  readonly score?: number;
}

/** What was found out about a text. It changes nothing in it. */
export interface Analysis {
  readonly kind: AnalysisKind;
  /** In the order of the text. */
  readonly findings: readonly Finding[];
  /** Of sentiment and intent, where anything was found. */
  readonly whole?: WholeLabel;
  /** The question as it was asked. */
  readonly question?: string;
  /**
   * The likeliest answer, quoted from the text. Left out: the text does not say, or, where something was dropped, the
   * model quoted what is not in the text.
   */
  readonly answer?: string;
  /** A model that is hardly up to this, tiny or a base model, found nothing: that tells of the model, not of the text. */
  readonly isInconclusive?: true;
  /** How much the model named that the text does not have, or that has no such label. */
  readonly dropped: number;
  /** The writer's name of the model. */
  readonly modelName: string;
  /** Where the text went: undefined is this machine and process. */
  readonly host?: string;
}

/** The part of an analysis that is about the text. */
export type Found = Pick<Analysis, "findings" | "dropped" | "whole" | "answer">;
