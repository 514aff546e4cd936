import { CJK } from "../../text/characters";
import type { Aside } from "../../settings/settings";
import { isBelowText, openFence, type Fence } from "./fences";
import { asideInSpans, beingTyped, type ReadSpan, type Span } from "./spans";
import { paragraphAround, type Spot } from "./spot";
import { urlAside } from "./urlScope";

/**
 * In what the cursor stands that is not prose. Blocks are CommonMark's (https://spec.commonmark.org/0.31.2/),
 * math and front matter as Pandoc reads them (https://pandoc.org/MANUAL.html#math). Lines indented by four
 * spaces count as prose: writers indent paragraphs.
 */
export function markdownAside(spot: Spot): Aside | undefined {
  if (isInFrontMatter(spot)) return "frontMatter";
  if (isInFence(spot)) return "codeFence";
  const [start, end] = paragraphAround(spot, {
    outside: /[ \t>]*(?:\r?\n|$|#{1,6}[ \t]|```|~~~)/y,
    first: /[ \t]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]|[>|])/y,
  });
  if (isInComment(spot, start)) return "comment";
  if (isInDisplayMath(spot)) return "math";
  const line = spot.text.slice(spot.lineStart, spot.cursor);
  if (/^ {0,3}\[[^\]^][^\]]*\]:[ \t]*\S*$/.test(line)) return "url";
  const paragraph = spot.text.slice(start, end);
  return asideInSpans(paragraph, spot.cursor - start, /[\\`$<\]]/g, readSpan) ?? urlAside(spot);
}

/** Between the `---` (TOML: `+++`) at the document's very start and the line that closes it. */
function isInFrontMatter({ text, cursor, fromStart }: Spot): boolean {
  const opener = fromStart ? /^\uFEFF?(---|\+\+\+)[ \t]*\r?\n(?![ \t]*\r?\n)/.exec(text) : null;
  if (opener === null || cursor < opener[0].length) return false;
  const closer = opener[1] === "---" ? /^(?:---|\.\.\.)[ \t]*$/gm : /^\+\+\+[ \t]*$/gm;
  closer.lastIndex = opener[0].length;
  const close = closer.exec(text);
  if (close !== null) return cursor <= close.index + close[0].length;
  // Without an end it is only begun, or the first line is a rule above text.
  return !/\n[ \t]*\r?\n/.test(text.slice(opener[0].length, cursor));
}

const FENCE = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}(?=[^`\n]*$)|~{3,})[ \t]*(.*)$/gm;

function fencesIn(text: string): Fence[] {
  if (!text.includes("```") && !text.includes("~~~")) return [];
  return Array.from(text.matchAll(FENCE), ({ 0: line, 1: mark = "", 2: info, index }) => ({
    mark,
    role: info === "" ? "either" : "opens",
    isBelowText: isBelowText(text, index, index + line.length),
  }));
}

/** On the lines of the fences as well. */
function isInFence({ text, lineStart, lineEnd, fromStart }: Spot): boolean {
  if (fencesIn(text.slice(lineStart, lineEnd)).length > 0) return true;
  const below = () => fencesIn(text.slice(text.indexOf("\n", lineEnd) + 1 || text.length));
  return openFence(fencesIn(text.slice(0, lineStart)), fromStart, below) !== undefined;
}

/** Behind `<!--` without an end: only in its own paragraph, unless the end stands further below. */
function isInComment({ text, cursor }: Spot, paragraphStart: number): boolean {
  const open = text.lastIndexOf("<!--", cursor - 4);
  if (open === -1 || text[open - 1] === "`" || text.slice(open, cursor).includes("-->")) return false;
  if (open >= paragraphStart) return true;
  const close = text.indexOf("-->", cursor);
  return close !== -1 && !text.slice(cursor, close).includes("<!--");
}

/** Behind an odd `$$` of the lines since the last blank one that begins its line or has its end below. */
function isInDisplayMath(spot: Spot): boolean {
  const { text, cursor } = spot;
  if (!text.includes("$$")) return false;
  const [start, end] = paragraphAround(spot, { outside: /[ \t>]*(?:\r?\n|$)/y, first: /(?!)/y });
  const marks = [...text.slice(start, cursor).matchAll(/(?<!\\)\$\$/g)];
  const last = marks.at(-1);
  if (last === undefined || marks.length % 2 === 0) return false;
  const beginsLine = /(?:^|\n)[ \t>]*$/.test(text.slice(start, start + last.index));
  return beginsLine || text.slice(cursor, end).includes("$$");
}

const readSpan: ReadSpan = (text, at, cursor) => {
  switch (text[at]) {
    case "`":
      return codeSpan(text, at, cursor);
    case "$":
      return mathSpan(text, at, cursor);
    case "<":
      return tagSpan(text, at, cursor);
    case "]":
      return linkTarget(text, at, cursor);
    default:
      return { end: at + 2 };
  }
};

/** To the next run of just as many backticks. */
function codeSpan(text: string, at: number, cursor: number): Span | undefined {
  const behindRun = (from: number) => {
    let end = from;
    while (text[end] === "`") end++;
    return end;
  };
  const start = behindRun(at);
  const run = text.slice(at, start);
  for (let close = text.indexOf(run, start); close !== -1; close = text.indexOf(run, behindRun(close))) {
    if (behindRun(close) - close === run.length) return { end: close + run.length, aside: "inlineCode" };
  }
  return beingTyped(text, at, cursor) === undefined ? { end: start } : { end: Infinity, aside: "inlineCode" };
}

const MATH_SIGN = /[\\^_{}=<>+*/|]/;
const PROSE_IN_MATH = new RegExp(`${CJK.source}|\\s\\p{L}{2}`, "u");

/** `$x$` or `$$x$$`, not what lies between two prices: no space inside the marks, no digit behind, no prose. */
function mathSpan(text: string, at: number, cursor: number): Span | undefined {
  const mark = text[at + 1] === "$" ? "$$" : "$";
  const start = at + mark.length;
  const close = text.indexOf(mark, start);
  const content = text.slice(start, close === -1 ? text.length : close);
  if (mark === "$$" && close !== -1) return { end: close + 2, aside: "math" };
  if (close !== -1 && /^\S(?:[^]*\S)?$/.test(content) && !/\d/.test(text[close + 1] ?? "")) {
    const isMath = MATH_SIGN.test(content) || !PROSE_IN_MATH.test(content);
    return isMath ? { end: close + 1, aside: "math" } : undefined;
  }
  const typed = beingTyped(text, start, cursor);
  if (typed === undefined || typed.includes("$")) return mark === "$$" ? { end: start } : undefined;
  const isMath = MATH_SIGN.test(typed) ? /^\S/.test(typed) : /^[^\d\s]\S*$/.test(typed);
  return isMath && !PROSE_IN_MATH.test(typed) ? { end: Infinity, aside: "math" } : { end: start };
}

/** `<https://…>` or an HTML tag. */
function tagSpan(text: string, at: number, cursor: number): Span | undefined {
  const next = text.indexOf("<", at + 1);
  const tag = text.slice(at, next === -1 ? text.length : next);
  const close = tag.indexOf(">");
  if (close !== -1) {
    const end = at + close + 1;
    if (/^<(?:[a-z][a-z0-9+.-]+:|[^\s@]+@)\S*>/i.test(tag)) return { end, aside: "url" };
    return /^<[/!?]?[a-z]/i.test(tag) ? { end, aside: "htmlTag" } : undefined;
  }
  const typed = beingTyped(text, at, cursor) ?? "";
  const isTag = /^<(?:\/?[a-z][a-z0-9-]*|[a-z][^<>]*=[^<>]*)$/i.test(typed);
  return isTag ? { end: Infinity, aside: "htmlTag" } : undefined;
}

/** The `(…)` of a link, from the bracket before it. */
function linkTarget(text: string, at: number, cursor: number): Span | undefined {
  if (text[at + 1] !== "(") return undefined;
  const target = /\]\((?:[^()\n\\]|\\.|\([^()\n]*\))*\)/y;
  target.lastIndex = at;
  if (target.test(text)) return { end: target.lastIndex, aside: "url" };
  const isTarget = /^\]\(\S*(?:\s+"[^"]*)?$/.test(beingTyped(text, at, cursor) ?? "");
  return isTarget ? { end: Infinity, aside: "url" } : undefined;
}
