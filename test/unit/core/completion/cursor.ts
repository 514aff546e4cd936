import type { GhostTextQuery, WiderText } from "../../../../src/core/completion/ghostTextQuery";

/** How much of a document's start the editor hands out, in UTF-16 units. */
const START = 4000;

/**
 * The query at the cursor of a drawn text: `The captain looked at║ the sea`. What is drawn as shown stands at the
 * cursor as well: `The captain looked├ for long┤ at the sea`. The text is the whole document unless `more` says
 * otherwise.
 */
export function at(drawn: string, more: Partial<GhostTextQuery> = {}): GhostTextQuery {
  const [prefix, suffix, ...rest] = drawn.split(/║|├[^┤]*┤/);
  if (prefix === undefined || suffix === undefined || rest.length > 0) {
    throw new Error(`one cursor ║ is needed in: ${drawn}`);
  }
  return between(prefix, suffix, more);
}

/** The query between two texts, which are the whole document unless `more` says otherwise. */
export function between(prefix: string, suffix: string, more: Partial<GhostTextQuery> = {}): GhostTextQuery {
  return {
    documentId: "file:///story.md",
    languageId: "markdown",
    explicit: false,
    prefix,
    suffix,
    offset: prefix.length,
    wider: () => widerText(prefix, suffix),
    ...more,
  };
}

/** The query as the editor asks it, which reads only so much of a long document around the cursor. */
export function near(query: GhostTextQuery, before: number, after: number): GhostTextQuery {
  return { ...query, prefix: query.prefix.slice(-before), suffix: query.suffix.slice(0, after) };
}

/** The text with what is shown drawn in it: `looked├ for long┤ at the sea`. Where nothing is shown stands ║. */
export function draw({ prefix, suffix }: GhostTextQuery, shown: string | undefined): string {
  return prefix + (shown === undefined ? "║" : `├${shown}┤`) + suffix;
}

/** The query once `text` was typed at the cursor. */
export function typed(query: GhostTextQuery, text: string): GhostTextQuery {
  const prefix = query.prefix + text;
  const offset = query.offset + text.length;
  const isWhole = offset === prefix.length;
  return { ...query, prefix, offset, ...(isWhole && { wider: () => widerText(prefix, query.suffix) }) };
}

/** What the editor knows of a whole document. */
export function widerText(prefix: string, suffix: string): WiderText {
  const linesAbove = prefix
    .split(/\r\n|\r|\n/)
    .slice(0, -1)
    .reverse();
  return { start: (prefix + suffix).slice(0, START), linesAbove };
}
