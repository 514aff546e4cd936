import * as vscode from "vscode";
import type { GhostTextQuery, WiderText } from "../../core/completion/ghostTextQuery";

/** How much of the document is read around the cursor at every call, in UTF-16 units; the prompt takes less. */
const PREFIX_CHARACTERS = 8000;
const SUFFIX_CHARACTERS = 2000;
const START_CHARACTERS = 2000;

/** What of a document is read. */
type Source = Pick<vscode.TextDocument, "lineAt" | "lineCount" | "offsetAt" | "eol">;

/**
 * The text around a place, read line by line: a document of megabytes is never copied, since that is called after
 * every key.
 */
export function readAround(
  document: Source,
  position: vscode.Position,
): Pick<GhostTextQuery, "prefix" | "suffix" | "offset" | "wider"> {
  const lineBreak = document.eol === vscode.EndOfLine.CRLF ? "\r\n" : "\n";
  const line = document.lineAt(position.line).text;
  const before = lines(document, position.line - 1, -1);
  const after = lines(document, position.line + 1, 1);
  let prefix = line.slice(Math.max(0, position.character - PREFIX_CHARACTERS), position.character);
  if (position.character < PREFIX_CHARACTERS) {
    for (const text of before) {
      prefix = `${text}${lineBreak}${prefix}`.slice(-PREFIX_CHARACTERS);
      if (prefix.length >= PREFIX_CHARACTERS) break;
    }
  }
  let suffix = line.slice(position.character, position.character + SUFFIX_CHARACTERS);
  for (const text of after) {
    if (suffix.length >= SUFFIX_CHARACTERS) break;
    suffix = `${suffix}${lineBreak}${text}`.slice(0, SUFFIX_CHARACTERS);
  }
  const wider = () => widerText(document, position.line, lineBreak);
  return { prefix, suffix, offset: document.offsetAt(position), wider };
}

function widerText(document: Source, line: number, lineBreak: string): WiderText {
  let start = "";
  for (const text of lines(document, 0, 1)) {
    if (start.length >= START_CHARACTERS) break;
    start += text.slice(0, START_CHARACTERS) + lineBreak;
  }
  return {
    start: start.slice(0, START_CHARACTERS),
    linesAbove: { [Symbol.iterator]: () => lines(document, line - 1, -1) },
  };
}

/** The lines of a document from one on, upwards or downwards. */
function* lines(document: Source, from: number, step: 1 | -1): Generator<string, undefined> {
  for (let line = from; line >= 0 && line < document.lineCount; line += step)
    yield document.lineAt(line).text;
}
