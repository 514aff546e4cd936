import * as v from "valibot";
import { ENTITY_KINDS } from "./analysis";
import type { AnswerForm } from "./structuredAnswer";

/** A label for the passage with this number. */
interface LabelledPassage {
  readonly number: number;
  readonly label: string;
  readonly score?: number | undefined;
}

export interface PassageLabels {
  readonly passages: readonly LabelledPassage[];
  readonly whole?: { readonly label: string; readonly score?: number | undefined } | undefined;
}

export interface NamedEntities {
  readonly entities: readonly { readonly text: string; readonly kind: string }[];
}

export interface QuotedAnswers {
  readonly answers: readonly {
    readonly quote: string;
    readonly answer?: string | undefined;
    readonly score?: number | undefined;
  }[];
}

// The checks are wider than the schemas: servers that cannot hold a model to a schema have models that write "0.9" for
// 0.9, or the list alone. A label that is not one of those asked for is found out later, and counted.

/** 0 to 1; models also write it as text, or in per cent. What is no number says nothing. */
const score = v.optional(
  v.pipe(
    v.unknown(),
    v.transform((value) => {
      const number = typeof value === "string" ? Number.parseFloat(value) : value;
      if (typeof number !== "number" || !(number >= 0 && number <= 100)) return undefined;
      return number > 1 || String(value).includes("%") ? number / 100 : number;
    }),
  ),
);
const passageNumber = v.pipe(v.union([v.number(), v.pipe(v.string(), v.transform(Number))]), v.integer());
const labelled = v.object({ label: v.string(), score });

/** Names a label for each of several numbered passages, and for all of them together. */
export function passageLabelsForm(labels: readonly string[]): AnswerForm<PassageLabels> {
  const label = { type: "string", enum: labels };
  return {
    jsonSchema: {
      name: "passage_labels",
      schema: object({
        passages: list(object({ number: { type: "integer" }, label, score: { type: "number" } })),
        whole: object({ label, score: { type: "number" } }),
      }),
    },
    check: orBareList(
      "passages",
      v.object({
        // There is always a passage, and so a label; a list without any is how weak models get out of it.
        passages: v.pipe(
          v.array(v.object({ number: passageNumber, label: v.string(), score })),
          v.minLength(1, "no passage is named"),
        ),
        whole: v.optional(v.fallback(v.optional(labelled), undefined)),
      }),
    ),
  };
}

/** Names what is named in a text, each thing once. */
export function namedEntitiesForm(): AnswerForm<NamedEntities> {
  return {
    jsonSchema: {
      name: "named_entities",
      schema: object({
        entities: list(object({ text: { type: "string" }, kind: { type: "string", enum: ENTITY_KINDS } })),
      }),
    },
    check: orBareList(
      "entities",
      v.object({ entities: v.array(v.object({ text: v.string(), kind: v.string() })) }),
    ),
  };
}

/** Quotes the passages of a text that answer a question; none where it does not say. */
export function quotedAnswersForm(): AnswerForm<QuotedAnswers> {
  return {
    jsonSchema: {
      name: "quoted_answers",
      schema: object({
        answers: list(
          object({ quote: { type: "string" }, answer: { type: "string" }, score: { type: "number" } }),
        ),
      }),
    },
    check: orBareList(
      "answers",
      v.object({
        answers: v.array(v.object({ quote: v.string(), answer: v.optional(v.string()), score })),
      }),
    ),
  };
}

function object(properties: Readonly<Record<string, unknown>>) {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}

function list(items: unknown) {
  return { type: "array", items };
}

/** The object, or its list without the object around it. */
function orBareList<T>(key: string, check: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, T> {
  return v.pipe(
    v.unknown(),
    v.transform((value) => (Array.isArray(value) ? { [key]: value as unknown } : value)),
    check,
  );
}
