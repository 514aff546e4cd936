import * as vscode from "vscode";
import { parseTemplate } from "../../core/prompts/parseTemplate";
import { TEMPLATE_SUFFIX } from "../../core/prompts/templateCatalogue";
import { TemplateError } from "../../core/prompts/templateError";
import { wordTemplateFault } from "../../platform/templateWording";
import { linesOf } from "./frontMatterFields";
import { tagAt } from "./templateTagAt";

/** The first thing that is wrong with a template file. */
export interface TemplateFinding {
  readonly diagnostic: vscode.Diagnostic;
  /** What was probably meant by what stands at the diagnostic's range. */
  readonly suggestion?: string;
}

/** Reads a template file as it stands in the editor; undefined where nothing is wrong with it. */
export function findProblem(document: vscode.TextDocument): TemplateFinding | undefined {
  const text = document.getText();
  const fileName = document.uri.path.split("/").at(-1) ?? "";
  try {
    parseTemplate(fileName.replace(TEMPLATE_SUFFIX, ""), text);
    return undefined;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const place = placeOf(error, linesOf(text));
    const diagnostic = new vscode.Diagnostic(
      place.range,
      wordTemplateFault(error),
      vscode.DiagnosticSeverity.Error,
    );
    diagnostic.source = "Inkling";
    const { suggestion } = error;
    return { diagnostic, ...(place.isWord && suggestion !== undefined && { suggestion }) };
  }
}

/** The word that the error is about, or the line that it is found in. */
function placeOf(
  { line: number = 1, subject, fault }: TemplateError,
  lines: readonly string[],
): { readonly range: vscode.Range; readonly isWord: boolean } {
  const line = Math.min(number, lines.length) - 1;
  const text = lines[line] ?? "";
  const range = (start: number, end: number) =>
    new vscode.Range(new vscode.Position(line, start), new vscode.Position(line, end));
  const word = subject?.split(".").at(-1) ?? "";
  const places = [...text.matchAll(/[\p{L}\p{N}_-]+/gu)].filter(([one]) => one === word);
  const inBraces = ({ index }: { readonly index: number }) => tagAt(text, index + word.length) !== undefined;
  // The same word may stand in the prose in front of the braces.
  const found = (fault === "unknownName" ? places.find(inBraces) : undefined) ?? places[0];
  if (found) return { range: range(found.index, found.index + word.length), isWord: true };
  return { range: range(text.length - text.trimStart().length, text.trimEnd().length), isWord: false };
}
