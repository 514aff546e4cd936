/** A heading above the cursor. */
export interface Heading {
  /** 1 is the highest. */
  readonly level: number;
  readonly title: string;
  /** As it stands in the document, its line breaks as "\n". */
  readonly source: string;
}

/** How far up it is looked from a cursor, and how long a front matter may be. */
const MOST_LINES = 5000;
const FRONT_MATTER_LINES = 200;
/** A longer line over an underline is a paragraph. */
const LONGEST_TITLE = 200;

/** The heading whose last line is `index`, if there is one; 0 is the nearest line above the cursor. */
type ReadHeading = (lines: Lines, index: number) => Heading | undefined;

/**
 * The headings that the cursor stands under, outermost first. `linesAbove` are the lines above the cursor's own, the
 * nearest first; no more of them are read than needed.
 */
export function headingTrail(linesAbove: Iterable<string>, languageId: string): Heading[] {
  const found: Heading[] = [];
  for (const heading of read(new Lines(linesAbove), languageId, "upToTheHighest")) {
    if (heading.level < (found[0]?.level ?? Infinity)) found.unshift(heading);
  }
  return found;
}

/** The first heading of level 1 in a text. */
export function highestHeading(text: string, languageId: string): Heading | undefined {
  return allHeadings(text, languageId).find(({ level }) => level === 1);
}

/** All headings of a document, in its order. */
export function allHeadings(text: string, languageId: string): Heading[] {
  const lines = text.split(/\r\n|\r|\n/).reverse();
  return read(new Lines(lines), languageId, "all").reverse();
}

type HowMany = "upToTheHighest" | "all";

/** The headings in `lines`, nearest first. */
function read(lines: Lines, languageId: string, howMany: HowMany): Heading[] {
  switch (languageId) {
    case "git-commit":
      return []; // where # begins a comment
    case "latex":
    case "tex":
      return collect(lines, howMany, latexHeading);
    case "restructuredtext":
      return withLevels(collect(lines, howMany, restructuredTextHeading));
    case "asciidoc":
      return collect(lines, howMany, asciidocHeading, /^(-{4,}|\.{4,}|`{3,})[ \t]*(.*)$/);
    default:
      return collect(lines, howMany, markdownHeading, /^ {0,3}(`{3,}|~{3,})[ \t]*(.*)$/);
  }
}

/** Lines that are asked for one after the other, and can be looked at again. */
class Lines {
  readonly #seen: string[] = [];
  readonly #rest: Iterator<string>;

  constructor(lines: Iterable<string>) {
    this.#rest = lines[Symbol.iterator]();
  }

  /** undefined beyond the document's start. */
  at(index: number): string | undefined {
    while (this.#seen.length <= index) {
      const next = this.#rest.next();
      if (next.done) return undefined;
      this.#seen.push(next.value);
    }
    return this.#seen[index];
  }
}

/**
 * Headings, the nearest first, without what only looks like one in a fence. A fence is matched by `fence`: its
 * marker, and what is said after the one that opens it.
 */
function collect(lines: Lines, howMany: HowMany, heading: ReadHeading, fence?: RegExp): Heading[] {
  const found: Heading[] = [];
  let closing: string | undefined;
  const most = howMany === "all" ? Infinity : MOST_LINES;
  for (let i = 0; i < most; i++) {
    const line = lines.at(i);
    if (line === undefined || endsFrontMatter(lines, i)) break;
    const [, marker, info] = fence?.exec(line) ?? [];
    if (marker !== undefined) {
      if (closing !== undefined) {
        if (closing.startsWith(marker.charAt(0)) && marker.length <= closing.length) closing = undefined;
      } else if (info)
        found.length = 0; // it opens, and none closed it: all below is code
      else closing = marker;
    } else if (closing === undefined) {
      const here = heading(lines, i);
      if (here) found.push(here);
      if (here?.level === 1 && howMany === "upToTheHighest") break;
    }
  }
  return found;
}

/** The line is --- and so is the document's first one, with nothing like it in between. */
function endsFrontMatter(lines: Lines, index: number): boolean {
  if (lines.at(index)?.trimEnd() !== "---") return false;
  for (let i = index + 1; i < index + FRONT_MATTER_LINES; i++) {
    if (lines.at(i)?.trimEnd() === "---") return lines.at(i + 1) === undefined;
  }
  return false;
}

/** ATX and setext headings (https://spec.commonmark.org/0.31.2/#atx-headings). */
function markdownHeading(lines: Lines, index: number): Heading | undefined {
  const line = lines.at(index) ?? "";
  const [, marks, atx] = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/.exec(line) ?? [];
  if (marks && atx) return { level: marks.length, title: atx, source: line.trim() };
  const underline = /^ {0,3}(={2,}|-{2,})[ \t]*$/.exec(line)?.[1];
  const above = lines.at(index + 1)?.trim() ?? "";
  // Under a list's item, a quotation, a table's row or another heading stands a rule.
  if (underline === undefined || !isTitle(above) || /^([-*+>#|]|\d+[.)])/.test(above)) return undefined;
  return { level: underline.startsWith("=") ? 1 : 2, title: above, source: `${above}\n${underline}` };
}

function asciidocHeading(lines: Lines, index: number): Heading | undefined {
  const line = lines.at(index) ?? "";
  const [, marks, title] = /^(={1,6})[ \t]+(\S.*?)[ \t]*$/.exec(line) ?? [];
  return marks && title ? { level: marks.length, title, source: line.trim() } : undefined;
}

const LATEX_LEVELS = ["part", "chapter", "section", "subsection", "subsubsection"];
const LATEX_HEADING = new RegExp(
  String.raw`^[^%]*?\\(${LATEX_LEVELS.join("|")})\*?[ \t]*(?:\[[^\]]*\])?\{((?:[^{}]|\{[^{}]*\})*)\}`,
);

function latexHeading(lines: Lines, index: number): Heading | undefined {
  const line = lines.at(index) ?? "";
  const [source, name, title] = LATEX_HEADING.exec(line) ?? [];
  if (source === undefined || name === undefined || !title?.trim()) return undefined;
  return { level: LATEX_LEVELS.indexOf(name) + 1, title: title.trim(), source: source.trim() };
}

/**
 * A title over a line of one mark, and under another where the style has two
 * (https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#sections). Its level is not yet known: 0.
 */
function restructuredTextHeading(lines: Lines, index: number): Heading | undefined {
  const underline = lines.at(index)?.trimEnd() ?? "";
  const title = lines.at(index + 1)?.trim() ?? "";
  if (!/^([!-/:-@[-`{-~])\1{2,}$/.test(underline)) return undefined;
  if (!isTitle(title) || title.length > underline.length) return undefined;
  const overline = lines.at(index + 2)?.trimEnd() === underline ? `${underline}\n` : "";
  return { level: 0, title, source: `${overline}${title}\n${underline}` };
}

/** A style's level is its place in the order in which the styles appear in the document. */
function withLevels(nearestFirst: readonly Heading[]): Heading[] {
  const styles: string[] = [];
  const style = ({ source }: Heading) => `${source.split("\n").length}${source.slice(-1)}`;
  for (const heading of [...nearestFirst].reverse()) {
    if (!styles.includes(style(heading))) styles.push(style(heading));
  }
  return nearestFirst.map((heading) => ({ ...heading, level: styles.indexOf(style(heading)) + 1 }));
}

function isTitle(line: string): boolean {
  return line.length <= LONGEST_TITLE && /[\p{L}\p{N}]/u.test(line);
}
