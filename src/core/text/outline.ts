import { allHeadings } from "./headings";

/**
 * The headings of a document as a Markdown list, one a line, those of lower levels indented by two spaces each. Empty
 * where it has none. The highest level that there is stands at the margin.
 */
export function outlineOf(text: string, languageId: string): string {
  const above: number[] = [];
  const lines = allHeadings(text, languageId).map(({ level, title }) => {
    while ((above.at(-1) ?? 0) >= level) above.pop();
    above.push(level);
    return `${"  ".repeat(above.length - 1)}- ${title}`;
  });
  return lines.join("\n");
}
