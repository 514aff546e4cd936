import * as fc from "fast-check";
import type { PromptTemplate, TemplateVariable } from "../../../../src/core/prompts/promptTemplate";

/** A template with nothing special about it. */
export const plain: PromptTemplate = {
  id: "poem",
  name: "Poem",
  description: "A short poem",
  icon: "book",
  category: "write",
  target: "insertAfter",
  otherTargets: [],
  scope: "selection",
  style: "chat",
  variables: [],
  examples: [],
  maxTokens: 300,
  user: "{{selection}}",
};

/** Text with what YAML, Markdown and Mustache take for something. */
const PIECES = [
  "a",
  " ",
  "\n",
  ": ",
  "# ",
  "---",
  "- ",
  "'",
  '"',
  "\\",
  "# user",
  "# system",
  "%",
  "&",
  "|",
  "null",
  "1",
];
const awkward = fc
  .array(fc.oneof(fc.constantFrom(...PIECES, "海", "😀", "\t"), fc.string({ maxLength: 4 })), {
    maxLength: 12,
  })
  .map((pieces) => pieces.join(""));
const line = awkward.map((text) => `x${text}`);
/** A prompt's text: it ends and begins with no white space, and has no braces that are none. */
const prompt = awkward.map((text) => `x${text.replace(/\r/g, "").replaceAll("{{", "{ ")} {{selection}}\nx`);

const asked = { label: line };
const optional = <T>(key: string, arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined }).map((value) => (value === undefined ? {} : { [key]: value }));
const merged = (...arbitraries: fc.Arbitrary<object>[]) =>
  fc.tuple(...arbitraries).map((all) => Object.assign({}, ...all) as object);
const variable = fc.oneof(
  merged(
    fc.record({ type: fc.constantFrom("text", "language"), ...asked }),
    optional("default", line),
    optional("placeholder", line),
  ),
  merged(
    fc.record({ type: fc.constant("number"), ...asked }),
    optional("min", fc.integer({ max: 0 })),
    optional("max", fc.integer({ min: 10 })),
    optional("default", fc.integer({ min: 0, max: 10 }).map(String)),
  ),
  fc.record({
    type: fc.constant("choice"),
    ...asked,
    choices: fc.uniqueArray(fc.record({ value: line, label: line, text: fc.constant("as {{title}}") }), {
      selector: ({ value }) => value,
      minLength: 1,
      maxLength: 3,
    }),
    allowOther: fc.boolean(),
  }),
);

/** Any template that a file can say. */
export const anyTemplate: fc.Arbitrary<PromptTemplate> = merged(
  fc.record({
    id: fc.constant("poem"),
    name: line.map((text) => text.replace(/[\\/]/g, "")),
    description: line,
    icon: fc.constantFrom("sparkle", "book"),
    category: fc.constantFrom("write", "code"),
    target: fc.constantFrom("replace", "newDocument", "panel"),
    otherTargets: fc.constantFrom([], ["beside"]),
    scope: fc.constantFrom("selection", "document"),
    style: fc.constantFrom("chat", "continuation"),
    variables: fc
      .array(variable, { maxLength: 3 })
      .map((all) => all.map((one, i) => ({ ...one, name: `own${i}` }) as TemplateVariable)),
    examples: fc.array(fc.record({ selection: line, output: line }), { maxLength: 2 }),
    maxTokens: fc.constantFrom(1024, 1),
    user: prompt,
  }),
  optional("system", prompt),
  optional("languages", fc.constant(["markdown"])),
  optional("modelKind", fc.constantFrom("base", "instruct")),
  optional("temperature", fc.constantFrom(0, 0.5)),
  optional("generation", fc.constant({ top_k: 3, stop: ["\n"] })),
) as fc.Arbitrary<PromptTemplate>;
