import Mustache from "mustache";

/** One `{{…}}` of a template's text. */
export interface TemplateTag {
  /** `{{name}}`, `{{#name}}`, `{{^name}}` or `{{> name}}`. */
  readonly kind: "value" | "section" | "inverted" | "partial";
  readonly name: string;
  /** Where it begins, in UTF-16 units. */
  readonly start: number;
  /** The sections that it stands in and that are only shown where there is what they are called after. */
  readonly within: readonly string[];
}

/** Braces that are no template. */
export class TagError extends Error {
  override readonly name = "TagError";

  constructor(
    readonly fault: "brokenTag" | "tooDeep",
    message: string,
    /** Where, in UTF-16 units, if that is known. */
    readonly start?: number,
  ) {
    super(message);
  }
}

/** Sections in sections: whoever renders them calls itself, and people seldom need more than two. */
const DEEPEST = 20;

/** As Mustache has them: type, value, start, end, and for a section its own tokens. */
type Token = readonly [type: string, value: string, start: number, end: number, inside?: readonly Token[]];

const KINDS: Readonly<Partial<Record<string, TemplateTag["kind"]>>> = {
  name: "value",
  "&": "value",
  "{": "value",
  "#": "section",
  "^": "inverted",
  ">": "partial",
};

/** The tags of a text, in its order. Throws TagError. */
export function templateTags(text: string): TemplateTag[] {
  const tags: TemplateTag[] = [];
  const visit = (tokens: readonly Token[], within: readonly string[], depth: number) => {
    for (const [type, name, start, , inside] of tokens) {
      const kind = KINDS[type];
      if (!kind) continue;
      tags.push({ kind, name, start, within });
      if (inside === undefined) continue;
      if (depth === DEEPEST) throw new TagError("tooDeep", `sections deeper than ${DEEPEST}`, start);
      visit(inside, kind === "section" ? [...within, name] : within, depth + 1);
    }
  };
  visit(parse(text), [], 0);
  return tags;
}

function parse(text: string): readonly Token[] {
  try {
    // A writer of its own keeps nothing: Mustache's would remember every version of every file.
    return new Mustache.Writer().parse(text) as readonly Token[];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, problem = message, at] = /^([\s\S]*?)(?: at (\d+))?$/.exec(message) ?? [];
    throw new TagError("brokenTag", problem, at === undefined ? undefined : Number(at));
  }
}
