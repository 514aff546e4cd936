import Mustache from "mustache";
import * as v from "valibot";
import { parse as parseYaml } from "yaml";
import { generationSchema } from "../settings/modelSchema";
import type { PromptTemplate } from "./promptTemplate";
import { TemplateError } from "./templateError";

const text = v.pipe(v.string(), v.minLength(1));

const target = v.picklist(["replace", "insertAfter", "append", "beside", "remarks", "pick", "commitMessage"]);
const asked = {
  name: v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]*$/)),
  label: text,
  placeholder: v.exactOptional(text),
  default: v.exactOptional(text),
};
const typed = v.strictObject({ ...asked, type: v.optional(v.picklist(["text", "language"]), "text") });
const choice = v.pipe(
  v.strictObject({
    ...asked,
    type: v.literal("choice"),
    choices: v.pipe(
      v.array(v.strictObject({ value: text, label: text, text })),
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

const frontMatter = v.strictObject({
  name: text,
  description: text,
  icon: v.optional(text, "sparkle"),
  target,
  otherTargets: v.optional(v.array(target), []),
  scope: v.optional(v.picklist(["selection", "word", "image", "document", "stagedChanges"]), "selection"),
  style: v.optional(v.picklist(["chat", "continuation"]), "chat"),
  variables: v.optional(v.array(v.variant("type", [typed, choice])), []),
  maxTokens: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1024),
  temperature: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(2))),
  // A template makes one proposal, and how long its prompt becomes is not for it to say.
  generation: v.exactOptional(v.omit(generationSchema, ["max_length", "num_return_sequences"])),
  examples: v.optional(
    v.array(
      v.strictObject({
        selection: text,
        output: text,
        paragraph: v.exactOptional(text),
        sample: v.exactOptional(text),
        variables: v.exactOptional(v.record(v.string(), v.string())),
      }),
    ),
    [],
  ),
});

/** Front matter between two lines of three dashes, then the body. */
const FILE = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/;
/** The body's parts: a line `# system` or `# user` begins one. */
const PART = /^# (system|user)[ \t]*\r?\n/gm;

/** Reads one template file. Throws TemplateError. */
export function parseTemplate(id: string, source: string): PromptTemplate {
  const [, yaml, body] = FILE.exec(source.replace(/^\uFEFF/, "")) ?? [];
  if (yaml === undefined || body === undefined) throw new TemplateError(id, "no front matter");
  const result = v.safeParse(frontMatter, readYaml(id, yaml));
  if (!result.success) {
    const [issue] = result.issues;
    throw new TemplateError(id, `${v.getDotPath(issue) ?? "front matter"}: ${issue.message}`);
  }
  for (const variable of result.output.variables) {
    if (variable.type === "choice") variable.choices.forEach(({ text }) => checkTags(id, text));
  }
  checkTags(id, body);
  const parts = bodyParts(body);
  if (!parts.user) throw new TemplateError(id, "no prompt in the body");
  return { id, ...result.output, user: parts.user, ...(parts.system && { system: parts.system }) };
}

function readYaml(id: string, yaml: string): unknown {
  try {
    return parseYaml(yaml);
  } catch (error) {
    throw new TemplateError(id, error instanceof Error ? error.message : String(error));
  }
}

/** An open tag is a fault of the file, to be told when it is read and not when it is used. */
function checkTags(id: string, body: string): void {
  try {
    Mustache.parse(body);
  } catch (error) {
    throw new TemplateError(id, error instanceof Error ? error.message : String(error));
  }
}

/** A body without part headings is the user's part. */
function bodyParts(body: string): { system?: string; user?: string } {
  const headings = [...body.matchAll(PART)];
  if (headings.length === 0) return { user: body.trim() };
  const parts: { system?: string; user?: string } = {};
  headings.forEach((heading, i) => {
    const end = headings[i + 1]?.index ?? body.length;
    const part = heading[1] === "system" ? "system" : "user";
    parts[part] = body.slice(heading.index + heading[0].length, end).trim();
  });
  return parts;
}
