import type { Aside } from "../../settings/settings";
import { paragraphAround, type Spot } from "./spot";
import { urlAside } from "./urlScope";

const VERBATIM = "(?:[BL]?[Vv]erbatim|lstlisting|minted|alltt|filecontents|tikzpicture|comment)\\*?";
const MATH =
  "(?:equation|align|alignat|flalign|gather|multline|eqnarray|IEEEeqnarray|dmath|displaymath|math)\\*?";

/** Commands whose braces hold prose, even inside math or the preamble; so do their optional arguments. */
const PROSE_COMMAND = new RegExp(
  "^(?:text(?:rm|normal|up|it|bf|sf)?|[mh]box|(?:short)?intertext|title|author|date|thanks|footnote|caption|item|" +
    "part|chapter|(?:sub)*section|(?:sub)?paragraph)$",
);

/** Commands of whose arguments none is prose. */
const OPAQUE_COMMAND = new RegExp(
  "^(?:(?!href|hyper)[a-z]*ref|[a-z]*cite[a-z]*|label|begin|end|input|include(?:only|graphics|pdf)?|import|subfile|" +
    "graphicspath|usepackage|requirepackage|documentclass|bibliography(?:style)?|addbibresource|" +
    "(?:page|thispage)style|pagenumbering|(?:re)?new(?:command|environment|theorem|length|counter)|" +
    "(?:provide|declare)[a-z]*|(?:set|addto)(?:length|counter)|[hv]space|rule|index|gls[a-z]*|hypersetup|" +
    "geometry|color|definecolor|selectlanguage|lstset|tikz|si|num|qty|c?line)$",
  "i",
);

/** Commands whose first arguments are not prose, and how many those are. */
const OPAQUE_FIRST: ReadonlyMap<string, number> = new Map([
  ["textcolor", 1],
  ["colorbox", 1],
  ["foreignlanguage", 1],
  ["parbox", 1],
  ["multicolumn", 2],
  ["multirow", 2],
]);

/** What matters to where the cursor is; comments and `\verb` whole. */
const TOKEN = new RegExp(
  [
    "\\\\(?:verb|lstinline)\\*?([^\\sA-Za-z*{[])[^\\n]*?(?:\\1|(?=\\n)|$)",
    `\\\\(?:begin|end)\\{${MATH}\\}`,
    "\\\\[A-Za-z@]+\\*?",
    "\\\\[^]?",
    "%[^\\n]*",
    "\\$\\$?",
    "[{}[\\]]",
  ].join("|"),
  "g",
);

/** Marks open inside each other are counted so far: more of them are a broken text, which must not cost time. */
const DEEPEST = 50;

/** An opened pair of marks. */
interface Frame {
  readonly closer: string;
  /** undefined: as what is around it. */
  readonly scope: Aside | "prose" | undefined;
  /** The command whose argument this is. */
  readonly command?: Command;
}

interface Command {
  readonly name: string;
  /** How many of its arguments in braces are complete. */
  readonly complete: number;
}

/** In what the cursor stands that is not prose, in LaTeX. */
export function latexAside(spot: Spot): Aside | undefined {
  const before = spot.text.slice(0, spot.cursor);
  const verbatim = verbatimAround(spot, before);
  if (typeof verbatim === "string") return verbatim;
  if (before.includes("\\end{document}")) return "comment";
  const [start] = paragraphAround(spot, { outside: /[ \t]*(?:\r?\n|$)/y, first: /(?!)/y });
  const scope = scopeIn(before.slice(Math.max(start, verbatim)));
  if (scope === "prose") return undefined;
  return scope ?? urlAside(spot) ?? (isPreamble(before) ? "command" : undefined);
}

function isPreamble(before: string): boolean {
  return before.includes("\\documentclass") && !before.includes("\\begin{document}");
}

/** The aside of a verbatim environment around the cursor, or where the last one before it ends (0: nowhere). */
function verbatimAround({ text, cursor, fromStart }: Spot, before: string): Aside | number {
  const marks = new RegExp(`\\\\(begin|end)\\{(${VERBATIM})\\}`, "g");
  let open: string | undefined;
  let end = 0;
  for (const { 0: mark, 1: which, 2: name, index } of before.includes("\\") ? before.matchAll(marks) : []) {
    if (open === undefined && which === "begin") open = name;
    else if (which === "end" && (open === name || open === undefined)) {
      open = undefined;
      end = index + mark.length;
    }
  }
  if (open === undefined && end === 0 && !fromStart) {
    // The window may begin in one.
    marks.lastIndex = cursor;
    const next = marks.exec(text);
    if (next?.[1] === "end") open = next[2];
  }
  if (open === undefined) return end;
  return open === "comment" ? "comment" : "codeFence";
}

/** What stands at the end of `text`, the paragraph up to the cursor. */
function scopeIn(text: string): Aside | "prose" | undefined {
  const frames: Frame[] = [];
  let command: Command | undefined;
  let end = 0;
  for (const { 0: token, 1: delimiter, index } of text.matchAll(TOKEN)) {
    // An argument follows its command, or the argument before it, at once.
    if (text.slice(end, index).trim() !== "") command = undefined;
    end = index + token.length;
    const isLast = end === text.length;
    const closed = closedBy(token, frames);
    if (delimiter !== undefined) {
      const isOpen = token.indexOf(delimiter) === token.length - 1 || !token.endsWith(delimiter);
      if (isLast && isOpen) return "inlineCode";
    } else if (token.startsWith("%")) {
      if (isLast) return "comment";
    } else if (closed !== undefined) {
      frames.length = frames.lastIndexOf(closed);
      command = afterArgument(closed);
    } else {
      const frame = frames.length < DEEPEST ? openedBy(token, command) : undefined;
      if (frame !== undefined) frames.push(frame);
      else if (isLast && /^\\[A-Za-z@]*\*?$/.test(token)) return "command";
      const name = /^\\([A-Za-z@]*)/.exec(token)?.[1];
      command = frame === undefined && name !== undefined ? { name, complete: 0 } : undefined;
    }
  }
  return frames.findLast((frame) => frame.scope !== undefined)?.scope;
}

/** The frame that `token` closes: a brace whatever is left open in it, everything else only within its brace. */
function closedBy(token: string, frames: readonly Frame[]): Frame | undefined {
  const found = frames.findLast(
    ({ closer }) => closer === token || (closer === "}" && !token.startsWith("\\end")),
  );
  return found?.closer === token ? found : undefined;
}

function afterArgument({ closer, command }: Frame): Command | undefined {
  if (command === undefined || closer === "]") return command;
  return { ...command, complete: command.complete + 1 };
}

function openedBy(token: string, command: Command | undefined): Frame | undefined {
  switch (token) {
    case "{":
      return { closer: "}", ...(command ? { scope: inBraces(command), command } : { scope: undefined }) };
    case "[":
      if (command === undefined) return undefined;
      return { closer: "]", scope: PROSE_COMMAND.test(command.name) ? "prose" : "command", command };
    case "$":
    case "$$":
      return { closer: token, scope: "math" };
    case "\\(":
      return { closer: "\\)", scope: "math" };
    case "\\[":
      return { closer: "\\]", scope: "math" };
    default:
      return token.startsWith("\\begin{")
        ? { closer: token.replace("begin", "end"), scope: "math" }
        : undefined;
  }
}

/** What the next argument in braces of a command holds. */
function inBraces({ name, complete }: Command): Aside | "prose" | undefined {
  if (PROSE_COMMAND.test(name)) return "prose";
  if (/^(?:url|nolinkurl|path)$/.test(name) || (name === "href" && complete === 0)) return "url";
  if (/^(?:lst|mint)inline$/.test(name)) return "inlineCode";
  return OPAQUE_COMMAND.test(name) || complete < (OPAQUE_FIRST.get(name) ?? 0) ? "command" : undefined;
}
