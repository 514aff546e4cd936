import type { GhostTextQuery } from "../../../../src/core/completion/ghostTextQuery";

/**
 * The query at the cursor of a drawn text: `The captain looked at║ the sea`. What is drawn as shown stands at the
 * cursor as well: `The captain looked├ for long┤ at the sea`.
 */
export function at(drawn: string, more: Partial<GhostTextQuery> = {}): GhostTextQuery {
  const [prefix, suffix, ...rest] = drawn.split(/║|├[^┤]*┤/);
  if (prefix === undefined || suffix === undefined || rest.length > 0) {
    throw new Error(`one cursor ║ is needed in: ${drawn}`);
  }
  const place = {
    documentId: "file:///story.md",
    languageId: "markdown",
    hasSelection: false,
    explicit: false,
  };
  return { ...place, prefix, suffix, ...more };
}

/** The text with what is shown drawn in it: `looked├ for long┤ at the sea`. Where nothing is shown stands ║. */
export function draw({ prefix, suffix }: GhostTextQuery, shown: string | undefined): string {
  return prefix + (shown === undefined ? "║" : `├${shown}┤`) + suffix;
}

/** The query once `text` was typed at the cursor. */
export function typed(query: GhostTextQuery, text: string): GhostTextQuery {
  return { ...query, prefix: query.prefix + text };
}
