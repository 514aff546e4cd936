import * as vscode from "vscode";
import type { TemplateScope } from "../core/prompts/promptTemplate";
import { wholeCharacters } from "../core/text/graphemes";
import { imageAt } from "../core/text/imageReference";
import { trimRange } from "../core/text/paragraph";
import type { TextRange } from "../core/text/textEdit";
import { wordAt } from "../core/text/word";

/** What is read from an editor. */
export type SnapshotScope = Exclude<TemplateScope, "stagedChanges">;

type Source = Pick<vscode.TextDocument, "lineAt" | "lineCount" | "offsetAt" | "positionAt">;

/** A line between paragraphs. */
const BLANK = /^[ \t\u3000]*$/;

/**
 * The ranges of `content`, the document's text, that `scope` names at each of `selections`, in the order of the text;
 * those that overlap are one. Empty where a cursor stands at nothing; none at all where there is no image.
 */
export function rangesOf(
  document: Source,
  content: string,
  selections: readonly vscode.Selection[],
  scope: SnapshotScope,
): readonly TextRange[] {
  const ranges = selections.flatMap((selection) => rangeOf(document, content, selection, scope) ?? []);
  return merged(ranges.map((range) => wholeCharacters(content, range)));
}

/** The paragraph around `range`; from the start of the first to the end of the last where it reaches into several. */
export function aroundRange(document: Source, content: string, range: TextRange): TextRange {
  const first = paragraphRange(document, content, range.start);
  const last = paragraphRange(document, content, range.end);
  return { start: Math.min(range.start, first.start), end: Math.max(range.end, last.end) };
}

function rangeOf(
  document: Source,
  content: string,
  selection: vscode.Selection,
  scope: SnapshotScope,
): TextRange | undefined {
  if (scope === "document") return trimRange(content, { start: 0, end: content.length });
  const start = document.offsetAt(selection.start);
  const selected = selection.isEmpty
    ? undefined
    : trimRange(content, { start, end: document.offsetAt(selection.end) });
  switch (scope) {
    case "selection":
      return selected ?? paragraphRange(document, content, start);
    case "word": {
      if (selected) return selected;
      const { line, character } = selection.active;
      const word = wordAt(document.lineAt(line).text, character);
      return { start: start - character + word.start, end: start - character + word.end };
    }
    case "image": {
      const searched = selected ?? paragraphRange(document, content, start);
      const image = imageAt(content.slice(searched.start, searched.end), start - searched.start);
      return image && { start: searched.start + image.start, end: searched.start + image.end };
    }
  }
}

/** The paragraph at `offset`, looked for line by line from there on, so that the rest of the document is not read. */
function paragraphRange(document: Source, content: string, offset: number): TextRange {
  const isBlank = (line: number) => BLANK.test(document.lineAt(line).text);
  const { line } = document.positionAt(offset);
  if (isBlank(line)) return { start: offset, end: offset };
  let first = line;
  while (first > 0 && !isBlank(first - 1)) first--;
  let last = line;
  while (last < document.lineCount - 1 && !isBlank(last + 1)) last++;
  return trimRange(content, {
    start: document.offsetAt(new vscode.Position(first, 0)),
    end: document.offsetAt(new vscode.Position(last, document.lineAt(last).text.length)),
  });
}

/** Sorted, equal and overlapping ones made one: two edits of the same text cannot both be taken. */
function merged(ranges: readonly TextRange[]): readonly TextRange[] {
  const apart: TextRange[] = [];
  for (const range of ranges.toSorted((one, other) => one.start - other.start || one.end - other.end)) {
    const previous = apart.at(-1);
    const isSame = previous?.start === range.start && previous.end === range.end;
    if (previous && (isSame || range.start < previous.end)) {
      apart[apart.length - 1] = { start: previous.start, end: Math.max(previous.end, range.end) };
    } else apart.push(range);
  }
  return apart;
}
