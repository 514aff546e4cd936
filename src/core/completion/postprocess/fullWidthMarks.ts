import { CJK } from "../../text/characters";

/** How much of the document shows its habit, in UTF-16 units. */
const HABIT = 500;

const FULL_WIDTH: Readonly<Record<string, string>> = { ",": "，", ".": "。", "?": "？", "!": "！" };
const FULL = /[，。？！]/;
const HALF_BEHIND_CJK = new RegExp(`${CJK.source}[,?!]|${CJK.source}\\.(?![.\\p{L}\\p{N}])`, "u");
const HALF = new RegExp(`(?<=${CJK.source})(?:[,?!]|\\.(?![.\\p{L}\\p{N}])) *`, "gu");
const DOT_AT_END = new RegExp(`(?<=${CJK.source})\\.$`, "u");

/** Commas and full stops behind Chinese characters as full-width ones, where the document knows no others. */
export function withFullWidthMarks(text: string, prefix: string, isFinished: boolean): string {
  const habit = prefix.slice(-HABIT);
  if (!FULL.test(habit) || HALF_BEHIND_CJK.test(habit)) return text;
  // What stands before the cursor is looked at, too.
  const before = /.$/su.exec(prefix.slice(-2))?.[0] ?? "";
  const whole = before + text;
  const known = isFinished ? whole : whole.replace(DOT_AT_END, "");
  return known.slice(before.length) === ""
    ? ""
    : known.replace(HALF, (mark) => FULL_WIDTH[mark.charAt(0)] ?? mark).slice(before.length);
}
