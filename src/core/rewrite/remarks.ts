import { answerLines, withoutListMark } from "./answerLines";

/** What is said about a place in a text, or about the whole of it. */
export interface Remark {
  /** The words of the text that it is about; none where it is about the whole. */
  readonly quote?: string;
  readonly remark: string;
}

/** Opening quotation marks of several languages, and what closes them. */
const MARKS: readonly (readonly [opening: string, closing: string])[] = [
  ['"', '"'],
  ["“", "”"],
  ["„", "[“”]"],
  ["‘", "’"],
  ["'", "'"],
  ["「", "」"],
  ["『", "』"],
  ["«", "»"],
  ["»", "«"],
  ["‹", "›"],
  ["《", "》"],
  ["`", "`"],
];
const EMPHASIS = "(?:\\*\\*|__|\\*|_)?";
const BETWEEN = `${EMPHASIS}\\s*(?:[:：]|[-–—→]+(?=\\s|$)|——)\\s*${EMPHASIS}\\s*`;

/** `"quote": remark`, the quote as short as it can be; and a line that only begins with a quote. */
const WITH_REMARK = MARKS.map(
  ([opening, closing]) => new RegExp(`^${EMPHASIS}${opening}(.+?)${closing}${BETWEEN}(.*)$`, "u"),
);
const QUOTE_FIRST = MARKS.map(
  ([opening, closing]) => new RegExp(`^${EMPHASIS}${opening}(.+?)${closing}`, "u"),
);

/**
 * The remarks in an answer that is still growing, in its order; one that may go on only when `isComplete`. A line
 * is a remark, or a quote whose remark is the next line; bullets, numbers and emphasis around quotes are dropped. What
 * was returned for the beginning of an answer is the beginning of what is returned for more of it.
 */
export function parseRemarks(answer: string, isComplete: boolean): readonly Remark[] {
  const remarks: Remark[] = [];
  let waiting: string | undefined;
  for (const line of answerLines(answer, isComplete)) {
    const own = withoutListMark(line);
    const { quote, remark } = parseLine(own);
    if (quote !== undefined && remark === "") {
      waiting = quote;
      continue;
    }
    const subject = quote ?? waiting;
    remarks.push(subject === undefined ? { remark } : { quote: subject, remark });
    waiting = undefined;
  }
  return remarks;
}

function parseLine(line: string): Remark {
  for (const pattern of WITH_REMARK) {
    const [, quote, remark] = pattern.exec(line) ?? [];
    if (quote !== undefined && remark !== undefined) return { quote: quote.trim(), remark: remark.trim() };
  }
  for (const pattern of QUOTE_FIRST) {
    const [whole = "", quote] = pattern.exec(line) ?? [];
    if (quote === undefined) continue;
    // What comes after it without a mark goes on with the sentence: that needs its beginning.
    const isAlone = line.slice(whole.length).replace(/[*_\s]/g, "") === "";
    return { quote: quote.trim(), remark: isAlone ? "" : line };
  }
  return { remark: line };
}
