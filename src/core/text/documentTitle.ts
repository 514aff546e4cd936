import { fieldText, readFrontMatter } from "./frontMatter";
import { type Heading, highestHeading } from "./headings";

/** UTF-16 units: how much of a document may stand before its title. */
const START = 20_000;

const LATEX_TITLE = /^[^%\r\n]*?\\title\s*(?:\[[^\]]*\])?\{((?:[^{}]|\{[^{}]*\})*)\}/m;

/**
 * The title of a document: its front matter's, else LaTeX's `\title`, else the first heading of level 1. undefined
 * where it has none.
 */
export async function titleOf(text: string, languageId: string): Promise<string | undefined> {
  const start = text.slice(0, START);
  return fieldText((await readFrontMatter(start)).title) ?? titleInText(start, [], languageId);
}

/**
 * The title that stands in the text itself. `headings` are those that a cursor stands under, outermost first, or
 * none where there is no cursor.
 */
export function titleInText(
  start: string,
  headings: readonly Heading[],
  languageId: string,
): string | undefined {
  if (languageId === "latex" || languageId === "tex") return fieldText(LATEX_TITLE.exec(start)?.[1]);
  // Where every chapter has a heading of level 1, the cursor's own says more than the first.
  const [outermost] = headings;
  return (outermost?.level === 1 ? outermost : highestHeading(start, languageId))?.title;
}
