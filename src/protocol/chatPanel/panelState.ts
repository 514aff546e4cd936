import * as v from "valibot";

/** What the chat panel shows. The host owns all of it; the panel draws it. All texts are in the writer's language. */

const text = v.string();
const list = <Item extends v.GenericSchema>(item: Item) => v.pipe(v.array(item), v.readonly());
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What went wrong and the buttons that help. */
const problem = v.object({ message: text, remedies: list(v.object({ id: text, label: text })) });

/** What stands beside a question, as a chip. */
export const chipSchema = v.object({
  id: text,
  kind: v.picklist(["selection", "file", "editors", "heading", "folder", "answer", "image"]),
  /** For instance a file's name. */
  label: text,
  /** Where it is, or why it cannot be sent. */
  detail: v.exactOptional(text),
  /** Tokens that will be sent of it, as estimated. */
  tokens: whole,
  /** "cut": only its beginning is sent; "left out": nothing of it, and `detail` says why. */
  fit: v.picklist(["whole", "cut", "left out"]),
  /** It follows the editor: the selection as it is when the question is sent. */
  isLive: v.exactOptional(v.boolean()),
});

/** What will be sent with the next question, and how much of what the model can take that is. */
export const contextSchema = v.object({
  chips: list(chipSchema),
  /** In the order of being sent; none is 0. */
  shares: list(
    v.object({ part: v.picklist(["system", "earlier", "context", "question"]), label: text, tokens: whole }),
  ),
  total: whole,
  /** What the model can be sent. */
  limit: whole,
  /** All of that in words, for instance "1,240 of 8,192 tokens". */
  words: text,
  /** Earlier messages that do not fit any more, in words. */
  dropped: v.exactOptional(text),
  /** Whether the model can be shown images. */
  seesImages: v.boolean(),
});

const messageSchema = v.object({
  id: text,
  role: v.picklist(["user", "assistant"]),
  content: text,
  /** "cut": the model ran out of tokens. */
  state: v.picklist(["done", "streaming", "stopped", "failed", "cut"]),
  failure: v.exactOptional(problem),
  /** What the model thought before it answered. */
  reasoning: v.exactOptional(text),
  /** Who answered, with how many tokens, in how long: in words. */
  about: v.exactOptional(text),
  /** What was sent along with a question. */
  context: v.exactOptional(list(v.pick(chipSchema, ["kind", "label", "tokens", "fit"]))),
  /** Which of several versions this is, counted from 1; of questions as well as of answers. */
  branch: v.exactOptional(v.object({ place: whole, of: whole })),
  /** There is a beginning to go on from. */
  canContinue: v.exactOptional(v.boolean()),
});

/** What a template asks the writer for. */
const variableSchema = v.object({
  name: text,
  label: text,
  type: v.picklist(["text", "number", "choice", "language"]),
  placeholder: v.exactOptional(text),
  /** What the form begins with: the last answer, else the template's default; may be empty. */
  value: text,
  isOptional: v.boolean(),
  min: v.exactOptional(v.number()),
  max: v.exactOptional(v.number()),
  /** Of a choice the only answers, unless `allowOther`; of a language suggestions. */
  choices: v.exactOptional(list(v.object({ value: text, label: text }))),
  allowOther: v.exactOptional(v.boolean()),
});

const templateSchema = v.object({
  /** Also its slash command. */
  id: text,
  name: text,
  description: text,
  /** A codicon's name. */
  icon: text,
  /** The id of one of the state's categories. */
  category: text,
  /** Where it comes from and what it takes the place of, in words; nothing for what ships with Inkling. */
  source: v.exactOptional(text),
  /** Whether its file can be changed; what ships with Inkling is duplicated first. */
  canEdit: v.boolean(),
  isFavourite: v.boolean(),
  variables: list(variableSchema),
});

/** A template file that cannot be used. */
const templateProblemSchema = v.object({ id: text, fileName: text, message: text });

export const stateSchema = v.object({
  model: v.object({
    name: text,
    /** The little demo model, which is fit for trying out alone. */
    isDemo: v.boolean(),
    /** Where text goes, in words. */
    destination: text,
  }),
  templates: list(templateSchema),
  /** Ids, the last one first. */
  recent: list(text),
  /** What the gallery groups templates by, in its order. */
  categories: list(v.object({ id: text, label: text })),
  templateProblems: list(templateProblemSchema),
  messages: list(messageSchema),
  /** An answer is being written in a branch that is not shown. */
  streamsAside: v.exactOptional(v.literal(true)),
  context: contextSchema,
  /** What went wrong outside any answer. */
  notice: v.exactOptional(problem),
  /** Tokens and cost, in words; empty before anything was asked. */
  usage: text,
});

/** A prompt as it would be sent now. */
export const previewSchema = v.object({
  /** What it works on, in words: "Selection in letter.md". */
  source: text,
  /** As they will be sent, each cut for showing after 20,000 UTF-16 units. */
  parts: list(v.object({ role: v.picklist(["system", "user", "assistant", "example"]), text })),
  tokens: whole,
  /** In words, with the model's limit where it is known. */
  words: text,
  /** How many of the tokens come from where: the template's own words, the selection, a variable. */
  shares: list(v.object({ label: text, tokens: whole })),
  /** Why it cannot be run as it is: about one field of the form, or about all of it. */
  faults: list(v.object({ variable: v.exactOptional(text), message: text })),
});

/** Something that "@" can mention. */
export const mentionSchema = v.object({
  id: text,
  kind: v.picklist(["selection", "file", "editors", "heading", "folder", "image"]),
  label: text,
  detail: v.exactOptional(text),
});

type Out<Schema extends v.GenericSchema> = v.InferOutput<Schema>;
export type PanelState = Out<typeof stateSchema>;
export type PanelProblem = Out<typeof problem>;
export type PanelMessage = Out<typeof messageSchema>;
export type PanelTemplate = Out<typeof templateSchema>;
export type PanelVariable = Out<typeof variableSchema>;
export type PanelTemplateProblem = Out<typeof templateProblemSchema>;
export type PanelChip = Out<typeof chipSchema>;
export type PanelContext = Out<typeof contextSchema>;
export type PanelPreview = Out<typeof previewSchema>;
export type PanelMention = Out<typeof mentionSchema>;
