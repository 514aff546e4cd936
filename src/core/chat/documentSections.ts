import { allHeadings } from "../text/headings";

/** What stands under one heading of a document, that of lower headings included. */
export interface DocumentSection {
  readonly title: string;
  /** Which of those that are called so, counted from 0. */
  readonly nth: number;
  /** 1 is the highest. */
  readonly level: number;
  /** From the heading itself to the next one that is as high, its line breaks as "\n". */
  readonly text: string;
}

/** All sections of a document, in its order; none where it has no headings. */
export function documentSections(text: string, languageId: string): DocumentSection[] {
  const lines = text.split(/\r\n|\r|\n/);
  const headings = allHeadings(text, languageId);
  const isTex = ["latex", "tex"].includes(languageId);
  let from = 0;
  const starts = headings.map(({ source }) => {
    const start = lineOf(source.split("\n"), lines, from, isTex);
    from = start + 1;
    return start;
  });
  const seen = new Map<string, number>();
  return headings.map(({ title, level }, i) => {
    const next = headings.findIndex((other, j) => j > i && other.level <= level);
    const nth = seen.get(title) ?? 0;
    seen.set(title, nth + 1);
    const own = lines.slice(starts[i], next < 0 ? undefined : starts[next]);
    return { title, nth, level, text: own.join("\n").trim() };
  });
}

/** The first line from `from` on at which a heading stands: alone, or in TeX with more behind it. */
function lineOf(heading: readonly string[], lines: readonly string[], from: number, isTex: boolean): number {
  const stands = (at: number) =>
    heading.every((part, i) => {
      const line = lines[at + i]?.trim() ?? "";
      return isTex ? line.startsWith(part) : line === part;
    });
  for (let at = from; at < lines.length; at++) if (stands(at)) return at;
  return from;
}
