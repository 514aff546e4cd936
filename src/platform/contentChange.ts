import type { TextDocumentContentChangeEvent } from "vscode";
import type { TextEdit } from "../core/text/textEdit";

/** A change of a document as core knows it, in UTF-16 offsets before the change. */
export function toTextEdit({ rangeOffset, rangeLength, text }: TextDocumentContentChangeEvent): TextEdit {
  return { start: rangeOffset, end: rangeOffset + rangeLength, text };
}
