/** What may stand between the braces and the name: https://mustache.github.io/mustache.5.html. */
const OPEN = /\{\{\{?\s*[#^/&]?\s*([A-Za-z0-9]*)$/;
const REST = /^([A-Za-z0-9]*)(\s*\}\})?/;

/** UTF-16 units: no tag is longer, and in a line of a megabyte the pattern would search for minutes. */
const LONGEST_TAG = 200;

/** A name in double braces that a column stands in. */
export interface TagAt {
  /** Where the name begins and ends in its line. */
  readonly start: number;
  readonly end: number;
  /** Whether the braces are closed behind it. */
  readonly isClosed: boolean;
}

/** The tag whose name, perhaps still empty, the column stands in or at the end of. */
export function tagAt(line: string, column: number): TagAt | undefined {
  const [, before] = OPEN.exec(line.slice(Math.max(0, column - LONGEST_TAG), column)) ?? [];
  if (before === undefined) return undefined;
  const [, after = "", close] = REST.exec(line.slice(column, column + LONGEST_TAG)) ?? [];
  const start = column - before.length;
  return { start, end: column + after.length, isClosed: close !== undefined };
}
