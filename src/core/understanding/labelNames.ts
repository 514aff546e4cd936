import type { ENTITY_KINDS, INTENTS, SENTIMENTS } from "./analysis";

type Sentiment = (typeof SENTIMENTS)[number];
type EntityKind = (typeof ENTITY_KINDS)[number];
type Intent = (typeof INTENTS)[number];

/** A label in our own words; `note` is the model's own where it says more. */
export interface NamedLabel {
  readonly label: string;
  readonly note?: string;
}

/** What classifiers of sentiment call it: whole words, short forms, and stars, as in "4 stars". */
const SENTIMENT_NAMES: readonly (readonly [RegExp, Sentiment])[] = [
  [/^pos(itive|itiv|itif|itivo)?$|^very positive$|^[45] stars?$/, "positive"],
  [/^neg(ative|ativ|atif|ativo)?$|^very negative$|^[12] stars?$/, "negative"],
  [/^neu(tral)?$|^3 stars$/, "neutral"],
  [/^mixed$/, "mixed"],
];

/**
 * What taggers call the kinds of names: CoNLL-2003's four, OntoNotes' eighteen
 * (https://catalog.ldc.upenn.edu/docs/LDC2013T19/OntoNotes-Release-5.0.pdf, 2.6), and the words of chat models.
 */
const ENTITY_NAMES: readonly (readonly [RegExp, EntityKind])[] = [
  [/^(per|person|people|character|name)$/, "person"],
  [/^(loc|location|place|gpe|fac|facility|city|country|region)$/, "place"],
  [/^(org|organi[sz]ation|company|institution|group|norp)$/, "organisation"],
  [/^(date|time|datetime)$/, "date"],
  [/^(work|work[ _]of[ _]art|art|book|film|song|title)$/, "work"],
  [/^(other|misc|miscellaneous)$/, "other"],
];

/** How the intents are said to a model that weighs "This example is …." (the default hypothesis of transformers). */
const INTENT_PHRASES: Readonly<Record<Intent, string>> = {
  inform: "information",
  ask: "a question",
  request: "a request",
  promise: "a promise",
  persuade: "persuasion",
  complain: "a complaint",
  thank: "thanks",
  apologise: "an apology",
  greet: "a greeting",
  narrate: "a story",
  describe: "a description",
  express: "a feeling",
};

/** A classifier's label. One that is not about sentiment ("joy", "LABEL_1") stays as it is. */
export function sentimentLabel(own: string): NamedLabel {
  const known = lookUp(SENTIMENT_NAMES, own);
  return known === undefined ? { label: own } : withNote(known, own);
}

/** Any tagger's or chat model's kind of name; what is unknown is "other", with the model's own word as a note. */
export function entityLabel(own: string): NamedLabel {
  const known = lookUp(ENTITY_NAMES, own.replace(/^[BIES]-/i, ""));
  return known === undefined ? { label: "other", note: own } : { label: known };
}

/** The one of `labels` that a chat model means, whatever capitals and white space it has; undefined for none. */
export function chosenLabel(own: string, labels: readonly string[]): string | undefined {
  return labels.find((label) => label === own) ?? labels.find((label) => plain(label) === plain(own));
}

/** What a zero-shot classifier is asked for `label`: a phrase for one of our intents, else the writer's own word. */
export function candidateFor(label: string): string {
  const phrases: Readonly<Record<string, string>> = INTENT_PHRASES;
  return Object.hasOwn(phrases, label) ? (phrases[label] ?? label) : label;
}

function lookUp<Name>(names: readonly (readonly [RegExp, Name])[], own: string): Name | undefined {
  return names.find(([pattern]) => pattern.test(plain(own)))?.[1];
}

function withNote(label: string, own: string): NamedLabel {
  return /star|very/i.test(own) ? { label, note: own } : { label };
}

function plain(label: string): string {
  return label.trim().toLowerCase();
}
