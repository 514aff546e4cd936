import { readYaml, splitFile } from "./frontMatterYaml";
import { textOfPieces, type TextPiece } from "./literalText";
import { newTemplate } from "./newTemplate";
import type { PromptTemplate, TypedVariable } from "./promptTemplate";
import { TemplateError } from "./templateError";
import { isTemplateName, type TemplateName } from "./templateNames";
import { LONGEST_DESCRIPTION, LONGEST_NAME, VARIABLE_NAME } from "./templateSchema";
import { checkFile } from "./templateSize";

/** VS Code's names, and what they are called in a template. All others stay as they stand. */
const NAMES: Readonly<Partial<Record<string, TemplateName>>> = {
  selection: "selection",
  selectedText: "selection",
  file: "fileName",
  fileBasename: "fileName",
  fileBasenameNoExtension: "fileStem",
};

/** `${name}`, `${input:name}` or `${input:name:placeholder}`. */
const VARIABLE = /\$\{(?:input:([^:}]+)(?::([^}]*))?|([A-Za-z]+))\}/g;

/**
 * Reads a prompt file as VS Code has them
 * (https://code.visualstudio.com/docs/copilot/customization/prompt-files): Markdown, perhaps with front matter, of
 * which the name and the description are used and the rest belongs to VS Code's agents. What it asks for becomes a
 * variable of type text; double braces in it are text. Of the file's path only its name is known. The answer goes
 * into the chat.
 *
 * @param id the file's name without `.prompt.md`; the template's name where the front matter has none
 * @throws TemplateError "brokenYaml", "noPrompt", "pathInName", "tooLarge"
 */
export function parsePromptFile(id: string, source: string): PromptTemplate {
  const text = checkFile(id, source);
  const file = splitFile(text);
  const { name, description } = file ? fields(readYaml(id, file.yaml).value) : {};
  const body = (file?.body ?? text).trim();
  if (body === "") throw new TemplateError(id, "no prompt in the body", { fault: "noPrompt" });
  const { pieces, variables } = readPieces(body);
  return newTemplate({
    id,
    // A path in a name could be taken for one when it is saved.
    name: (name ?? id).replace(/[\\/]+/g, "-").slice(0, LONGEST_NAME),
    description: (description ?? firstLine(body)).slice(0, LONGEST_DESCRIPTION),
    icon: "comment",
    target: "panel",
    variables,
    user: textOfPieces(pieces),
  });
}

/** VS Code reads what it can use and passes over the rest, and so does this. */
function fields(value: unknown): { name?: string; description?: string } {
  if (typeof value !== "object" || value === null) return {};
  const known = new Map<string, unknown>(Object.entries(value));
  const [name, description] = ["name", "description"].map((key) => {
    const field = known.get(key);
    return typeof field === "string" && field.trim() !== "" ? field.trim() : undefined;
  });
  return { ...(name !== undefined && { name }), ...(description !== undefined && { description }) };
}

function firstLine(body: string): string {
  return (/\S.*/.exec(body)?.[0] ?? "").replace(/^#+\s+/, "");
}

function readPieces(body: string): { pieces: TextPiece[]; variables: TypedVariable[] } {
  const asked = new Map<string, TypedVariable>();
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const found of body.matchAll(VARIABLE)) {
    const [whole, input, placeholder, known] = found;
    const name = input === undefined ? NAMES[known ?? ""] : askFor(asked, input.trim(), placeholder?.trim());
    if (name === undefined) continue;
    pieces.push(body.slice(end, found.index), { name });
    end = found.index + whole.length;
  }
  pieces.push(body.slice(end));
  return { pieces, variables: [...asked.values()] };
}

/** The name of the variable that stands for an input; one and the same wherever the input is named. */
function askFor(asked: Map<string, TypedVariable>, input: string, placeholder = ""): string | undefined {
  if (input === "") return undefined;
  const before = asked.get(input);
  const name = before?.name ?? freeName(input, new Set([...asked.values()].map((other) => other.name)));
  const hint = before?.placeholder ?? (placeholder === "" ? undefined : placeholder);
  asked.set(input, { name, type: "text", label: input, ...(hint !== undefined && { placeholder: hint }) });
  return name;
}

/** `project-name` as `projectName`; what cannot be a name, or is another's, as `input1` and so on. */
function freeName(input: string, taken: ReadonlySet<string>): string {
  const name = input
    .replace(/[-_ ]+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    .replace(/^[A-Z]/, (letter) => letter.toLowerCase());
  const isFree = (candidate: string) => !taken.has(candidate) && !isTemplateName(candidate);
  if (VARIABLE_NAME.test(name) && isFree(name)) return name;
  let n = 1;
  while (taken.has(`input${n}`)) n++;
  return `input${n}`;
}
