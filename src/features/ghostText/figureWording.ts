import { env } from "vscode";

/** A whole number in the writer's language. */
export function number(count = 0): string {
  return new Intl.NumberFormat(env.language).format(count);
}

/** A share of 0 to 1, rounded; a dash where it is not known. */
export function percent(share: number | undefined): string {
  return share === undefined ? "–" : new Intl.NumberFormat(env.language, { style: "percent" }).format(share);
}

/** Milliseconds, or seconds from a thousand on, with two digits that say something. */
export function duration(ms: number): string {
  const isShort = ms < 1000;
  const format = new Intl.NumberFormat(env.language, {
    style: "unit",
    unit: isShort ? "millisecond" : "second",
    maximumSignificantDigits: 2,
    maximumFractionDigits: isShort ? 0 : 1,
    roundingPriority: "lessPrecision",
  });
  return format.format(isShort ? ms : ms / 1000);
}

/** A day such as "2026-01-31". */
export function dayLabel(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const format = new Intl.DateTimeFormat(env.language, { dateStyle: "medium" });
  return format.format(new Date(year, month - 1, date));
}
