import type { DocumentNotes } from "./documentNotes";
import type { GhostTextQuery } from "./ghostTextQuery";

/**
 * The title and the headings that `window` does not show, as they would stand in the document: what a model that
 * only goes on with a text can be told of it.
 */
export function plainHead({ title, headings }: DocumentNotes, window: string, languageId: string): string {
  const missing = headings.map(({ source }) => source).filter((source) => !window.includes(source));
  const isShown =
    title === undefined || window.includes(title) || headings.some((one) => one.title === title);
  const blocks = [...(isShown ? [] : [titleLine(title, languageId)]), ...missing];
  return blocks.map((block) => `${block}\n\n`).join("");
}

function titleLine(title: string, languageId: string): string {
  switch (languageId) {
    case "latex":
    case "tex":
      return `\\title{${title}}`;
    case "asciidoc":
      return `= ${title}`;
    case "restructuredtext":
      return `${title}\n${"=".repeat(title.length)}`;
    case "markdown":
      return `# ${title}`;
    default:
      return title;
  }
}

/**
 * `window` with the keywords above its last paragraph, as a comment of the document's language, else as a line of
 * their own such as a heading is: a text that goes on takes up what was just named.
 */
export function withKeywords(
  window: string,
  { keywords = "", languageId }: Pick<GhostTextQuery, "keywords" | "languageId">,
): string {
  const words = keywords.replace(/\s+/g, " ").replaceAll("-->", "").trim();
  if (words === "") return window;
  const paragraph = /^[\s\S]*\n[ \t]*\n/.exec(window)?.[0].length ?? 0;
  return window.slice(0, paragraph) + keywordLine(words, languageId) + window.slice(paragraph);
}

function keywordLine(words: string, languageId: string): string {
  switch (languageId) {
    case "latex":
    case "tex":
      return `% ${words}\n`;
    case "asciidoc":
      return `// ${words}\n\n`;
    case "restructuredtext":
      return `.. ${words}\n\n`;
    case "markdown":
      return `<!-- ${words} -->\n\n`;
    default:
      return `${words}\n\n`;
  }
}
