import type { Aside } from "../../settings/settings";
import { isBelowText, openFence, type Fence } from "./fences";
import { asideInSpans, spanTo, type ReadSpan } from "./spans";
import { paragraphAround, type Spot } from "./spot";
import { urlAside } from "./urlScope";

/** In what the cursor stands that is not prose, in AsciiDoc (https://docs.asciidoctor.org/asciidoc/latest/). */
export function asciiDocAside(spot: Spot): Aside | undefined {
  const line = spot.text.slice(spot.lineStart, spot.lineEnd);
  const block = delimitedBlock(spot, line) ?? markupLine(line);
  if (block !== undefined) return block;
  const [start, end] = paragraphAround(spot, {
    outside: /(?:[ \t]*(?:\r?\n|$)|={1,6} |\[.*\][ \t]*\r?$|(?:=====*|-----*|\*\*\*\**|____*|\.\.\.\.+)\s)/my,
    first: /[ \t]*(?:[-*.]{1,6}[ \t]|\|)/y,
  });
  const marks = /`|(?:stem|latexmath|asciimath):\[|<<|\b(?:link|image|xref|include|video|audio):/g;
  return asideInSpans(spot.text.slice(start, end), spot.cursor - start, marks, readSpan) ?? urlAside(spot);
}

/** The lines around listings, literal blocks, passthroughs and comments, and Markdown's fences. */
const DELIMITER = /^(-{4,}|\.{4,}|\+{4,}|\/{4,}|`{3,}.*)[ \t]*$/gm;

interface DelimiterLine extends Fence {
  readonly aside: Aside;
}

function fencesIn(text: string): DelimiterLine[] {
  return Array.from(text.matchAll(DELIMITER), ({ 0: line, 1: delimiter = "", index }) => {
    const above = text.slice(text.lastIndexOf("\n", index - 2) + 1, Math.max(0, index - 1)).trim();
    const isDescribed = /^(?:\[.*\]|\.[^\s.].*)$/.test(above) || /^`+./.test(delimiter);
    // Under text of its own length it is the older way to write a heading, unless it ends a block.
    const isUnderline =
      delimiter.startsWith("-") && above !== "" && Math.abs(above.length - delimiter.length) <= 1;
    return {
      // A closing line is the same as the opening one, so the line break belongs to the mark.
      mark: (/^`+/.exec(delimiter)?.[0] ?? delimiter) + "\n",
      role: isDescribed ? "opens" : isUnderline ? "closes" : "either",
      isBelowText: isBelowText(text, index, index + line.length),
      aside: asideOf(delimiter, above),
    };
  });
}

function asideOf(delimiter: string, lineAbove: string): Aside {
  if (delimiter.startsWith("/")) return "comment";
  return /^\[(?:stem|latexmath|asciimath)/.test(lineAbove) ? "math" : "codeFence";
}

function delimitedBlock({ text, lineStart, lineEnd, fromStart }: Spot, line: string): Aside | undefined {
  const above = fencesIn(text.slice(0, lineStart));
  const below = () => fencesIn(text.slice(text.indexOf("\n", lineEnd) + 1 || text.length));
  const open = openFence(above, fromStart, below);
  if (open !== undefined) return open === "unknown" ? "codeFence" : open.aside;
  return fencesIn(line)[0]?.aside;
}

/** A line that is markup by itself: a comment, an attribute of the document or of the block below. */
function markupLine(line: string): Aside | undefined {
  if (/^\/\/(?!\/)/.test(line)) return "comment";
  return /^(?::!?[\w-]+!?:|\[[^\]]*\]?[ \t]*$)/.test(line) ? "command" : undefined;
}

/** `code`, stem:[x], <<place>>, and the targets of macros as link:target[text]. */
const readSpan: ReadSpan = (text, at, cursor) => {
  if (text[at] === "`") return spanTo("`", "inlineCode", [text, at, cursor], 1);
  if (text[at] === "<") {
    const place = /^<<[^\s<>,]*(?:,[^<>\n]*>>)?/.exec(text.slice(at))?.[0] ?? "";
    return { end: at + place.length + 1, aside: "command" };
  }
  const target = /[a-z]+:{1,2}[^\s[\]]*/y;
  target.lastIndex = at;
  target.test(text);
  if (text[target.lastIndex] === "[" && /^(?:stem|latexmath|asciimath)/.test(text.slice(at, at + 10))) {
    return spanTo("]", "math", [text, at, cursor], target.lastIndex + 1 - at);
  }
  return { end: target.lastIndex + 1, aside: "url" };
};
