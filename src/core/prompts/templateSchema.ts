import * as v from "valibot";
import { generationSchema } from "../settings/modelSchema";

/** The checks of a template's front matter. */

/** UTF-16 units: a name is a line in a list, a description a sentence or two. */
export const LONGEST_NAME = 200;
export const LONGEST_DESCRIPTION = 1000;

const text = v.pipe(v.string(), v.minLength(1));
const number = v.pipe(v.number(), v.finite());

const target = v.picklist([
  "replace",
  "insertAfter",
  "append",
  "beside",
  "remarks",
  "pick",
  "commitMessage",
  "newDocument",
  "panel",
]);

/** What a template's own variables may be called. */
export const VARIABLE_NAME = /^[a-z][A-Za-z0-9]*$/;

const asked = {
  name: v.pipe(v.string(), v.regex(VARIABLE_NAME)),
  label: text,
  placeholder: v.exactOptional(text),
  default: v.exactOptional(text),
};
const typed = v.pipe(
  v.strictObject({
    ...asked,
    type: v.optional(v.picklist(["text", "language"]), "text"),
    optional: v.exactOptional(v.boolean()),
  }),
  v.check(({ type, optional }) => type === "text" || optional !== true, "a language is always needed"),
);
const numeric = v.pipe(
  v.strictObject({
    ...asked,
    type: v.literal("number"),
    min: v.exactOptional(number),
    max: v.exactOptional(number),
    default: v.exactOptional(number),
  }),
  v.check(({ min = -Infinity, max = Infinity }) => min <= max, "the least is more than the most"),
  v.check(
    ({ min = -Infinity, max = Infinity, default: preset }) =>
      preset === undefined || (min <= preset && preset <= max),
    "the default is less than the least or more than the most",
  ),
  // Answers are text, whatever they are answers to.
  v.transform(({ default: preset, ...variable }) => ({
    ...variable,
    ...(preset !== undefined && { default: String(preset) }),
  })),
);
const oneChoice = v.strictObject({ value: text, label: text, text });
const choice = v.pipe(
  v.strictObject({
    ...asked,
    type: v.literal("choice"),
    choices: v.pipe(
      v.array(oneChoice),
      v.minLength(1),
      v.check(
        (choices) => new Set(choices.map(({ value }) => value)).size === choices.length,
        "a value twice",
      ),
    ),
    allowOther: v.optional(v.boolean(), false),
  }),
  v.check(
    ({ default: preset, choices }) => preset === undefined || choices.some(({ value }) => value === preset),
    "the default is none of the choices",
  ),
);

// A template makes one proposal, and how long its prompt becomes is not for it to say.
const generation = v.omit(generationSchema, ["max_length", "num_return_sequences"]);

const example = v.strictObject({
  selection: text,
  output: text,
  paragraph: v.exactOptional(text),
  sample: v.exactOptional(text),
  document: v.exactOptional(text),
  title: v.exactOptional(text),
  outline: v.exactOptional(text),
  clipboard: v.exactOptional(text),
  glossary: v.exactOptional(text),
  language: v.exactOptional(text),
  variables: v.exactOptional(v.record(v.string(), v.string())),
});

export const frontMatterSchema = v.strictObject({
  name: v.pipe(text, v.maxLength(LONGEST_NAME)),
  description: v.pipe(text, v.maxLength(LONGEST_DESCRIPTION)),
  icon: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)), "sparkle"),
  category: v.optional(v.picklist(["edit", "write", "transform", "understand", "work", "code"]), "write"),
  languages: v.exactOptional(v.pipe(v.array(text), v.minLength(1))),
  modelKind: v.exactOptional(v.picklist(["instruct", "base"])),
  target,
  otherTargets: v.optional(v.array(target), []),
  scope: v.optional(v.picklist(["selection", "word", "image", "document", "stagedChanges"]), "selection"),
  style: v.optional(v.picklist(["chat", "continuation"]), "chat"),
  variables: v.optional(
    v.pipe(
      v.array(v.variant("type", [typed, numeric, choice])),
      v.check(
        (variables) => new Set(variables.map(({ name }) => name)).size === variables.length,
        "a name twice",
      ),
    ),
    [],
  ),
  maxTokens: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1024),
  temperature: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(2))),
  generation: v.exactOptional(generation),
  examples: v.optional(v.array(example), []),
});

/** What front matter that passed the checks says. */
export type FrontMatter = v.InferOutput<typeof frontMatterSchema>;

/** The fields that there are, by the field that they are in; "" are those of the front matter itself. */
export const TEMPLATE_FIELDS: Readonly<Record<string, readonly string[]>> = {
  "": Object.keys(frontMatterSchema.entries),
  variables: [...Object.keys(asked), "type", "optional", "min", "max", "choices", "allowOther"],
  choices: Object.keys(oneChoice.entries),
  examples: Object.keys(example.entries),
  generation: Object.keys(generation.entries),
};
