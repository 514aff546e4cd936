import type { Hunk } from "../../../../src/core/review/hunk";

const BRACKETS: Readonly<Record<Hunk["kind"], string>> = {
  text: "",
  whitespace: "space:",
  link: "link:",
  citation: "cite:",
  cell: "cell:",
};

/** The text with its hunks as a person reads them: "The [-old-]{+new+} house", the kind before what is no prose. */
export function drawn(original: string, hunks: readonly Hunk[]): string {
  let text = "";
  let at = 0;
  for (const { start, end, original: removed, proposed, kind } of hunks) {
    text += original.slice(at, start);
    if (removed !== "") text += `[-${BRACKETS[kind]}${removed}-]`;
    if (proposed !== "") text += `{+${BRACKETS[kind]}${proposed}+}`;
    at = end;
  }
  return text + original.slice(at);
}
