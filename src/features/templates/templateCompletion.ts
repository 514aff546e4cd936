import * as vscode from "vscode";
import { TEMPLATE_NAMES } from "../../core/prompts/templateNames";
import { fieldWords } from "./fieldWords";
import {
  frontMatterEnd,
  frontMatterFields,
  linesOf,
  variableNames,
  type FieldLine,
} from "./frontMatterFields";
import { nameWords } from "./nameWords";
import { fieldsAt, valuesAt, type SchemaField, type SchemaNode } from "./schemaFields";
import { tagAt, type TagAt } from "./templateTagAt";
import { valueWords } from "./valueWords";

/** UTF-16 units. */
const LONGEST_WORD = 200;

/** What no schema lists. */
export interface OtherValues {
  /** Names of icons. */
  readonly icons: () => Promise<readonly string[]>;
  /** What VS Code calls the kinds of document. */
  readonly languages: () => Thenable<readonly string[]>;
}

/** What can be written at a place of a template file. */
export async function templateCompletions(
  document: vscode.TextDocument,
  position: vscode.Position,
  schema: SchemaNode,
  others: OtherValues,
): Promise<vscode.CompletionItem[]> {
  const lines = linesOf(document.getText());
  const line = lines[position.line] ?? "";
  const tag = tagAt(line, position.character);
  if (tag) return names(tag, position.line, variableNames(frontMatterFields(lines)));
  if (position.line === 0 || position.line >= frontMatterEnd(lines)) return [];
  const fields = frontMatterFields(lines, position);
  const here = fields.find((field) => field.line === position.line);
  if (!here) return [];
  const beside = fields.filter(({ mapping, line: other }) => mapping === here.mapping && other !== here.line);
  const type = beside.find(({ key }) => key === "type")?.value;
  const range = wordAround(line, position, here);
  if (position.character > here.column + here.key.length && here.value !== undefined) {
    return values([...here.path, here.key], range, type);
  }
  const written = new Set(beside.map(({ key }) => key));
  const missing = fieldsAt(schema, here.path, type).filter(({ name }) => !written.has(name));
  if (missing.length > 0)
    return missing.map((field, i) => fieldItem(field, i, { range, here, line, position }));
  // What is written may be an item of a list.
  return values(here.path, range, type);

  async function values(
    path: readonly string[],
    around: vscode.Range,
    variableType: string | undefined,
  ): Promise<vscode.CompletionItem[]> {
    const field = path.at(-1) ?? "";
    if (path.length === 1 && field === "icon")
      return (await others.icons()).map((name) => iconItem(name, around));
    const listed =
      path.length === 1 && field === "languages"
        ? await others.languages()
        : valuesAt(schema, path, variableType);
    return listed.map((value) => valueItem(field, value, around));
  }
}

function names(
  { start, end, isClosed }: TagAt,
  line: number,
  own: readonly string[],
): vscode.CompletionItem[] {
  const range = new vscode.Range(new vscode.Position(line, start), new vscode.Position(line, end));
  return [...new Set([...own, ...TEMPLATE_NAMES])].map((name, i) => {
    const item = new vscode.CompletionItem(name, vscode.CompletionItemKind.Variable);
    const words = nameWords(name, own);
    if (words !== undefined) item.documentation = words;
    return Object.assign(item, { range, insertText: isClosed ? name : `${name}}}`, sortText: order(i) });
  });
}

interface Around {
  readonly range: vscode.Range;
  readonly here: FieldLine;
  readonly line: string;
  readonly position: vscode.Position;
}

function fieldItem(
  { name, isNeeded, nodes }: SchemaField,
  i: number,
  { range, here, line, position }: Around,
): vscode.CompletionItem {
  const item = new vscode.CompletionItem(name, vscode.CompletionItemKind.Property);
  const words = fieldWords([...here.path, name].join("."));
  if (words !== undefined) item.documentation = words;
  // What is needed comes first.
  Object.assign(item, { range, sortText: order(isNeeded ? i : i + 100) });
  const hasColon = line.slice(position.character).includes(":");
  if (hasColon) return Object.assign(item, { insertText: name });
  const isNested = nodes.some((node) => node.items?.type !== "string" && (node.items ?? node.properties));
  if (isNested) return Object.assign(item, { insertText: nested(name, nodes) });
  const isPicked =
    valuesAt({ properties: { [name]: nodes[0] ?? {} } }, [name]).length > 0 ||
    name === "icon" ||
    name === "languages";
  // Once it is there, the list of its values opens by itself.
  const command = { command: "editor.action.triggerSuggest", title: "" };
  return Object.assign(item, { insertText: `${name}: `, ...(isPicked && { command }) });
}

/** A list with its first item begun, or a mapping; VS Code puts the indentation of the line in front. */
function nested(name: string, [node]: readonly SchemaNode[]): vscode.SnippetString {
  if (!node?.items) return new vscode.SnippetString(`${name}:\n  $0`);
  const item = node.items.oneOf?.[0] ?? node.items;
  const needed = (item.required ?? []).map((field, i) => `${field}: $${i + 1}`);
  return new vscode.SnippetString(`${name}:\n  - ${needed.join("\n    ")}$0`);
}

function valueItem(field: string, value: string, range: vscode.Range): vscode.CompletionItem {
  const item = new vscode.CompletionItem(value, vscode.CompletionItemKind.EnumMember);
  const words = valueWords(field, value);
  if (words !== undefined) item.documentation = words;
  return Object.assign(item, { range, insertText: value });
}

function iconItem(name: string, range: vscode.Range): vscode.CompletionItem {
  const item = new vscode.CompletionItem(name, vscode.CompletionItemKind.EnumMember);
  item.documentation = new vscode.MarkdownString(`$(${name})`, true);
  return Object.assign(item, { range, insertText: name });
}

/** The word that the cursor stands in or at: of a value, what stands between commas and brackets. */
function wordAround(
  line: string,
  { line: at, character }: vscode.Position,
  { column }: FieldLine,
): vscode.Range {
  // Of a line of a megabyte not more is looked at than a word is long.
  const begin = Math.max(column, character - LONGEST_WORD);
  const before = /[\w-]*$/.exec(line.slice(begin, character))?.[0].length ?? 0;
  const after = /^[\w-]*/.exec(line.slice(character, character + LONGEST_WORD))?.[0].length ?? 0;
  return new vscode.Range(
    new vscode.Position(at, character - before),
    new vscode.Position(at, character + after),
  );
}

function order(i: number): string {
  return String(i).padStart(3, "0");
}
