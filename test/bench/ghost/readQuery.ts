import type { GhostTextQuery } from "../../../src/core/completion/ghostTextQuery";
import { readAround } from "../../../src/features/ghostText/readAround";
import type { LineDocument, Position } from "./lineDocument";

/** The question at a place, made as the product's provider makes it. */
export function readQuery(document: LineDocument, position: Position): GhostTextQuery {
  // What it wants of them is there, and nothing else of an editor's document and place.
  type Around = (document: LineDocument, position: Position) => ReturnType<typeof readAround>;
  const around = readAround as unknown as Around;
  return {
    documentId: document.uri.toString(),
    languageId: document.languageId,
    explicit: false,
    ...around(document, position),
  };
}
