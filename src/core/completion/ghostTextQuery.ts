/** What the editor knows when it asks for ghost text. All offsets and lengths are UTF-16 units. */
export interface GhostTextQuery {
  /** The document's address; only a key. */
  readonly documentId: string;
  /** VS Code's language id. */
  readonly languageId: string;
  /** The text before and after the cursor, with the document's own line endings; both may be cut, far from it. */
  readonly prefix: string;
  readonly suffix: string;
  /** Where the cursor stands in the document; `prefix` begins at the document's start when it is as long. */
  readonly offset: number;
  /** The writer asked by key, so there is no wait and less caution. */
  readonly explicit: boolean;
  /** Words that the continuation has to work in. */
  readonly keywords?: string;
  /** More of the document. Costs time, so it is called only when a model is really asked. */
  readonly wider: () => WiderText;
}

/** What stands further away from the cursor than the query's prefix. */
export interface WiderText {
  /** The first few thousand characters of the document: its front matter, its title. */
  readonly start: string;
  /** The lines above the cursor's own, the nearest first, without their line breaks. */
  readonly linesAbove: Iterable<string>;
}

/** The text around a place. */
export type Place = Pick<GhostTextQuery, "prefix" | "suffix" | "languageId">;

/** One change of a document, as the editor reports it. */
export interface DocumentChange {
  readonly documentId: string;
  /** Where the replaced text began. */
  readonly offset: number;
  readonly removedLength: number;
  readonly inserted: string;
  /** Undo and redo are said by the editor; everything else is an edit. */
  readonly kind: "edit" | "undo" | "redo";
}
