import { closestWord } from "../text/closestWord";
import { countLines } from "./frontMatterYaml";
import { TemplateError } from "./templateError";
import { TagError, templateTags } from "./templateTags";

/** The body's parts: a line `# system` or `# user` begins one. */
const PART = /^# (system|user)[ \t]*\n/gm;
/** A line of a prompt that would begin a part has a backslash before it. */
const ESCAPED_PART = /^\\(\\*# (?:system|user)[ \t]*)$/gm;
const PART_LINE = /^\\*# (?:system|user)[ \t]*$/gm;

/** A piece of a template's text, and where it begins in the file. */
export interface TemplatePiece {
  readonly text: string;
  readonly line: number;
}

export interface TemplateBody {
  readonly system?: TemplatePiece;
  readonly user?: TemplatePiece;
}

/** Takes a body apart. One without part headings is the user's part. Parts without text are left out. */
export function readBody(body: string, bodyLine: number): TemplateBody {
  const headings = [...body.matchAll(PART)];
  const places = new Map(headings.length === 0 ? [["user", { start: 0, end: body.length }]] : []);
  headings.forEach((heading, i) => {
    const end = headings[i + 1]?.index ?? body.length;
    places.set(heading[1] ?? "user", { start: heading.index + heading[0].length, end });
  });
  const piece = (name: string): TemplatePiece | undefined => {
    const { start, end } = places.get(name) ?? { start: 0, end: 0 };
    const whole = body.slice(start, end);
    if (whole.trim() === "") return undefined;
    const begins = start + whole.length - whole.trimStart().length;
    const line = bodyLine + countLines(body, begins) - 1;
    return { text: whole.trim().replace(ESCAPED_PART, "$1"), line };
  };
  const system = piece("system");
  const user = piece("user");
  return { ...(system && { system }), ...(user && { user }) };
}

/** A body that `readBody` takes apart into just these. */
export function writeBody({ system, user }: { readonly system?: string; readonly user: string }): string {
  const part = (name: string, text: string) => `# ${name}\n\n${text.replace(PART_LINE, "\\$&")}\n`;
  return [...(system === undefined ? [] : [part("system", system)]), part("user", user)].join("\n");
}

/** Whose names may stand in a piece of text. */
export interface KnownNames {
  readonly known: ReadonlySet<string>;
  /** Names of choices, in the text of a choice: one that named another, or itself, could go round in circles. */
  readonly choices?: ReadonlySet<string>;
}

/**
 * Checks the tags of a piece, which is to be told when the file is read and not when it is used. Throws TemplateError
 * "brokenTag", "tooDeep", "partial", "choiceInChoice", "unknownName".
 *
 * @param where what the piece is, for the words of the error: "user", or the path of a field
 */
export function checkTags(
  id: string,
  where: string,
  piece: TemplatePiece,
  { known, choices }: KnownNames,
): void {
  const lineAt = (start = 0) => piece.line + countLines(piece.text, start) - 1;
  try {
    for (const { kind, name, start, within } of templateTags(piece.text)) {
      // Only of what is wrong: counting lines takes time.
      const about = () => ({ line: lineAt(start), subject: name });
      if (kind === "partial") {
        throw new TemplateError(
          id,
          `${where}: {{> ${name}}} would read another file, which no template may`,
          {
            fault: "partial",
            ...about(),
          },
        );
      }
      if (choices?.has(name)) {
        throw new TemplateError(id, `${where}: {{${name}}} is a choice, and no choice may name one`, {
          fault: "choiceInChoice",
          ...about(),
        });
      }
      // Inside a section {{.}} is what the section is called after.
      if (known.has(name) || (name === "." && within.length > 0)) continue;
      const suggestion = closestWord(name, known);
      const meant = suggestion === undefined ? "" : `; did you mean {{${suggestion}}}?`;
      throw new TemplateError(id, `${where}: there is no {{${name}}}${meant}`, {
        fault: "unknownName",
        ...about(),
        ...(suggestion !== undefined && { suggestion }),
      });
    }
  } catch (error) {
    if (!(error instanceof TagError)) throw error;
    const { fault, message, start } = error;
    throw new TemplateError(id, `${where}: ${message}`, { fault, line: lineAt(start) });
  }
}
