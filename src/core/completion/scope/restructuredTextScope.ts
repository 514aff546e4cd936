import type { Aside } from "../../settings/settings";
import { asideInSpans, spanTo, type ReadSpan } from "./spans";
import { endOfLine, paragraphAround, startOfLine, type Spot } from "./spot";
import { urlAside } from "./urlScope";

/**
 * In what the cursor stands that is not prose, in reStructuredText
 * (https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html).
 */
export function restructuredTextAside(spot: Spot): Aside | undefined {
  const line = spot.text.slice(spot.lineStart, spot.lineEnd);
  const block = markupLine(line) ?? indentedBlock(spot, line);
  if (block !== undefined) return block;
  const [start, end] = paragraphAround(spot, { outside: /[ \t]*(?:\r?\n|$)/y, first: /[ \t]*[-*+][ \t]/y });
  const marks = /\\|``|:[a-z][\w:+.-]{0,40}:`/gi;
  const paragraph = spot.text.slice(start, end);
  return asideInSpans(paragraph, spot.cursor - start, marks, readSpan) ?? urlAside(spot);
}

/** `.. name:: argument`, with its name. */
const DIRECTIVE = /^[ \t]*\.\.[ \t]+(?:\|[^|]+\|[ \t]+)?([\w:+.-]+)::(?:[ \t]|\r?$)/;
const CODE =
  /^(?:code|code-block|sourcecode|literalinclude|parsed-literal|highlight|raw|productionlist|doctest)$/;
/** Directives whose argument, on their own line, is prose. */
const PROSE_ARGUMENT =
  /^(?:admonition|attention|caution|danger|error|hint|important|note|tip|warning|topic|sidebar|title|rubric|replace|epigraph|seealso|versionadded|versionchanged|deprecated|centered)$/;
/** Two dots and neither a directive, a footnote, a citation nor a link's target. */
const COMMENT = /^[ \t]*\.\.(?:[ \t]+(?![[_|])|[ \t]*\r?$)/;

/** A line that is markup by itself. */
function markupLine(line: string): Aside | undefined {
  if (!/^[ \t]*\.\./.test(line)) return undefined;
  const name = DIRECTIVE.exec(line)?.[1];
  if (name !== undefined) return PROSE_ARGUMENT.test(name) ? undefined : "command";
  if (/^[ \t]*\.\.[ \t]+_/.test(line)) return "url";
  return COMMENT.test(line) ? "comment" : undefined;
}

/** What the lines less indented above the cursor's say that their blocks are. */
function indentedBlock({ text, lineStart }: Spot, line: string): Aside | undefined {
  let indent = indentOf(line);
  let onlyOptions = /^[ \t]+:[^:\s][^:]*:/.test(line);
  for (let start = lineStart; indent > 0 && start > 0;) {
    start = startOfLine(text, start - 1);
    const above = text.slice(start, endOfLine(text, start));
    if (indentOf(above) >= indent || above.trim() === "") {
      onlyOptions &&= /^[ \t]+:[^:\s][^:]*:/.test(above);
      continue;
    }
    const name = DIRECTIVE.exec(above)?.[1];
    if (name !== undefined) {
      if (onlyOptions) return "command";
      if (CODE.test(name)) return "codeFence";
      if (name === "math") return "math";
    } else if (COMMENT.test(above)) return "comment";
    else if (/::[ \t]*$/.test(above)) return "codeFence";
    indent = indentOf(above);
    onlyOptions = false;
  }
  return undefined;
}

function indentOf(line: string): number {
  return /^[ \t]*/.exec(line)?.[0].length ?? 0;
}

/** ``code``, and roles as :math:`x` and :ref:`place`. */
const readSpan: ReadSpan = (text, at, cursor) => {
  if (text[at] === "\\") return { end: at + 2 };
  if (text[at] === "`") return spanTo("``", "inlineCode", [text, at, cursor], 2);
  const role = /^:([^`]+):`/.exec(text.slice(at, at + 50));
  if (role === null) return undefined;
  const aside = asideOfRole(role[1] ?? "");
  return aside && spanTo("`", aside, [text, at, cursor], role[0].length);
};

function asideOfRole(name: string): Aside | undefined {
  if (/^(?:emphasis|strong|sub(?:script)?|sup(?:erscript)?|title)$/.test(name)) return undefined;
  if (name === "math") return "math";
  return name === "code" ? "inlineCode" : "command";
}
