import type { Analysis, Finding } from "./analysis";

const COLUMNS = [
  "start",
  "end",
  "label",
  "score",
  "text",
  "note",
] as const satisfies readonly (keyof Finding)[];

/** A spreadsheet takes a field that begins so for a formula (https://owasp.org/www-community/attacks/CSV_Injection). */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * The findings as comma-separated values (RFC 4180) with a header, one in a row, offsets in UTF-16. A text that a
 * spreadsheet would take for a formula has an apostrophe in front.
 */
export function toCsv({ findings }: Analysis): string {
  const rows = findings.map((finding) => COLUMNS.map((column) => field(finding[column])));
  return [COLUMNS, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

/** The whole analysis as JSON, to be read by people too. */
export function toJson(analysis: Analysis): string {
  return `${JSON.stringify(analysis, undefined, 2)}\n`;
}

function field(value: string | number | undefined): string {
  if (typeof value !== "string") return value === undefined ? "" : String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
