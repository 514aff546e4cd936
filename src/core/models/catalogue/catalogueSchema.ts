import * as v from "valibot";

/** Everything in the catalogue is written once, in JSON, and only read after that. */
const list = <T extends v.GenericSchema>(item: T) => v.pipe(v.array(item), v.readonly());
const record = <T extends v.ObjectEntries>(entries: T) => v.pipe(v.strictObject(entries), v.readonly());

const text = v.pipe(v.string(), v.nonEmpty());
const id = v.pipe(v.string(), v.regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/));
const url = v.pipe(v.string(), v.regex(/^https:\/\/\S+$/));
const kind = v.picklist(["base", "instruct"]);

const licenceSchema = record({
  /** An SPDX id where the licence has one, else the Hub's own id for it, else "proprietary". */
  id: text,
  name: text,
  url,
  /** "conditions": allowed, but for some uses, users or sizes of company; the licence says which. */
  commercialUse: v.picklist(["yes", "no", "conditions"]),
});

/** One variant of a family: all its sizes are asked in the same way. */
export const familySchema = record({
  id,
  name: text,
  maker: text,
  kind,
  /**
   * Model ids of the Hub, of an API, and Ollama's tags: exact but for upper and lower case. `{size}` stands for each
   * of `sizes`; `-*` at the end for any further part, such as the date of a snapshot.
   */
  match: list(text),
  /** The id of one of promptFormats.json; a base model has none, nor has one that was taught without (BLOOMZ). */
  promptFormat: v.exactOptional(id),
  /** The context window in tokens: of the smallest, where sizes differ. */
  contextTokens: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(128))),
  /** It sees images beside the text. */
  vision: v.exactOptional(v.literal(true)),
  /** Parameters, written as in the model ids. */
  sizes: list(text),
  /** BCP 47 codes of the natural languages that the maker names; empty where none are named. */
  languages: list(v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/))),
  licence: licenceSchema,
  /** Control tokens of the vocabulary that ask for the text between two others. */
  infill: v.exactOptional(record({ prefix: text, suffix: text, middle: text })),
  /** How it thinks: between `<think>` and `</think>`, or "implicit" where the format has opened the tag already. */
  thinking: v.exactOptional(v.picklist(["tags", "implicit"])),
  /** The API has no chat for it: `/v1/completions` only. */
  completionsOnly: v.exactOptional(v.literal(true)),
  /**
   * The API answers 400 to `temperature` and `top_p`: https://github.com/openai/openai-python/issues/2104,
   * https://platform.openai.com/docs/guides/reasoning#limitations.
   */
  refusesSampling: v.exactOptional(v.literal(true)),
  /** The model card, or the maker's page. */
  source: url,
});

export const familiesSchema = record({ $schema: text, families: list(familySchema) });

export type Family = v.InferOutput<typeof familySchema>;
export type Licence = Family["licence"];
export type Infill = NonNullable<Family["infill"]>;

const frame = record({ prefix: v.string(), suffix: v.string() });

/** How one family writes a conversation down as text. */
export const formatSchema = record({
  id,
  /** Stands at the very beginning, whatever is said. */
  start: v.exactOptional(text),
  /** Stands before and after the system text. */
  system: frame,
  /** "firstUser": the framed system text is the beginning of the first user message, inside its frame. */
  systemPlace: v.picklist(["turn", "firstUser"]),
  /** Takes the place of a missing system text, where the model card always sends one. */
  defaultSystem: v.exactOptional(text),
  user: frame,
  assistant: frame,
  /** What opens the answer, where it is not the prefix of earlier answers. */
  opening: v.exactOptional(v.string()),
  /** The format trims what is said, as its published template does. */
  trim: v.exactOptional(v.literal(true)),
  /** At most four, which is what OpenAI's API takes. */
  stop: v.pipe(v.array(text), v.maxLength(4), v.readonly()),
  /** What text of the writer's must not contain: see controlTokens.ts. One with a leading \n only counts in a new line. */
  control: list(text),
  source: url,
});

export const formatsSchema = record({ formats: list(formatSchema) });

export type FormatData = v.InferOutput<typeof formatSchema>;
