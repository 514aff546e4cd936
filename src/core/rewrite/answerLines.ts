/** What stands before an item of a list: a bullet, a number, a number in brackets. */
const LIST_MARK = /^\s*(?:[-*+•·–—]\s+|\d{1,2}[.)]\s+|\d{1,2}[、．]\s*|[(（]\d{1,2}[)）]\s*)/;
const EMPHASIS = /^(\*\*|__|\*|_|`)(.+)\1$/;
const QUOTES = /^(?:"([^"]+)"|“([^”]+)”|‘([^’]+)’|「([^」]+)」|『([^』]+)』|«\s*([^»]+?)\s*»)$/;

/**
 * The lines of an answer that is still growing, blank ones left out; the last, which may go on, only when
 * `isComplete`.
 */
export function answerLines(answer: string, isComplete: boolean): readonly string[] {
  const lines = answer.split(/\r\n|\r|\n/);
  return (isComplete ? lines : lines.slice(0, -1)).map((line) => line.trim()).filter((line) => line !== "");
}

/** `line` without the bullet or the number that makes it an item of a list. */
export function withoutListMark(line: string): string {
  return line.replace(LIST_MARK, "");
}

/**
 * The alternatives that an answer of one a line offers for `original`: without bullets, numbers, emphasis and quotes
 * around them, each once, `original` itself left out. Lines that introduce a list are none.
 */
export function alternativesIn(answer: string, original: string, isComplete: boolean): readonly string[] {
  const alternatives = answerLines(answer, isComplete)
    .filter((line) => !/[:：]$/.test(line))
    .map((line) => bare(withoutListMark(line).trim()))
    .filter((line) => line !== "" && line !== original);
  return [...new Set(alternatives)];
}

function bare(line: string): string {
  const inner = EMPHASIS.exec(line)?.[2] ?? QUOTES.exec(line)?.slice(1).join("");
  return inner === undefined ? line : bare(inner.trim());
}
