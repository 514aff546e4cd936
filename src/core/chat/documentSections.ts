import { allHeadings } from "../text/headings";

/** What stands under one heading of a document, that of lower headings included. */
export interface DocumentSection {
  readonly title: string;
  /** 1 is the highest. */
  readonly level: number;
  /** From the heading itself to the next one that is as high, its line breaks as "\n". */
  readonly text: string;
}

/** All sections of a document, in its order; none where it has no headings. */
export function documentSections(text: string, languageId: string): DocumentSection[] {
  const lines = text.replace(/\r\n?/g, "\n");
  const headings = allHeadings(lines, languageId);
  let from = 0;
  const starts = headings.map(({ source }) => {
    const start = lines.indexOf(source, from);
    if (start < 0) return from; // it is not just as it stands there; the section begins a little early
    from = start + source.length;
    return start;
  });
  return headings.map(({ title, level }, i) => {
    const next = headings.findIndex((other, j) => j > i && other.level <= level);
    return { title, level, text: lines.slice(starts[i], next < 0 ? undefined : starts[next]).trim() };
  });
}
