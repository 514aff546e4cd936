/** The YAML at the beginning of a document, between its two rules. */
export const FRONT_MATTER =
  /^\uFEFF?---[ \t]*(?:\r\n|\r|\n)([\s\S]*?)(?:\r\n|\r|\n)(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|$)/;

/** `text` without its front matter, which is no prose. */
export function withoutFrontMatter(text: string): string {
  return text.replace(FRONT_MATTER, "");
}
