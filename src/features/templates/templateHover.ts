import * as vscode from "vscode";
import { fieldWords } from "./fieldWords";
import { frontMatterFields, linesOf, variableNames } from "./frontMatterFields";
import { nameWords } from "./nameWords";
import { valuesAt, type SchemaNode } from "./schemaFields";
import { tagAt } from "./templateTagAt";
import { valueWords } from "./valueWords";

/** What a field, one of its values or a name in braces means; undefined elsewhere. */
export function templateHover(
  document: vscode.TextDocument,
  position: vscode.Position,
  schema: SchemaNode,
): vscode.Hover | undefined {
  const lines = linesOf(document.getText());
  const line = lines[position.line] ?? "";
  const fields = frontMatterFields(lines);
  const word = wordAt(line, position.character);
  if (!word) return undefined;
  const hover = (words: string, values: readonly string[] = []) => {
    // They are Inkling's own, without Markdown; `appendText` would put spaces into them at which no line is broken.
    const meanings = values.map((value) => {
      const meaning = valueWords(word.text, value);
      return `- \`${value}\`${meaning === undefined ? "" : `: ${meaning}`}`;
    });
    const text = new vscode.MarkdownString([words, ...meanings].join("\n"));
    const at = (column: number) => new vscode.Position(position.line, column);
    return new vscode.Hover(text, new vscode.Range(at(word.start), at(word.end)));
  };
  if (tagAt(line, word.end)) {
    const words = nameWords(word.text, variableNames(fields));
    return words === undefined ? undefined : hover(words);
  }
  const field = fields.find((one) => one.line === position.line);
  if (!field || word.start < field.column) return undefined;
  const path = [...field.path, field.key];
  if (word.start === field.column) {
    const words = fieldWords(path.join("."));
    return words === undefined ? undefined : hover(words, valuesAt(schema, path));
  }
  const meaning = valueWords(field.key, word.text);
  return meaning === undefined ? undefined : hover(meaning);
}

function wordAt(line: string, column: number): { text: string; start: number; end: number } | undefined {
  for (const { index: start, 0: text } of line.matchAll(/[\w-]+/g)) {
    const end = start + text.length;
    if (start <= column && column <= end) return { text, start, end };
  }
  return undefined;
}
