/** What the editor knows when it asks for ghost text. */
export interface GhostTextQuery {
  /** The document's address; only a key for the cache. */
  readonly documentId: string;
  readonly languageId: string;
  /** The text before and after the cursor; the caller may cut both, far from the cursor. */
  readonly prefix: string;
  readonly suffix: string;
  readonly hasSelection: boolean;
  /** The writer asked by key, so there is no wait and less caution. */
  readonly explicit: boolean;
}
